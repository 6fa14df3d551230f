#include "cli/browser_sign_in.h"

namespace jit_console {

PortalState sign_in_by_browser(const CliServices& services, const std::string& portal, bool admin, bool open_browser,
                               void (*say)(std::string_view)) {
    const auto show = [&](const GrantPage& page) {
        say("approve the access on this page of " + page.portal + ":\n  " + page.url);
        if (open_browser) services.browser().open(page.url);
        say("waiting; if the browser asks to let the portal reach this computer, allow it");
    };
    return sign_in(services.context(), portal, admin, show, {});
}

void sign_in_meanwhile(const CliServices& services, const std::string& portal, bool admin, const Error& why) {
    print_to_person(why.what());
    try {
        sign_in_by_browser(services, portal, admin, true, print_to_person);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::browser) throw;
        throw Error(why.code(), why.what(), "sign in with: jit-console sign-in --no-browser, or --token-stdin");
    }
}

}  // namespace jit_console
