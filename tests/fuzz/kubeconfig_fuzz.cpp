#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/kubeconfig_text.h"
#include "only_throws.h"

using namespace jit_console;

namespace {

constexpr const char* kProgram = "/usr/bin/jit-console";

void add_and_remove(const std::optional<std::string>& config, const KubeEntry& entry, bool use) {
    only_throws({ErrorCode::kubeconfig}, [&] {
        const KubeconfigEdit added = add_to_kubeconfig(config, entry, kProgram, use);
        require(added.text.has_value(), "after an addition there is a file");
        require(has_own_kube_entry(*added.text, entry.name), "what was added is there");
        require(!use || current_kube_context(*added.text) == entry.name, "what is used is the current context");
        require(add_to_kubeconfig(added.text, entry, kProgram, use).text == added.text,
                "adding it twice changes nothing");
        const KubeconfigEdit removed = remove_from_kubeconfig(added.text, entry.name);
        if (added.change == KubeconfigEdit::Change::add) require(removed.text == config, "removing undoes it exactly");
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    only_throws({ErrorCode::kubeconfig}, [&] {
        current_kube_context(text);
        for (const OwnKubeEntry& entry : own_kube_entries(text)) {
            only_throws({ErrorCode::kubeconfig}, [&] { check_kube_name(entry.name); });
            only_throws({ErrorCode::kubeconfig}, [&] { remove_from_kubeconfig(text, entry.name); });
        }
    });
    KubeEntry entry{.name = "acme-api",
                    .server = "https://k8s.test",
                    .authority = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t",
                    .namespace_name = "duploservices-api",
                    .arguments = {"kube-credential", "--portal", "acme", "--tenant", "api"}};
    add_and_remove(text, entry, false);
    add_and_remove(text, entry, true);
    entry.insecure = true;
    entry.authority.clear();
    entry.version = ExecVersion::v1beta1;
    add_and_remove(text, entry, true);
    only_throws({ErrorCode::kubeconfig}, [&] { check_kube_name(text); });
    return 0;
}
