#include "cli/lease_approval.h"

#include "cli/terminal.h"
#include "domain/readable_text.h"
#include "system/process/controlling_terminal.h"

namespace jit_console {
namespace {

constexpr const char* kNothingRan = "nothing was run; ask for it again when somebody can agree";

/// True for a yes; false where the extension didn't take the question. Throws after a no.
bool browser_agrees(const LiveBrowser& browser, const LeaseRequest& request) {
    const auto answer = ask_live_browser(browser, question_text(request), kLeaseRequestLimit);
    const OpenOutcome outcome = outcome_of(answer.value_or(""));
    if (outcome.word == "allowed") return true;
    if (outcome.word == "refused")
        throw Error(ErrorCode::lease_refused, "the lease was refused in " + browser.name(), "nothing was run");
    if (outcome.word == "unanswered")
        throw Error(ErrorCode::lease_refused, "nobody answered in " + browser.name(), kNothingRan);
    // A host from before there were leases takes it for something else, and fails.
    return false;
}

std::string whose(const LeaseRequest& request) {
    const std::string role =
        request.role == Role::tenant ? request.tenant_name : std::string(role_option(request.role)).substr(2);
    return role + " on " + request.portal;
}

bool person_at_terminal_agrees(const LeaseRequest& request) {
    print_remark("credentials of " + whose(request) + " are wanted for " + std::to_string(request.minutes.count()) +
                 (request.minutes.count() == 1 ? " minute" : " minutes") + " by\n  " + request.program + "\n  in " +
                 readable_line(request.folder, 1024));
    return person_agrees("lend them?");
}

}  // namespace

void approve_lease(const CliServices& services, const LeaseRequest& request) {
    const std::vector<LiveBrowser> browsers = services.live_browsers();
    if (!browsers.empty()) print_remark("asking in " + browsers.front().name() + " whether to lend");
    for (const LiveBrowser& browser : browsers) {
        if (browser_agrees(browser, request)) return;
    }
    if (!input_is_terminal() || !error_is_terminal() || !is_in_foreground()) {
        throw Error(ErrorCode::approval_needed,
                    "nobody can be asked whether to lend: no running browser has jit-console at hand, and nobody is at "
                    "a terminal",
                    "open jit-console's list in the browser, or run this at a terminal");
    }
    if (person_at_terminal_agrees(request)) return;
    throw Error(ErrorCode::lease_refused, "the lease was refused", "nothing was run");
}

}  // namespace jit_console
