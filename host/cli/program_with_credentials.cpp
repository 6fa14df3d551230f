#include "cli/program_with_credentials.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/browser_sign_in.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/credentials/credential_endpoint.h"
#include "system/process/environment.h"

namespace jit_console {
namespace {

constexpr const char* kExpires = "JIT_CONSOLE_EXPIRES";

/// No profile of the person's comes before the endpoint, as it does with most SDKs.
void append_no_profiles(std::vector<std::string>& variables) {
    for (const char* name : {"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"})
        variables.push_back(std::string(name) + "=/dev/null");
}

void append(std::vector<std::string>& to, std::vector<std::string> more) {
    std::ranges::move(more, std::back_inserter(to));
}

TerminalSession session_of(const Context& context, const Portal& portal, const JitTarget& target,
                           const GotCredentials& got, const std::string& program, std::optional<Time> lease_end) {
    std::error_code ignored;  // the folder may have been removed
    TerminalSession session;
    session.is_lease = lease_end.has_value();
    session.portal = portal.name;
    session.role = target.role;
    if (got.tenant) {
        session.tenant = got.tenant->id;
        session.tenant_name = got.tenant->name;
    }
    session.program = program;
    session.folder = std::filesystem::current_path(ignored).string();
    session.started_at = context.clock.now();
    session.ends_at = lease_end;
    return session;
}

/// Null where it can't be listed: the program runs all the same, unless it is a lease, which nobody could end.
std::unique_ptr<ListedSession> listed(Context& context, TerminalSession session) {
    const bool is_lease = session.is_lease;
    try {
        return context.terminal_sessions.add(std::move(session));
    } catch (const Error& error) {
        if (is_lease) throw;
        print_remark("jit-console status won't list this: " + std::string(error.what()));
        return nullptr;
    }
}

}  // namespace

void check_not_nested(const CliCall& call) {
    if (environment_variable(kExpires).empty() || call.flag("nested")) return;
    throw Error(ErrorCode::usage,
                "this already runs under jit-console exec or lend, until " + environment_variable(kExpires),
                "leave it first (exit), or pass --nested");
}

GetCredentials wanted_credentials(const CliCall& call) {
    GetCredentials wanted{call.argument(), target_of(call), false, {}};
    ask_what_policy_wants(call, wanted.target);
    if (!person_is_there()) return wanted;
    const bool is_admin = wanted.target.role != Role::tenant;
    wanted.sign_in = [&services = call.services, portal = wanted.portal, is_admin](const Error& why) {
        sign_in_meanwhile(services, portal, is_admin, why);
    };
    return wanted;
}

std::vector<std::string> program_words(const CliCall& call) { return {call.program.begin(), call.program.end()}; }

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

int run_with_endpoint(const CliCall& call, const ChildProgram& child, GetCredentials wanted, const GotCredentials& got,
                      std::vector<std::string> words, std::vector<std::string> variables,
                      std::optional<Time> lease_end) {
    Context& context = call.services.context();
    // Later ones come while another program has the terminal: it is told that a sign-in is needed.
    wanted.sign_in = nullptr;
    const Portal portal = configured_portal(context, wanted.portal);
    const auto session = listed(context, session_of(context, portal, wanted.target, got, words.front(), lease_end));
    const auto print_failure = [](const Error& error) {
        print_to_person("jit-console: " + std::string(error.what()) + "\n  " + error.hint());
    };
    const CredentialEndpoint endpoint(context, std::move(wanted), print_failure, {lease_end, session.get()});
    append(variables, region_environment(got.credentials));
    append(variables, endpoint.environment());
    append_no_profiles(variables);
    return child.run(std::move(words), names_an_identity, std::move(variables));
}

}  // namespace jit_console
