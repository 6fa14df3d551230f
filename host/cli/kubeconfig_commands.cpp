#include "cli/browser_sign_in.h"
#include "cli/cluster_options.h"
#include "cli/command.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/kubernetes/kube_entries.h"
#include "messaging/kubernetes_wire.h"

namespace jit_console {
namespace {

std::string change_words(const KubeconfigChange& change) {
    switch (change.edit.change) {
        case KubeconfigEdit::Change::none:
            return "is already in " + change.file;
        case KubeconfigEdit::Change::replace:
            return "was replaced in " + change.file;
        default:
            return "was added to " + change.file;
    }
}

void run_kubeconfig_add(const CliCall& call) {
    AddKubeEntry params{call.argument(),
                        cluster_target_of(call),
                        call.text("name"),
                        call.flag("use"),
                        call.flag("insecure-skip-tls-verify"),
                        call.flag("v1beta1") ? ExecVersion::v1beta1 : ExecVersion::v1};
    Context& context = call.services.context();
    // Before anything is asked that would be in vain.
    check_kube_entries(context.policy.read());
    ask_what_policy_wants(call, params.wanted.target);
    const auto write = call.flag("dry-run") ? preview_kube_entry : add_kube_entry;
    const KubeconfigChange change =
        with_sign_in(call.services, params.portal, params.wanted.target.role != Role::tenant,
                     [&] { return write(context, params, std::stop_token()); });
    if (call.flag("dry-run")) return print_line(change.edit.lines.substr(0, change.edit.lines.size() - 1));
    print_remark("context " + change.name + " " + change_words(change));
    if (params.insecure) print_remark("kubectl won't verify who its server is");
    print_remark(change.edit.current ? "it is the current context; try it: kubectl get pods"
                                     : "try it: kubectl --context " + change.name + " get pods");
}

void run_kubeconfig_list(const CliCall& call) {
    const std::vector<PlacedKubeEntry> entries = list_kube_entries(call.services.context());
    if (call.flag("json")) return print_line(to_json(entries).dump(2));
    if (entries.empty()) print_remark("no entries written by jit-console");
    for (const auto& [file, entry] : entries) {
        const std::string& whose = entry.tenant.empty() ? entry.infrastructure : entry.tenant;
        std::string line = entry.name;
        for (const std::string& column : {entry.portal, whose, entry.namespace_name, file})
            line.append("\t").append(column);
        print_line(line);
    }
}

void run_kubeconfig_remove(const CliCall& call) {
    const KubeconfigChange change = remove_kube_entry(call.services.context(), call.argument());
    print_remark("removed context " + change.name + " from " + change.file);
}

}  // namespace

const CliCommand kKubeconfigAdd{
    "kubeconfig add",
    "[PORTAL]",
    "add a kubectl context whose tokens come from jit-console",
    "jit-console kubeconfig add acme --tenant invoice",
    [](po::options_description& options) {
        add_cluster_options(options);
        options.add_options()("name", po::value<std::string>()->value_name("NAME"), "the context's name");
        options.add_options()("use", po::bool_switch(), "make it the current context, even where there is one");
        options.add_options()("v1beta1", po::bool_switch(), "for kubectl before 1.22");
        options.add_options()("insecure-skip-tls-verify", po::bool_switch(),
                              "don't verify the cluster's certificate: anybody on the way can take the token");
        options.add_options()("dry-run", po::bool_switch(), "show the entry; change nothing");
    },
    run_kubeconfig_add,
    true};

const CliCommand kKubeconfigList{
    "kubeconfig list",
    "",
    "list the kubectl contexts that jit-console wrote",
    "jit-console kubeconfig list",
    [](po::options_description& options) { options.add_options()("json", po::bool_switch(), "as JSON"); },
    run_kubeconfig_list};

const CliCommand kKubeconfigRemove{"kubeconfig remove",
                                   "CONTEXT",
                                   "undo kubeconfig add",
                                   "jit-console kubeconfig remove acme-invoice",
                                   [](po::options_description&) {},
                                   run_kubeconfig_remove};

}  // namespace jit_console
