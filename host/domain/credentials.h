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

/// "2026-09-21T12:06:40Z".
std::string iso_time(Time time);

}  // namespace jit_console
