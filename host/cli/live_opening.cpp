#include "cli/live_opening.h"

#include <utility>

#include "cli/terminal.h"
#include "commands/console/browser_settings.h"
#include "commands/portals/tenants.h"
#include "messaging/open_requests.h"

namespace jit_console {
namespace {

std::vector<LiveBrowser> chosen_browsers(const CliCall& call, const std::optional<NamedBrowser>& browser) {
    if (browser && browser->id == "default") return {};
    std::vector<LiveBrowser> browsers = call.services.live_browsers();
    const Workstation& workstation = call.services.context().workstation;
    if (browser)
        std::erase_if(browsers, [&](const LiveBrowser& one) { return !is_host_of(one, *browser, workstation); });
    return browsers;
}

OpenRequest request_of(const CliCall& call, const OpenConsole& wanted, const std::string& to) {
    Context& context = call.services.context();
    const JitTarget& target = wanted.target;
    OpenRequest request{
        configured_portal(context, wanted.portal).name, target.role, "", code_of(target.region), to, target.reason};
    if (!target.tenant) return request;
    const auto known = known_tenant(context, configured_portal(context, request.portal), *target.tenant);
    request.tenant = known ? known->id : target.tenant->text();
    return request;
}

void say_outcome(const LiveBrowser& browser, const OpenOutcome& outcome, Time now) {
    const std::string& name = browser.name();
    if (outcome.error) throw Error(*outcome.error);
    if (outcome.word == "asking") {
        print_remark(name + " has a question before it opens the console");
    } else if (outcome.word == "signing_in") {
        print_remark(name + " shows the portal's page to sign in; then it opens the console");
    } else if (outcome.word == "opening") {
        print_remark(name + " is still opening the console");
    } else {
        print_remark("opened in " + name +
                     (outcome.expires_at ? "; AWS session until " + local_time(*outcome.expires_at, now) : "") +
                     (outcome.region.empty() ? "" : ", " + outcome.region));
    }
}

}  // namespace

std::optional<NamedBrowser> wanted_browser(const CliCall& call, const OpenConsole& wanted) {
    Context& context = call.services.context();
    const std::string profile = call.text("profile");
    std::optional<NamedBrowser> browser;
    if (const std::string id = call.text("browser"); !id.empty() || !profile.empty()) {
        browser = named_browser(id.empty() ? "default" : id, profile);
    } else {
        browser = browser_of(context, configured_portal(context, wanted.portal), wanted.target);
    }
    if (browser) check_profile(context.workstation, *browser);
    return browser;
}

bool open_in_live_browser(const CliCall& call, const std::optional<NamedBrowser>& browser, const OpenConsole& wanted,
                          const std::string& to) {
    const std::vector<LiveBrowser> browsers = chosen_browsers(call, browser);
    std::string question;
    for (const LiveBrowser& live : browsers) {
        if (question.empty()) question = question_text(request_of(call, wanted, to));
        const auto answer = ask_live_browser(live, question, kOpenRequestLimit);
        const OpenOutcome outcome = outcome_of(answer.value_or(""));
        if (outcome.word == "not_taken") continue;
        // Here there is more to say, and a person to ask.
        if (outcome.error && outcome.error->code() == ErrorCode::unknown_tenant) return false;
        say_outcome(live, outcome, call.services.context().clock.now());
        return true;
    }
    return false;
}

}  // namespace jit_console
