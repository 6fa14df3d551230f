#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/role.h"

// AWS's config file as text (source: AWS CLI documentation, "Configuration and credential file settings"; botocore's
// parser). Only jit-console's own profiles are understood: each stands between two comments, "# jit-console begin NAME"
// and
// "# jit-console end NAME". Of everything else only the names of the sections are looked at, and no byte is changed.

namespace jit_console {

/// A profile that jit-console writes. Its credentials come from `jit-console credentials PORTAL …`.
struct AwsProfile {
    std::string name;    ///< see check_aws_profile_name()
    std::string portal;  ///< its name
    Role role = Role::tenant;
    std::string tenant;  ///< name or GUID without anything that a shell would read; "" but for Role::tenant
    std::string region;  ///< "": none is written

    bool operator==(const AwsProfile&) const = default;
};

/// How the file changes.
struct AwsConfigEdit {
    enum class Change { none, add, replace, remove };
    Change change = Change::none;
    AwsProfile profile;
    std::string lines;  ///< those added or removed; each ends in "\n", whatever the file's own line ends are
    std::optional<std::string> before;  ///< of `replace` and `none`: the lines there now
    std::optional<std::string> text;    ///< the whole file as it should be; nothing: there should be none
};

/// `[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}`; throws `aws_profile` otherwise.
void check_aws_profile_name(std::string_view name);
/// What fits check_aws_profile_name() as it stands, e.g. a tenant's name.
bool is_plain_word(std::string_view text);

/// Those that jit-console wrote and nobody changed, in order.
std::vector<AwsProfile> own_aws_profiles(std::string_view config);

/// Whether the path of `program` has to stand in quotes in a profile, which programs with a Go SDK of AWS from before
/// late 2022 can't read (source: report).
bool needs_quotes_in_aws_config(std::string_view program);

/// Adds the profile at the end, or puts it in place of the one of that name that jit-console wrote. `config` is absent
/// where there is no file. `program` is the absolute path of jit-console. Throws `aws_profile` where a profile of that
/// name is there that jit-console did not write or that was changed by hand, or for an unfit name; `aws_config` where
/// the program's path can't be written in such a file.
AwsConfigEdit add_to_aws_config(const std::optional<std::string>& config, const AwsProfile& profile,
                                std::string_view program);

/// Undoes add_to_aws_config() exactly. Throws `aws_profile` where jit-console wrote no such profile, or somebody
/// changed it.
AwsConfigEdit remove_from_aws_config(const std::optional<std::string>& config, std::string_view name);

}  // namespace jit_console
