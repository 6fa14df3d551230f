#include "cli/browser_sign_in.h"
#include "cli/ci_output.h"
#include "cli/cluster_options.h"
#include "cli/command.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/kubernetes/get_cluster_token.h"
#include "system/process/environment.h"

namespace jit_console {
namespace {

ExecVersion version_of(const CliCall& call) {
    const auto asked = asked_exec_version(environment_variable("KUBERNETES_EXEC_INFO"));
    return asked.value_or(call.flag("v1beta1") ? ExecVersion::v1beta1 : ExecVersion::v1);
}

void run_kube_credential(const CliCall& call) {
    GetClusterToken params{call.argument(), cluster_target_of(call), call.flag("no-cache"), {}};
    Context& context = call.services.context();
    // Before anything is asked that would be in vain.
    check_feature(context.policy.read(), Feature::credentials);
    ask_what_policy_wants(call, params.wanted.target);
    if (person_is_there()) {
        // Within the request: of many at once one opens the browser, and the others wait for it.
        params.sign_in = [&](const Error& why) {
            sign_in_meanwhile(call.services, params.portal, params.wanted.target.role != Role::tenant, why);
        };
    }
    const ClusterToken got = get_cluster_token(context, params, {});
    mask_in_ci_log(got.token);
    print_line(exec_credential(got.token, got.renew_at(context.clock.now()), version_of(call)).reveal());
}

}  // namespace

const CliCommand kKubeCredential{"kube-credential",
                                 "[PORTAL]",
                                 "print a token for a Kubernetes cluster, as kubectl wants it of its exec plugins",
                                 "jit-console kube-credential acme --tenant invoice",
                                 [](po::options_description& options) {
                                     add_cluster_options(options);
                                     options.add_options()("v1beta1", po::bool_switch(),
                                                           "for kubectl before 1.22, where it doesn't say so itself");
                                     options.add_options()("no-cache", po::bool_switch(), "ignore a cached token");
                                 },
                                 run_kube_credential,
                                 true};

}  // namespace jit_console
