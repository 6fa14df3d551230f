#include "cli/cluster_options.h"

#include "cli/tenant_choice.h"

namespace jit_console {

void add_cluster_options(po::options_description& options) {
    const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
    options.add_options()("tenant", text("TENANT"), "the tenant's name or GUID");
    options.add_options()("admin", po::bool_switch(), "the administrator's role instead, for an infrastructure");
    options.add_options()("infrastructure", text("INFRASTRUCTURE"), "the infrastructure's name, with --admin");
    options.add_options()("reason", text("REASON"), "a reason or ticket number, which is recorded");
}

ClusterTarget cluster_target_of(const CliCall& call) {
    std::string tenant = call.text("tenant");
    const std::string infrastructure = call.text("infrastructure");
    if (tenant.empty() && infrastructure.empty() && !call.flag("admin")) tenant = default_tenant(call);
    ClusterTarget wanted = cluster_target(call.flag("admin"), tenant, infrastructure);
    wanted.target.reason = call.text("reason");
    return wanted;
}

}  // namespace jit_console
