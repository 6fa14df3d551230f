#include "commands/portals/sign_in.h"

#include "cli/browser_sign_in.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace jit_console {
namespace {

void run_sign_in(const CliCall& call) {
    Context& context = call.services.context();
    const PortalState state = call.flag("token-stdin")
                                  ? sign_in_with_token(context, call.text("argument"), read_secret("token: "), {})
                                  : sign_in_by_browser(call.services, call.argument(), call.flag("admin"),
                                                       !call.flag("no-browser"), print_remark);
    std::string words = "signed in to " + state.portal.name;
    if (state.user) words += " as " + *state.user;
    if (state.session_expires_at) words += ", until " + local_time(*state.session_expires_at, context.clock.now());
    print_remark(words);
}

void run_sign_out(const CliCall& call) {
    print_remark("signed out of " + sign_out(call.services.context(), call.text("argument")).portal.name);
}

}  // namespace

const CliCommand kSignIn{"sign-in",
                         "[PORTAL]",
                         "sign in to a portal in the browser",
                         "jit-console sign-in acme",
                         [](po::options_description& options) {
                             options.add_options()("admin", po::bool_switch(),
                                                   "for administrator access, with a one-time password if needed")(
                                 "token-stdin", po::bool_switch(), "read a token from standard input instead")(
                                 "no-browser", po::bool_switch(), "print the page's address instead of opening it");
                         },
                         run_sign_in,
                         true};

const CliCommand kSignOut{
    "sign-out",   "[PORTAL]", "sign out of a portal", "jit-console sign-out acme", [](po::options_description&) {},
    run_sign_out, true};

}  // namespace jit_console
