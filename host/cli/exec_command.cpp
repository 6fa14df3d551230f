#include <utility>

#include "cli/command.h"
#include "cli/program_with_credentials.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/portals/portal_state.h"

namespace jit_console {
namespace {

void run_exec(const CliCall& call) {
    const ChildProgram child;
    check_not_nested(call);
    Context& context = call.services.context();
    GetCredentials wanted = wanted_credentials(call);
    const Portal portal = configured_portal(context, wanted.portal);
    const GotCredentials got = get_credentials(context, wanted, {});
    const auto sign_in_end = portal_state(context, portal).session_expires_at;
    const bool plain = call.flag("env");
    const Time end = plain || !sign_in_end ? got.credentials.expires_at : *sign_in_end;
    std::vector<std::string> variables = variables_for_people(portal, wanted.target, got, end);
    std::vector<std::string> words = program_words(call);
    if (words.empty()) {
        words.push_back(ChildProgram::shell());
        print_remark("a shell with the credentials of " + got.name + ", until " + local_time(end, context.clock.now()) +
                     "; exit ends it");
    }
    if (!plain) {
        call.exit_code = run_with_endpoint(call, child, std::move(wanted), got, std::move(words), std::move(variables));
        return;
    }
    std::vector<std::string> keys = credential_environment(got.credentials);
    std::ranges::move(keys, std::back_inserter(variables));
    call.exit_code = child.run(std::move(words), names_an_identity, std::move(variables));
}

}  // namespace

const CliCommand kExec{"exec",
                       "[PORTAL]",
                       "run a command, or your shell, with credentials that renew themselves",
                       "jit-console exec acme --tenant invoice -- aws s3 ls",
                       [](po::options_description& options) {
                           add_target_options(options);
                           options.add_options()(
                               "env", po::bool_switch(),
                               "plain keys, which aren't renewed, for tools that don't support container credentials");
                           options.add_options()("nested", po::bool_switch(), "run even inside another exec");
                       },
                       run_exec,
                       true,
                       true};

}  // namespace jit_console
