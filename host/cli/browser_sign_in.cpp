#include "cli/browser_sign_in.h"

#include "system/process/controlling_terminal.h"

namespace jit_console {
namespace {

bool could_open(BrowserOpener& browser, const std::string& url) {
    try {
        browser.open(url);
        return true;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::browser) throw;
        return false;
    }
}

}  // namespace

std::string sign_in_words(const PortalState& state, Time now) {
    if (!state.signed_in) return "signed out";
    std::string words = state.user ? *state.user : "signed in";
    if (state.session_expires_at) words += ", until " + local_time(*state.session_expires_at, now);
    return words;
}

PortalState sign_in_by_browser(const CliServices& services, const std::string& portal, bool admin, bool open_browser,
                               void (*say)(std::string_view)) {
    const auto show = [&](const GrantPage& page) {
        say("approve access on this page of " + page.portal + ":\n  " + page.url);
        if (open_browser && !could_open(services.browser(), page.url)) {
            say("no browser can be opened from here; open that page in a browser on this computer, or pass a token "
                "with: "
                "jit-console sign-in " +
                page.portal + " --token-stdin");
        }
        say("waiting for approval; if the browser asks whether the portal may access this device, allow it");
    };
    return sign_in(services.context(), portal, admin, show, {});
}

void sign_in_meanwhile(const CliServices& services, const std::string& portal, bool admin, const Error& why) {
    // A program that keeps what is said started this one; a person who typed the command is always asked.
    if (!error_is_terminal()) check_not_ignored(services.context(), configured_portal(services.context(), portal));
    print_to_person(why.what());
    const auto show = [&](const GrantPage& page) {
        // The command was asked for something else: it doesn't wait for a page that nobody sees.
        if (!could_open(services.browser(), page.url)) {
            throw Error(ErrorCode::browser, std::string(why.what()) + ", and no browser could be opened to sign in",
                        why.hint() + ", or name your browser's program in BROWSER");
        }
        print_to_person("approve access on this page of " + page.portal + ":\n  " + page.url);
    };
    sign_in(services.context(), portal, admin, show, {});
}

}  // namespace jit_console
