#include "commands/kubernetes/kube_entries.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/error.h"
#include "commands/credentials/get_credentials.h"
#include "commands/history/history.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "domain/aws_config_text.h"

namespace jit_console {
namespace {

using Files = std::vector<std::unique_ptr<OthersFile>>;

/// An entry that is to be written, and what it needs on the way.
struct Wanted {
    KubeEntry entry;
    SignedInPortal portal;
    std::optional<Tenant> tenant;
};

void check_authority(const ClusterAccess& given, const AddKubeEntry& params, const Portal& portal) {
    if (params.insecure || !given.access.authority.empty()) return;
    const std::string whose = given.tenant ? given.tenant->name : params.wanted.infrastructure;
    throw Error(ErrorCode::no_cluster,
                portal.name + " names no certificate authority for the cluster of " +
                    (whose.empty() ? "this tenant" : whose) + ": its server can't be told from an impostor",
                "ask an administrator of the portal; or pass --insecure-skip-tls-verify at your own risk");
}

/// Of the program that kubectl runs.
std::vector<std::string> arguments(const AddKubeEntry& params, const Portal& portal,
                                   const std::optional<Tenant>& tenant) {
    std::vector<std::string> words{"kube-credential", portal.name};
    if (tenant) {
        // As in AWS profiles: a name that isn't plain is left out; the GUID says the same.
        words.insert(words.end(), {"--tenant", is_plain_word(tenant->name) ? tenant->name : tenant->id});
    } else {
        words.insert(words.end(), {"--admin", "--infrastructure", params.wanted.infrastructure});
    }
    if (params.version == ExecVersion::v1beta1) words.emplace_back("--v1beta1");
    return words;
}

Wanted wanted_entry(Context& context, const AddKubeEntry& params, std::stop_token stop) {
    const Policy policy = context.policy.read();
    check_kube_entries(policy);
    check_target(policy, params.wanted.target);
    if (!params.name.empty()) check_kube_name(params.name);
    Wanted wanted{{}, signed_in_portal(context, params.portal), std::nullopt};
    const Portal& portal = wanted.portal.portal;
    ClusterAccess given = cluster_access(context, wanted.portal.access(), params.wanted, stop);
    // A GUID was taken at its word; names are for people.
    if (given.tenant && given.tenant->name.empty())
        given.tenant = listed_tenant(context, wanted.portal.access(), *params.wanted.target.tenant, std::move(stop));
    check_authority(given, params, portal);
    KubeEntry& entry = wanted.entry;
    entry.name = params.name;
    if (entry.name.empty()) {
        entry.name = profile_name(portal, params.wanted.target.role, given.tenant);
        if (!given.tenant) entry.name += "-" + params.wanted.infrastructure;
    }
    entry.server = given.access.server;
    entry.insecure = params.insecure;
    if (!params.insecure) entry.authority = given.access.authority;
    entry.namespace_name = cluster_namespace(given);
    entry.arguments = arguments(params, portal, given.tenant);
    entry.version = params.version;
    wanted.tenant = std::move(given.tenant);
    return wanted;
}

/// The file that the entry goes into. Throws where somebody else's has its name in any.
OthersFile& chosen_file(const Files& files, const std::string& name) {
    OthersFile* chosen = nullptr;
    OthersFile* first = nullptr;
    for (const auto& file : files) {
        const auto text = file->read();
        if (!text) continue;
        if (has_own_kube_entry(*text, name) && chosen == nullptr) chosen = file.get();
        if (first == nullptr) first = file.get();
    }
    if (chosen != nullptr) return *chosen;
    return first != nullptr ? *first : *files.front();
}

bool has_current(const Files& files) {
    return std::ranges::any_of(
        files, [](const auto& file) { return !current_kube_context(file->read().value_or("")).empty(); });
}

}  // namespace

void check_kube_entries(const Policy& policy) {
    // The entry's command prints them.
    check_feature(policy, Feature::credentials);
    if (policy.require_reason)
        forbid(policy, "kubeconfig entries, since they can't give a reason", "\"requireReason\"");
}

KubeconfigChange preview_kube_entry(Context& context, const AddKubeEntry& params, std::stop_token stop) {
    const KubeEntry entry = wanted_entry(context, params, std::move(stop)).entry;
    const Files files = context.kubeconfig_files();
    OthersFile& file = chosen_file(files, entry.name);
    const bool use = params.use || !has_current(files);
    return {file.path(), entry.name, add_to_kubeconfig(file.read(), entry, context.program(), use)};
}

KubeconfigChange add_kube_entry(Context& context, const AddKubeEntry& params, std::stop_token stop) {
    const Wanted wanted = wanted_entry(context, params, std::move(stop));
    const Files files = context.kubeconfig_files();
    OthersFile& file = chosen_file(files, wanted.entry.name);
    const bool use = params.use || !has_current(files);
    KubeconfigChange change{file.path(), wanted.entry.name, {}};
    file.change([&](const std::optional<std::string>& config) {
        change.edit = add_to_kubeconfig(config, wanted.entry, context.program(), use);
        if (change.edit.change != KubeconfigEdit::Change::none) {
            record_handed_out(context, {wanted.portal.portal, wanted.portal.sign_in.user}, params.wanted.target,
                              wanted.tenant, {"profile", "kubernetes", std::nullopt});
        }
        return change.edit.text;
    });
    return change;
}

std::vector<PlacedKubeEntry> list_kube_entries(Context& context) {
    std::vector<PlacedKubeEntry> entries;
    for (const auto& file : context.kubeconfig_files()) {
        for (OwnKubeEntry& entry : own_kube_entries(file->read().value_or("")))
            entries.push_back({file->path(), std::move(entry)});
    }
    return entries;
}

KubeconfigChange remove_kube_entry(Context& context, const std::string& name) {
    const Files files = context.kubeconfig_files();
    const auto has_it = [&](const auto& file) {
        const auto entries = own_kube_entries(file->read().value_or(""));
        return std::ranges::any_of(entries, [&](const OwnKubeEntry& entry) { return entry.name == name; });
    };
    const auto found = std::ranges::find_if(files, has_it);
    OthersFile& file = found == files.end() ? *files.front() : **found;
    KubeconfigChange change{file.path(), name, {}};
    file.change([&](const std::optional<std::string>& config) {
        change.edit = remove_from_kubeconfig(config, name);
        return change.edit.text;
    });
    return change;
}

}  // namespace jit_console
