#include "domain/kubeconfig_text.h"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "domain/aws_config_text.h"
#include "domain/kubeconfig_lines.h"
#include "domain/kubeconfig_tree.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

using Item = std::vector<std::string>;

constexpr const char* kNewKubeconfig = "# jit-console made this file\napiVersion: v1\nkind: Config\n";
constexpr std::array<const char*, 3> kEntryLists{"clusters", "users", "contexts"};

/// As JSON has it, which YAML's double quotes are a superset of.
std::string yaml_quoted(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Item cluster_item(const KubeEntry& entry) {
    Item item{"- name: " + yaml_quoted(entry.name), "  cluster:", "    server: " + yaml_quoted(entry.server)};
    if (entry.insecure) item.emplace_back("    insecure-skip-tls-verify: true");
    if (!entry.authority.empty()) item.push_back("    certificate-authority-data: " + entry.authority);
    return item;
}

Item user_item(const KubeEntry& entry, std::string_view program) {
    Item item{"- name: " + yaml_quoted(entry.name),
              "  user:",
              "    exec:",
              "      apiVersion: " + std::string(exec_version_text(entry.version)),
              "      command: " + yaml_quoted(program),
              "      args:"};
    for (const std::string& argument : entry.arguments) item.push_back("      - " + yaml_quoted(argument));
    // kubectl before 1.22 has no such field.
    if (entry.version == ExecVersion::v1) item.emplace_back("      interactiveMode: IfAvailable");
    item.emplace_back("      provideClusterInfo: false");
    return item;
}

Item context_item(const KubeEntry& entry) {
    const std::string name = yaml_quoted(entry.name);
    Item item{"- name: " + name, "  context:", "    cluster: " + name, "    user: " + name};
    if (!entry.namespace_name.empty()) item.push_back("    namespace: " + yaml_quoted(entry.namespace_name));
    return item;
}

std::array<Item, 3> items_of(const KubeEntry& entry, std::string_view program) {
    return {cluster_item(entry), user_item(entry, program), context_item(entry)};
}

std::string snippet_of(const std::array<Item, 3>& items) {
    std::string lines = "apiVersion: v1\nkind: Config\n";
    for (std::size_t i = 0; i < items.size(); ++i) {
        lines.append(kEntryLists[i]).append(":\n");
        for (const std::string& line : items[i]) lines.append(line).append("\n");
    }
    return lines;
}

/// Whether the tree has an entry of ours by that name. Throws where somebody else's has it.
bool has_own(const KubeconfigTree& tree, std::string_view name) {
    if (tree.is_own(name)) return true;
    for (const char* key : kEntryLists) {
        if (!tree.find(key, name)) continue;
        throw Error(ErrorCode::kubeconfig,
                    quoted(name) + " in the kubeconfig's " + key + " was not written by jit-console",
                    "choose another name with --name, or remove it with kubectl config");
    }
    return false;
}

/// Takes the entry's three items out.
std::string without_entry(const std::string& config, std::string_view name) {
    std::string text = config;
    for (const char* key : {"contexts", "users", "clusters"}) {
        const auto index = KubeconfigTree(text).find(key, name);
        if (!index) continue;
        KubeconfigLines lines(text);
        lines.remove(key, name, *index);
        text = lines.text();
    }
    return text;
}

/// What is understood line by line must be what YAML makes of it.
void check_rest(const std::string& before, const std::string& after, std::string_view name, bool is_there) {
    const KubeconfigTree tree(after);
    const bool all_there = tree.find("clusters", name) && tree.find("contexts", name) && tree.is_own(name);
    const bool none_there = !tree.find("clusters", name) && !tree.find("contexts", name) && !tree.find("users", name);
    if (tree.is_same_without(KubeconfigTree(before), name) && (is_there ? all_there : none_there)) return;
    throw Error(ErrorCode::kubeconfig, "the kubeconfig can't be changed safely: it is written in an unusual way",
                "let kubectl rewrite it (kubectl config view --raw --flatten), or name another file in KUBECONFIG");
}

}  // namespace

void check_kube_name(std::string_view name) {
    if (is_plain_word(name)) return;
    throw Error(ErrorCode::kubeconfig, quoted(name) + " is not a valid name for a context",
                "use up to 64 letters, digits and . _ @ + -, beginning with a letter or digit");
}

std::vector<OwnKubeEntry> own_kube_entries(std::string_view config) { return KubeconfigTree(config).own_entries(); }

bool has_own_kube_entry(std::string_view config, std::string_view name) {
    return has_own(KubeconfigTree(config), name);
}

std::string current_kube_context(std::string_view config) { return KubeconfigTree(config).current(); }

KubeconfigEdit add_to_kubeconfig(const std::optional<std::string>& config, const KubeEntry& entry,
                                 std::string_view program, bool use) {
    using Change = KubeconfigEdit::Change;
    check_kube_name(entry.name);
    const auto items = items_of(entry, program);
    const std::string before = config.value_or(kNewKubeconfig);
    const KubeconfigTree tree(before);
    const bool is_own = has_own(tree, entry.name);
    const std::string current = tree.current();
    std::string text = before;
    if (is_own) {
        // What was there before it comes back first, so that adding the same again changes nothing.
        KubeconfigLines lines(text);
        if (current == entry.name) lines.restore_current();
        text = without_entry(lines.text(), entry.name);
    }
    KubeconfigLines lines(text);
    for (std::size_t i = 0; i < items.size(); ++i) lines.insert(kEntryLists[i], entry.name, items[i]);
    const bool is_current = use || current == entry.name;
    if (is_current) lines.set_current(entry.name);
    text = lines.text();
    check_rest(before, text, entry.name, true);
    const Change change = text == before ? Change::none : is_own ? Change::replace : Change::add;
    return {change, snippet_of(items), std::move(text), is_current};
}

Secret kubeconfig_with_token(const KubeEntry& entry, const Secret& token) {
    const std::string name = yaml_quoted(entry.name);
    const Item user{"- name: " + name, "  user:", "    token: "};
    std::string lines = snippet_of({cluster_item(entry), user, context_item(entry)});
    lines.append("current-context: ").append(name).append("\n");
    const std::size_t place = lines.find(user.back()) + user.back().size();
    // In one allocation: a text that grows leaves copies of the token behind.
    std::string text;
    text.reserve(lines.size() + token.reveal().size() + 2);
    text.append(lines, 0, place).append("\"").append(token.reveal()).append("\"").append(lines, place);
    return Secret(std::move(text));
}

KubeconfigEdit remove_from_kubeconfig(const std::optional<std::string>& config, std::string_view name) {
    const std::string before = config.value_or("");
    const KubeconfigTree tree(before);
    if (!tree.is_own(name)) {
        throw Error(ErrorCode::kubeconfig, "the kubeconfig has no entry of jit-console's named " + quoted(name),
                    "list its entries with: jit-console kubeconfig list");
    }
    KubeconfigLines lines(before);
    const std::string current = tree.current();
    if (current == name) {
        lines.restore_current();
    } else if (!tree.is_own(current)) {
        lines.forget_current();
    }
    std::optional<std::string> text = without_entry(lines.text(), name);
    check_rest(before, *text, name, false);
    if (*text == kNewKubeconfig) text.reset();
    return {KubeconfigEdit::Change::remove, "", std::move(text), false};
}

}  // namespace jit_console
