#include <array>

#include "cli/browser_sign_in.h"
#include "cli/ci_output.h"
#include "cli/command.h"
#include "cli/docker_call.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/registries/docker_registries.h"
#include "domain/ascii.h"
#include "domain/browser_locations.h"
#include "system/process/controlling_terminal.h"
#include "system/process/environment.h"
#include "system/process/program_launch.h"
#include "version.h"

namespace jit_console {
namespace {

constexpr std::string_view kHelperProgram = "docker-credential-jit-console";

void warn_of_missing_helper(const std::string& program) {
    if (!find_program(kHelperProgram).empty()) return;
    print_remark("warning: docker looks for " + std::string(kHelperProgram) + " in PATH, and there is none");
    const std::string helper(kHelperProgram);
    const std::string command = kThisPlatform == Platform::windows
                                    ? "mklink /H " + helper + ".exe \"" + program + "\" (in cmd)"
                                    : "ln -s '" + program + "' " + helper;
    print_remark("  make it in a folder of PATH: " + command);
}

void run_ecr_login(const CliCall& call) {
    Context& context = call.services.context();
    if (const std::string server = call.text("remove"); !server.empty()) {
        leave_docker(context, server);
        return print_remark("docker no longer asks jit-console for " + server);
    }
    // Before anything is asked that would be in vain.
    check_registries(context.policy.read());
    GetRegistryToken params{call.argument(), target_of(call), std::nullopt, true, {}};
    ask_what_policy_wants(call, params.target);
    if (person_is_there()) {
        params.sign_in = [&](const Error& why) {
            sign_in_meanwhile(call.services, params.portal, params.target.role != Role::tenant, why);
        };
    }
    const RegistryToken token = get_registry_token(context, params, {});
    const std::string before = use_for_docker(context, token, params.target);
    print_remark("docker asks jit-console for " + token.server + (before.empty() ? "" : ", no longer " + before));
    print_remark("try it: docker pull " + token.server + "/IMAGE");
    warn_of_missing_helper(context.program());
}

/// What docker writes to a helper, without the line break at its end.
std::string read_server() {
    constexpr std::size_t kLongest = 64 * 1024;
    std::string text;
    char byte = 0;
    while (text.size() < kLongest && read_input(&byte, 1) == 1) text += byte;
    return std::string(trim(text));
}

GetRegistryToken request_for(Context& context, const EcrRegistry& registry) {
    const bool has_token = !environment_variable("JIT_CONSOLE_TOKEN").empty();
    const RegistryAccess usual{has_token ? "" : environment_variable("JIT_CONSOLE_PORTAL"),
                               environment_variable("JIT_CONSOLE_TENANT"), Role::tenant};
    const RegistryAccess access = registry_access(context, registry, usual);
    return {access.portal,
            jit_target(access.role, access.tenant, registry.endpoint.region.code()),
            registry.endpoint,
            false,
            {}};
}

/// The sentence by which docker knows that it is to go on without credentials (source:
/// docker/docker-credential-helpers, "errCredentialsNotFoundMessage").
constexpr std::string_view kNotFound = "credentials not found in native keychain";

void give(const CliCall& call, const std::string& server) {
    const auto registry = parse_ecr_registry(server);
    if (!registry) {
        print_line(kNotFound);
        call.exit_code = 1;
        return;
    }
    Context& context = call.services.context();
    const RegistryToken token = get_registry_token(context, request_for(context, *registry), {});
    mask_in_ci_log(token.password);
    print_line(docker_credential(server, token.password).reveal());
}

void forget(const CliCall& call, const std::string& server) {
    const auto registry = parse_ecr_registry(server);
    if (!registry) return;
    Context& context = call.services.context();
    forget_registry_token(context, request_for(context, *registry));
}

void list(const CliCall& call) {
    std::string text;
    for (const std::string& host : docker_registries(call.services.context()))
        text += (text.empty() ? "\"https://" : ",\"https://") + host + R"(":"AWS")";
    print_line("{" + text + "}");
}

void answer_docker(const CliCall& call) {
    const std::string action = call.argument();
    if (action == "version") return print_line(std::string(kHelperProgram) + " " + kVersion);
    if (action == "list") return list(call);
    if (action != "get" && action != "store" && action != "erase")
        throw Error(ErrorCode::usage, "no such action: " + action, "use one of get, store, erase, list, version");
    const std::string asked = read_server();
    if (action == "get") return give(call, asked);
    if (action == "erase") return forget(call, asked);
    throw Error(ErrorCode::usage, "jit-console keeps no passwords for docker: it gets those of ECR from AWS",
                "docker needs no login there; see: jit-console ecr-login --help");
}

/// Docker shows its helper's standard output where that fails, and hides what it says on standard error.
void run_docker_credential(const CliCall& call) {
    try {
        answer_docker(call);
    } catch (const Error& error) {
        print_line(std::string("jit-console: ") + error.what() + (error.hint().empty() ? "" : "; " + error.hint()));
        call.exit_code = exit_code(error.code());
    }
}

}  // namespace

bool is_docker_call(std::string_view program) {
    program.remove_prefix(program.find_last_of("/\\") + 1);
    return program == kHelperProgram || program == std::string(kHelperProgram) + ".exe";
}

const CliCommand kEcrLogin{"ecr-login",
                           "[PORTAL]",
                           "have docker ask jit-console for the credentials of a tenant's registry in ECR",
                           "jit-console ecr-login acme --tenant invoice",
                           [](po::options_description& options) {
                               add_target_options(options);
                               options.add_options()("remove", po::value<std::string>()->value_name("REGISTRY"),
                                                     "the reverse, for the registry's host: docker asks no longer");
                           },
                           run_ecr_login,
                           true};

const CliCommand kDockerCredential{
    "docker-credential",
    "ACTION",
    "answer docker as its credential helper: get, store, erase, list or version",
    "echo 123456789012.dkr.ecr.us-west-2.amazonaws.com | jit-console docker-credential get",
    [](po::options_description&) {},
    run_docker_credential,
    true};

}  // namespace jit_console
