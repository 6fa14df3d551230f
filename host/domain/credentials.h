#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "domain/time.h"

namespace jit_console {

/// Keys for AWS that end. Each is visible ASCII without quotes and backslashes (see parse_jit_credentials()), so that
/// it can be put between quotes in any of the formats below.
struct Credentials {
    Secret access_key_id;
    Secret secret_access_key;
    Secret session_token;
    Time expires_at;
    std::string region;  ///< "" where it is not known
};

/// `process`: what AWS's `credential_process` prints (source: AWS CLI documentation, "Sourcing credentials with an
/// external process"); `json`: the same over several lines, with the region; `env`: for sh; `ini`: for AWS's
/// credentials file.
enum class CredentialFormat { process, json, env, fish, powershell, ini };

/// The formats' words, in the order in which help lists them.
std::vector<std::string_view> credential_format_words();
/// Nothing where there is no such format.
std::optional<CredentialFormat> find_credential_format(std::string_view word);

/// Ready to be printed, without a line break at its end. `name` becomes the section of `ini`.
Secret credential_text(const Credentials& credentials, CredentialFormat format, std::string_view name);

/// "NAME=VALUE" of each variable that AWS's tools read: the keys, their end, and the region where it is known.
std::vector<std::string> credential_environment(const Credentials& credentials);
/// Only the region's.
std::vector<std::string> region_environment(const Credentials& credentials);

/// What AWS's SDKs take from the endpoint that AWS_CONTAINER_CREDENTIALS_FULL_URI names (source: AWS SDKs and Tools
/// Reference Guide, "Container credential provider"), as JSON.
Secret container_credentials(const Credentials& credentials);

/// True for a variable that leads AWS's tools to an identity: keys, a profile, a role, a file of them, another
/// endpoint; and for those that `exec` sets.
bool names_an_identity(std::string_view variable);

/// "2026-09-21T12:06:40Z".
std::string iso_time(Time time);

}  // namespace jit_console
