#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/command.h"
#include "cli/lease_approval.h"
#include "cli/program_with_credentials.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "domain/command_text.h"

namespace jit_console {
namespace {

constexpr int kUsualMinutes = 15;

std::chrono::minutes minutes_of(const CliCall& call) {
    const int minutes = call.values["minutes"].as<int>();
    if (minutes >= 1 && minutes <= kLongestLease.count()) return std::chrono::minutes(minutes);
    throw Error(ErrorCode::usage, "a lease can't last " + std::to_string(minutes) + " minutes",
                "use 1 to " + std::to_string(kLongestLease.count()) + "; for longer: jit-console exec");
}

/// The whole of it is shown to who is asked.
std::string shown_command(const std::vector<std::string>& words) {
    if (words.empty()) {
        throw Error(ErrorCode::usage, "a command to lend them to is missing",
                    "name it after --: jit-console lend --tenant TENANT -- COMMAND");
    }
    std::string text = command_text(words);
    if (text.size() <= kLongestLeaseCommand) return text;
    throw Error(ErrorCode::usage, "the command is too long to be shown to the person who is asked",
                "put it into a script, or what it reads into a file");
}

LeaseRequest request_of(const CliCall& call, const Portal& portal, const JitTarget& target, std::string command) {
    std::error_code ignored;  // the folder may have been removed
    LeaseRequest request;
    request.portal = portal.name;
    request.role = target.role;
    if (target.tenant) {
        const auto known = known_tenant(call.services.context(), portal, *target.tenant);
        request.tenant = known ? known->id : target.tenant->text();
        request.tenant_name = known ? known->name : target.tenant->text();
    }
    request.program = std::move(command);
    request.folder = std::filesystem::current_path(ignored).string();
    request.minutes = minutes_of(call);
    request.reason = target.reason;
    return request;
}

void run_lend(const CliCall& call) {
    const ChildProgram child;
    check_not_nested(call);
    Context& context = call.services.context();
    std::vector<std::string> words = program_words(call);
    const std::chrono::minutes length = minutes_of(call);
    std::string command = shown_command(words);
    GetCredentials wanted = wanted_credentials(call);
    const Policy policy = context.policy.read();
    check_feature(policy, Feature::credentials);
    check_reason(policy, wanted.target.reason);
    const Portal portal = configured_portal(context, wanted.portal);
    approve_lease(call.services, request_of(call, portal, wanted.target, std::move(command)));

    const GotCredentials got = get_credentials(context, wanted, {});
    const Time now = context.clock.now();
    const Time end = now + length;
    const Time keys_end = got.credentials.expires_at;
    print_remark("the credentials of " + got.name + " are lent until " + local_time(end, now) +
                 (keys_end > end ? "; AWS takes keys that it got until " + local_time(keys_end, now) : ""));
    std::vector<std::string> variables = variables_for_people(portal, wanted.target, got, end);
    call.exit_code =
        run_with_endpoint(call, child, std::move(wanted), got, std::move(words), std::move(variables), end);
}

}  // namespace

const CliCommand kLend{"lend",
                       "[PORTAL]",
                       "run a command with credentials for some minutes, once somebody has agreed in the browser or at "
                       "the terminal",
                       "jit-console lend acme --tenant invoice --minutes 15 -- ./report.py",
                       [](po::options_description& options) {
                           add_target_options(options);
                           options.add_options()("minutes",
                                                 po::value<int>()->value_name("MINUTES")->default_value(kUsualMinutes),
                                                 "how long it gets credentials, 1 to 60");
                           options.add_options()("nested", po::bool_switch(), "run even inside an exec or lend");
                       },
                       run_lend,
                       true,
                       true};

}  // namespace jit_console
