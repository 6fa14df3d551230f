#include <utility>

#include "cli/browser_sign_in.h"
#include "cli/command.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/credentials/credential_endpoint.h"
#include "system/process/child_program.h"
#include "system/process/environment.h"

namespace jit_console {
namespace {

constexpr const char* kExpires = "JIT_CONSOLE_EXPIRES";

void check_not_nested(const CliCall& call) {
    if (environment_variable(kExpires).empty() || call.flag("nested")) return;
    throw Error(ErrorCode::usage, "this already runs under jit-console exec, until " + environment_variable(kExpires),
                "leave it first (exit), or pass --nested");
}

/// For prompts, and for jit-console itself. `end`: until when no new sign-in is needed.
std::vector<std::string> variables_for_people(const Portal& portal, const JitTarget& target, const GotCredentials& got,
                                              Time end) {
    std::vector<std::string> variables{"JIT_CONSOLE_PORTAL=" + portal.name,
                                       std::string(kExpires) + "=" + iso_time(end)};
    if (got.tenant) {
        variables.push_back("JIT_CONSOLE_TENANT=" + (got.tenant->name.empty() ? got.tenant->id : got.tenant->name));
    } else {
        variables.push_back("JIT_CONSOLE_ROLE=" + std::string(role_word(target.role)));
    }
    return variables;
}

/// No profile of the person's comes before the endpoint, as it does with most SDKs.
void append_no_profiles(std::vector<std::string>& variables) {
    for (const char* name : {"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"})
        variables.push_back(std::string(name) + "=/dev/null");
}

void append(std::vector<std::string>& to, std::vector<std::string> more) {
    std::ranges::move(more, std::back_inserter(to));
}

void run_exec(const CliCall& call) {
    const ChildProgram child;
    check_not_nested(call);
    Context& context = call.services.context();
    GetCredentials params{call.argument(), target_of(call), false, {}};
    ask_what_policy_wants(call, params.target);
    if (person_is_there()) {
        params.sign_in = [&](const Error& why) {
            sign_in_meanwhile(call.services, params.portal, params.target.role != Role::tenant, why);
        };
    }
    const Portal portal = configured_portal(context, params.portal);
    const GotCredentials got = get_credentials(context, params, {});
    // Later ones come while another program has the terminal: it is told that a sign-in is needed.
    params.sign_in = nullptr;
    const auto sign_in_end = portal_state(context, portal).session_expires_at;
    const bool plain = call.flag("env");
    const Time end = plain || !sign_in_end ? got.credentials.expires_at : *sign_in_end;
    std::vector<std::string> variables = variables_for_people(portal, params.target, got, end);
    std::vector<std::string> words(call.program.begin(), call.program.end());
    if (words.empty()) {
        words.push_back(ChildProgram::shell());
        print_remark("a shell with the credentials of " + got.name + ", until " + local_time(end, context.clock.now()) +
                     "; exit ends it");
    }
    if (plain) {
        append(variables, credential_environment(got.credentials));
        call.exit_code = child.run(std::move(words), names_an_identity, std::move(variables));
        return;
    }
    const CredentialEndpoint endpoint(context, params, [](const Error& error) {
        print_to_person("jit-console: " + std::string(error.what()) + "\n  " + error.hint());
    });
    append(variables, region_environment(got.credentials));
    append(variables, endpoint.environment());
    append_no_profiles(variables);
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
