#include "domain/kubeconfig_tree.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "domain/yaml_tree.h"

namespace jit_console {
namespace {

constexpr std::array<const char*, 3> kOwnLists{"clusters", "users", "contexts"};

void refuse_kubeconfig(const std::string& why) {
    throw Error(ErrorCode::kubeconfig, "the kubeconfig can't be understood: " + why,
                "check it with: kubectl config view; or name another file in KUBECONFIG");
}

bool is_own_list(const std::string& key) { return std::ranges::find(kOwnLists, key) != kOwnLists.end(); }

/// `node`'s field, which may be missing all along the way.
YAML::Node field(const YAML::Node& node, const char* name) {
    return node && node.IsMap() ? node[name] : YAML::Node(YAML::NodeType::Undefined);
}

std::string text_in(const YAML::Node& node, const char* name) {
    return node && node.IsMap() ? yaml_text(node, name) : std::string();
}

/// The words of exec.args.
std::vector<std::string> arguments_of(const YAML::Node& user) {
    std::vector<std::string> words;
    const YAML::Node args = field(field(field(user, "user"), "exec"), "args");
    if (!args || !args.IsSequence()) return words;
    for (const YAML::Node& word : args) words.push_back(word.IsScalar() ? word.Scalar() : "");
    return words;
}

bool runs_jit_console(const YAML::Node& user) {
    std::string command = text_in(field(field(user, "user"), "exec"), "command");
    command.erase(0, command.find_last_of("/\\") + 1);
    const auto arguments = arguments_of(user);
    return command.starts_with("jit-console") && !arguments.empty() && arguments[0] == "kube-credential";
}

/// What stands after the word `option`.
std::string option_value(const std::vector<std::string>& words, std::string_view option) {
    const auto found = std::ranges::find(words, option);
    return found == words.end() || found + 1 == words.end() ? std::string() : *(found + 1);
}

bool same(const YAML::Node& a, const YAML::Node& b) {
    if (a.Type() != b.Type() || a.size() != b.size()) return false;
    if (a.IsScalar()) return a.Scalar() == b.Scalar() && (a.Tag() == "!") == (b.Tag() == "!");
    auto other = b.begin();
    for (const auto& item : a) {
        const auto& there = *other++;
        const bool equal =
            a.IsMap() ? same(item.first, there.first) && same(item.second, there.second) : same(item, there);
        if (!equal) return false;
    }
    return true;
}

std::vector<YAML::Node> others_than(const YAML::Node& list, std::string_view name) {
    std::vector<YAML::Node> others;
    if (!list || !list.IsSequence()) return others;
    for (const YAML::Node& item : list) {
        if (text_in(item, "name") != name) others.push_back(item);
    }
    return others;
}

/// kubectl refuses a file with a key twice, which YAML lets pass.
void check_keys(const YAML::Node& root) {
    std::vector<std::string> keys;
    if (!root.IsMap()) return;
    for (const auto& field : root) {
        std::string key = field.first.IsScalar() ? field.first.Scalar() : "";
        if (std::ranges::find(keys, key) != keys.end()) refuse_kubeconfig("a key stands twice in it");
        keys.push_back(std::move(key));
    }
}

/// The fields of a file that aren't lists of entries nor say which is the current one.
std::vector<std::pair<YAML::Node, YAML::Node>> other_fields(const YAML::Node& root) {
    std::vector<std::pair<YAML::Node, YAML::Node>> fields;
    if (!root.IsMap()) return fields;
    for (const auto& field : root) {
        const std::string key = field.first.IsScalar() ? field.first.Scalar() : "";
        if (!is_own_list(key) && key != "current-context") fields.emplace_back(field.first, field.second);
    }
    return fields;
}

}  // namespace

KubeconfigTree::KubeconfigTree(std::string_view text) : root_(yaml_tree(text, refuse_kubeconfig)) {
    if (!root_.IsNull() && !root_.IsMap()) refuse_kubeconfig("it is not a map");
    if (root_.IsMap() && root_.Style() == YAML::EmitterStyle::Flow && root_.size() > 0)
        refuse_kubeconfig("it is written in flow style, as JSON");
    check_keys(root_);
    for (const char* key : kOwnLists) {
        const YAML::Node found = list(key);
        if (found && !found.IsNull() && !found.IsSequence()) refuse_kubeconfig(std::string(key) + " is not a list");
    }
}

YAML::Node KubeconfigTree::list(const char* key) const { return field(root_, key); }

std::string KubeconfigTree::current() const { return text_in(root_, "current-context"); }

std::optional<std::size_t> KubeconfigTree::find(const char* key, std::string_view name) const {
    std::optional<std::size_t> found;
    const YAML::Node items = list(key);
    for (std::size_t i = 0; items && items.IsSequence() && i < items.size(); ++i) {
        if (text_in(items[i], "name") != name) continue;
        if (found) refuse_kubeconfig("a name stands twice in " + std::string(key));
        found = i;
    }
    return found;
}

bool KubeconfigTree::is_own(std::string_view user) const {
    const auto index = find("users", user);
    return index && runs_jit_console(list("users")[*index]);
}

std::vector<OwnKubeEntry> KubeconfigTree::own_entries() const {
    std::vector<OwnKubeEntry> entries;
    const YAML::Node users = list("users");
    if (!users || !users.IsSequence()) return entries;
    for (const YAML::Node& user : users) {
        if (!runs_jit_console(user)) continue;
        const auto words = arguments_of(user);
        OwnKubeEntry entry;
        entry.name = text_in(user, "name");
        if (words.size() > 1 && !words[1].starts_with("-")) entry.portal = words[1];
        entry.tenant = option_value(words, "--tenant");
        entry.infrastructure = option_value(words, "--infrastructure");
        if (const auto context = find("contexts", entry.name))
            entry.namespace_name = text_in(field(list("contexts")[*context], "context"), "namespace");
        entry.current = current() == entry.name;
        entries.push_back(std::move(entry));
    }
    return entries;
}

bool KubeconfigTree::is_same_without(const KubeconfigTree& other, std::string_view name) const {
    const auto same_nodes = [](const auto& a, const auto& b) {
        return std::ranges::equal(a, b, [](const YAML::Node& x, const YAML::Node& y) { return same(x, y); });
    };
    for (const char* key : kOwnLists) {
        if (!same_nodes(others_than(list(key), name), others_than(other.list(key), name))) return false;
    }
    const auto same_fields = [](const auto& x, const auto& y) {
        return same(x.first, y.first) && same(x.second, y.second);
    };
    return std::ranges::equal(other_fields(root_), other_fields(other.root_), same_fields);
}

}  // namespace jit_console
