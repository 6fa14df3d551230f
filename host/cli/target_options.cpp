#include "cli/target_options.h"

#include "cli/tenant_choice.h"
#include "cli/terminal.h"
#include "domain/history_entry.h"
#include "system/process/controlling_terminal.h"

namespace jit_console {

void add_target_options(po::options_description& options) {
    const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
    options.add_options()("tenant", text("TENANT"), "the tenant's name or GUID");
    options.add_options()("admin", po::bool_switch(), "the administrator's role instead");
    options.add_options()("duplo-ops", po::bool_switch(), "the duplo-ops role instead");
    options.add_options()("reason", text("REASON"), "a reason or ticket number, which is recorded");
    options.add_options()("region", text("REGION"), "a region other than the portal's");
}

JitTarget target_of(const CliCall& call) {
    std::string tenant = call.text("tenant");
    if (tenant.empty() && !call.flag("admin") && !call.flag("duplo-ops")) tenant = default_tenant(call);
    const int choices = (tenant.empty() ? 0 : 1) + call.flag("admin") + call.flag("duplo-ops");
    if (choices != 1) {
        throw Error(ErrorCode::usage, "exactly one of --tenant TENANT, --admin and --duplo-ops is required",
                    "see: jit-console " + std::string(call.command.name) + " --help");
    }
    const Role role = call.flag("admin") ? Role::admin : call.flag("duplo-ops") ? Role::duplo_ops : Role::tenant;
    JitTarget target = jit_target(role, tenant, call.text("region"));
    target.reason = call.text("reason");
    return target;
}

void ask_what_policy_wants(const CliCall& call, JitTarget& target) {
    const Policy policy = call.services.context().policy.read();
    check_role(policy, target.role, true);
    if (target.role != Role::tenant && policy.confirm_administrator && input_is_terminal()) {
        if (!person_agrees("use an administrator's role? (your organisation requires confirmation)"))
            throw Error(ErrorCode::cancelled, "nothing was opened");
        target.confirmed = true;
    }
    if (policy.require_reason && target.reason.empty() && input_is_terminal())
        target.reason = person_answers("reason or ticket number (your organisation requires one):");
    check_reason_text(target.reason);
}

}  // namespace jit_console
