#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace jit_console {

/// What can go wrong, as listed in PROTOCOL.md, "Error codes and exit codes". Only ever added to.
enum class ErrorCode {
    internal,
    usage,
    bad_request,
    unknown_method,
    bad_frame,
    unknown_caller,
    protocol_version,
    cancelled,
    deadline,
    busy,
    no_portal,
    unknown_portal,
    portal_ambiguous,
    portal_url,
    portal_exists,
    ca_file,
    sign_in_needed,
    sign_in_refused,
    sign_in_timeout,
    sign_in_running,
    token_rejected,
    listener,
    portal_unreachable,
    portal_tls,
    portal_timeout,
    portal_forbidden,
    portal_not_found,
    portal_error,
    portal_answer,
    unknown_tenant,
    console_url,
    no_credentials,
    destination,
    not_an_arn,
    aws_unreachable,
    aws_refused,
    aws_answer,
    vault,
    config,
    browser,
    install,
    aws_config,
    aws_profile,
    keyring,
    duploctl,
    other_account,
    other_partition,
    findings,
    output,
    terminal_only,
    other_user,
    tenant_jit_off,
    policy_forbids,
    reason_needed,
    other_cloud,
    no_cluster,
    kubeconfig,
    unknown_session,
    session_ended,
    lease_refused,
    approval_needed,
};
inline constexpr ErrorCode kLastErrorCode = ErrorCode::approval_needed;

/// The word on the wire, e.g. "sign_in_needed".
std::string_view error_word(ErrorCode code);
/// What it means, for the manual page.
std::string_view error_meaning(ErrorCode code);
/// The reverse; nothing where no code has that word.
std::optional<ErrorCode> find_error_code(std::string_view word);

/// The process's exit code where this error ends it; 1 to 63, one for each code.
int exit_code(ErrorCode code);

/// The one exception type. `message` says what failed and with what, `hint` what to do next (may be empty);
/// both lower case, no full stop, and never with a secret in them.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message, std::string hint = {})
        : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

    ErrorCode code() const { return code_; }
    const std::string& hint() const { return hint_; }

private:
    ErrorCode code_;
    std::string hint_;
};

/// What is said of an exception that is no Error. Its own words are left out: a library's may quote its input.
Error unexpected_error();

}  // namespace jit_console
