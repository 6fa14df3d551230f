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
};

constexpr std::array kRows{
    Row{ErrorCode::internal, "internal", 1},
    Row{ErrorCode::usage, "usage", 2},
    Row{ErrorCode::bad_request, "bad_request", 3},
    Row{ErrorCode::unknown_method, "unknown_method", 4},
    Row{ErrorCode::bad_frame, "bad_frame", 5},
    Row{ErrorCode::unknown_caller, "unknown_caller", 6},
    Row{ErrorCode::protocol_version, "protocol_version", 7},
    Row{ErrorCode::cancelled, "cancelled", 8},
    Row{ErrorCode::deadline, "deadline", 9},
    Row{ErrorCode::busy, "busy", 10},
    Row{ErrorCode::no_portal, "no_portal", 11},
    Row{ErrorCode::unknown_portal, "unknown_portal", 12},
    Row{ErrorCode::portal_ambiguous, "portal_ambiguous", 13},
    Row{ErrorCode::portal_url, "portal_url", 14},
    Row{ErrorCode::portal_exists, "portal_exists", 15},
    Row{ErrorCode::ca_file, "ca_file", 16},
    Row{ErrorCode::sign_in_needed, "sign_in_needed", 20},
    Row{ErrorCode::sign_in_refused, "sign_in_refused", 21},
    Row{ErrorCode::sign_in_timeout, "sign_in_timeout", 22},
    Row{ErrorCode::sign_in_running, "sign_in_running", 23},
    Row{ErrorCode::token_rejected, "token_rejected", 24},
    Row{ErrorCode::listener, "listener", 25},
    Row{ErrorCode::portal_unreachable, "portal_unreachable", 30},
    Row{ErrorCode::portal_tls, "portal_tls", 31},
    Row{ErrorCode::portal_timeout, "portal_timeout", 32},
    Row{ErrorCode::portal_forbidden, "portal_forbidden", 33},
    Row{ErrorCode::portal_not_found, "portal_not_found", 34},
    Row{ErrorCode::portal_error, "portal_error", 35},
    Row{ErrorCode::portal_answer, "portal_answer", 36},
    Row{ErrorCode::unknown_tenant, "unknown_tenant", 40},
    Row{ErrorCode::console_url, "console_url", 41},
    Row{ErrorCode::no_credentials, "no_credentials", 42},
    Row{ErrorCode::destination, "destination", 43},
    Row{ErrorCode::not_an_arn, "not_an_arn", 44},
    Row{ErrorCode::aws_unreachable, "aws_unreachable", 50},
    Row{ErrorCode::aws_refused, "aws_refused", 51},
    Row{ErrorCode::aws_answer, "aws_answer", 52},
    Row{ErrorCode::vault, "vault", 60},
    Row{ErrorCode::config, "config", 61},
    Row{ErrorCode::browser, "browser", 62},
    Row{ErrorCode::install, "install", 63},
    Row{ErrorCode::aws_config, "aws_config", 53},
    Row{ErrorCode::aws_profile, "aws_profile", 54},
    Row{ErrorCode::keyring, "keyring", 59},
    Row{ErrorCode::duploctl, "duploctl", 19},
    Row{ErrorCode::other_account, "other_account", 45},
    Row{ErrorCode::other_partition, "other_partition", 46},
    Row{ErrorCode::findings, "findings", 58},
    Row{ErrorCode::output, "output", 57},
    Row{ErrorCode::terminal_only, "terminal_only", 17},
    Row{ErrorCode::other_user, "other_user", 18},
    Row{ErrorCode::tenant_jit_off, "tenant_jit_off", 37},
    Row{ErrorCode::policy_forbids, "policy_forbids", 26},
    Row{ErrorCode::reason_needed, "reason_needed", 27},
    Row{ErrorCode::other_cloud, "other_cloud", 47},
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
