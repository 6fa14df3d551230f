#include "base/error.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace jit_console {
namespace {

struct Row {
    ErrorCode code;
    std::string_view word;
    int exit_code;
    std::string_view meaning;
};

constexpr std::array kRows{
    Row{ErrorCode::internal, "internal", 1, "an unexpected internal error"},
    Row{ErrorCode::usage, "usage", 2, "invalid command line"},
    Row{ErrorCode::bad_request, "bad_request", 3, "a request lacks a field or has a wrong one"},
    Row{ErrorCode::unknown_method, "unknown_method", 4, "no such request"},
    Row{ErrorCode::bad_frame, "bad_frame", 5, "the stream broke; the host ends"},
    Row{ErrorCode::unknown_caller, "unknown_caller", 6, "started by another extension; the host ends"},
    Row{ErrorCode::protocol_version, "protocol_version", 7, "the extension speaks another version of the protocol"},
    Row{ErrorCode::cancelled, "cancelled", 8, "it was cancelled"},
    Row{ErrorCode::deadline, "deadline", 9, "it took too long"},
    Row{ErrorCode::busy, "busy", 10, "32 requests are in progress"},
    Row{ErrorCode::no_portal, "no_portal", 11, "no portal is configured"},
    Row{ErrorCode::unknown_portal, "unknown_portal", 12, "no such portal"},
    Row{ErrorCode::portal_ambiguous, "portal_ambiguous", 13, "several portals are configured; none was named"},
    Row{ErrorCode::portal_url, "portal_url", 14, "not a portal's address"},
    Row{ErrorCode::portal_exists, "portal_exists", 15, "that name or address is taken"},
    Row{ErrorCode::ca_file, "ca_file", 16, "the CA file can't be read, or has no certificates"},
    Row{ErrorCode::sign_in_needed, "sign_in_needed", 20, "no token, or the portal no longer accepts it (401)"},
    Row{ErrorCode::sign_in_refused, "sign_in_refused", 21, "the user cancelled on the portal's page"},
    Row{ErrorCode::sign_in_timeout, "sign_in_timeout", 22, "nothing was handed over within 180 s"},
    Row{ErrorCode::sign_in_running, "sign_in_running", 23, "a sign-in to that portal is already in progress"},
    Row{ErrorCode::token_rejected, "token_rejected", 24, "the portal rejects the token"},
    Row{ErrorCode::listener, "listener", 25, "no loopback port is available"},
    Row{ErrorCode::portal_unreachable, "portal_unreachable", 30,
        "the portal can't be reached: its name, the connection or a proxy failed"},
    Row{ErrorCode::portal_tls, "portal_tls", 31, "the portal's certificate doesn't verify"},
    Row{ErrorCode::portal_timeout, "portal_timeout", 32, "the portal took too long"},
    Row{ErrorCode::portal_forbidden, "portal_forbidden", 33, "the portal refuses (403)"},
    Row{ErrorCode::portal_not_found, "portal_not_found", 34, "the portal has no such thing (404, or 400 saying so)"},
    Row{ErrorCode::portal_error, "portal_error", 35, "the portal failed (5xx), or refused for another reason"},
    Row{ErrorCode::portal_answer, "portal_answer", 36, "the portal's answer can't be understood"},
    Row{ErrorCode::unknown_tenant, "unknown_tenant", 40, "no such tenant"},
    Row{ErrorCode::console_url, "console_url", 41,
        "the portal's ConsoleUrl isn't an AWS sign-in URL; nothing was opened"},
    Row{ErrorCode::no_credentials, "no_credentials", 42, "the portal returned neither a sign-in URL nor keys"},
    Row{ErrorCode::destination, "destination", 43, "the page or region leads to no console page"},
    Row{ErrorCode::not_an_arn, "not_an_arn", 44, "not an ARN"},
    Row{ErrorCode::aws_unreachable, "aws_unreachable", 50, "AWS can't be reached"},
    Row{ErrorCode::aws_refused, "aws_refused", 51, "AWS's federation endpoint refused"},
    Row{ErrorCode::aws_answer, "aws_answer", 52, "AWS's answer can't be understood"},
    Row{ErrorCode::vault, "vault", 60, "tokens can't be stored or read"},
    Row{ErrorCode::config, "config", 61, "the configuration can't be read or written"},
    Row{ErrorCode::browser, "browser", 62, "no browser could be opened"},
    Row{ErrorCode::install, "install", 63, "a native messaging manifest can't be written"},
    Row{ErrorCode::aws_config, "aws_config", 53, "AWS's config file can't be read or written, or may not be changed"},
    Row{ErrorCode::aws_profile, "aws_profile", 54, "no such AWS profile, or not one that jit-console may change"},
    Row{ErrorCode::keyring, "keyring", 59, "the desktop's keyring is locked, absent, or refuses"},
    Row{ErrorCode::duploctl, "duploctl", 19, "duploctl's configuration doesn't exist, or can't be understood"},
    Row{ErrorCode::other_account, "other_account", 45,
        "the page is in another AWS account than the tenant; nothing was opened"},
    Row{ErrorCode::other_partition, "other_partition", 46,
        "the page is in another partition than the session; nothing was opened"},
    Row{ErrorCode::findings, "findings", 58, "doctor or history verify found a problem"},
    Row{ErrorCode::output, "output", 57, "the output couldn't be written"},
    Row{ErrorCode::terminal_only, "terminal_only", 17, "what decides where a token goes can only be set in a terminal"},
    Row{ErrorCode::other_user, "other_user", 18,
        "the portal signed in a different user than before; nothing was stored"},
    Row{ErrorCode::tenant_jit_off, "tenant_jit_off", 37,
        "403 for a tenant that the portal lists, for a user who isn't an administrator: only administrators get AWS "
        "access"},
    Row{ErrorCode::policy_forbids, "policy_forbids", 26, "the policy of this machine forbids it, or can't be used"},
    Row{ErrorCode::reason_needed, "reason_needed", 27,
        "the policy of this machine requires a reason or a ticket number"},
    Row{ErrorCode::other_cloud, "other_cloud", 47, "the tenant is in another cloud than AWS"},
    Row{ErrorCode::no_cluster, "no_cluster", 48,
        "the tenant or infrastructure has no Kubernetes cluster, or none that can be trusted"},
    Row{ErrorCode::kubeconfig, "kubeconfig", 55,
        "a kubeconfig can't be read or written, can't be changed safely, or has no such entry of jit-console's"},
    Row{ErrorCode::unknown_session, "unknown_session", 38, "no program runs with credentials under that id"},
    Row{ErrorCode::session_ended, "session_ended", 39, "a lease is over, or somebody ended a program's credentials"},
    Row{ErrorCode::lease_refused, "lease_refused", 28, "somebody said no to a lease, or nobody answered in time"},
    Row{ErrorCode::approval_needed, "approval_needed", 29,
        "a lease needs a person's yes, in a running browser or at a terminal, and neither is there"},
};

constexpr bool rows_in_order() {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows[i].code) != i) return false;
    }
    return kRows.size() == static_cast<std::size_t>(kLastErrorCode) + 1;
}
static_assert(rows_in_order(), "kRows is indexed by ErrorCode");

const Row& row(ErrorCode code) { return kRows[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view error_word(ErrorCode code) { return row(code).word; }

std::string_view error_meaning(ErrorCode code) { return row(code).meaning; }

std::optional<ErrorCode> find_error_code(std::string_view word) {
    const auto found = std::find_if(kRows.begin(), kRows.end(), [&](const Row& known) { return known.word == word; });
    return found == kRows.end() ? std::nullopt : std::optional(found->code);
}

int exit_code(ErrorCode code) { return row(code).exit_code; }

Error unexpected_error() {
    return {ErrorCode::internal, "unexpected internal error",
            "try again; if it still fails, report it with the steps that led to it"};
}

}  // namespace jit_console
