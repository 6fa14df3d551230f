#include "domain/browser_policy.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "domain/extension_ids.h"
#include "domain/json_answer.h"
#include "manifests.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

/// All files' policies together; of each the last.
struct Policies {
    std::map<std::string, Json, std::less<>> values;
    std::map<std::string, std::string, std::less<>> files;  ///< where each stands

    const Json* find(std::string_view name) const {
        const auto found = values.find(name);
        return found == values.end() ? nullptr : &found->second;
    }
    bool lists(std::string_view name, std::string_view entry) const {
        const Json* list = find(name);
        if (list == nullptr || !list->is_array()) return false;
        return std::ranges::any_of(*list, [&](const Json& item) { return item == entry; });
    }
    std::string file(std::string_view name) const {
        const auto found = files.find(name);
        return found == files.end() ? "" : found->second;
    }
};

Policies read_all(BrowserFamily family, const std::vector<PolicyFile>& files) {
    Policies policies;
    for (const PolicyFile& file : files) {
        Json json = parse_json(file.text);
        if (family == BrowserFamily::firefox) json = json.is_object() ? json.value("policies", Json()) : Json();
        if (!json.is_object()) continue;
        for (const auto& [name, value] : json.items()) {
            policies.values[name] = value;
            policies.files[name] = file.path;
        }
    }
    return policies;
}

/// The installation mode that ExtensionSettings gives an extension, or "*"; "" where it gives none.
std::string mode_of(const Policies& policies, const std::string& id) {
    const Json* settings = policies.find("ExtensionSettings");
    if (settings == nullptr || !settings->is_object()) return "";
    const auto entry = settings->find(id);
    if (entry == settings->end() || !entry->is_object()) return "";
    const auto mode = entry->find("installation_mode");
    return mode != entry->end() && mode->is_string() ? mode->get<std::string>() : "";
}

bool forbids_native_messaging(const Policies& policies, const std::string& id) {
    const Json* settings = policies.find("ExtensionSettings");
    if (settings == nullptr || !settings->is_object()) return false;
    // An entry of its own takes the place of that for all, field by field as Chrome's documentation has it.
    for (const std::string& key : {id, std::string("*")}) {
        const auto entry = settings->find(key);
        if (entry == settings->end() || !entry->is_object()) continue;
        const auto blocked = entry->find("blocked_permissions");
        if (blocked == entry->end() || !blocked->is_array()) continue;
        return std::ranges::any_of(*blocked, [](const Json& item) { return item == "nativeMessaging"; });
    }
    return false;
}

bool is_forced(const Policies& policies, const std::string& id) {
    const Json* list = policies.find("ExtensionInstallForcelist");
    if (list == nullptr || !list->is_array()) return false;
    return std::ranges::any_of(*list, [&](const Json& item) {
        return item.is_string() && (item == id || item.get<std::string>().starts_with(id + ";"));
    });
}

std::string chromium_blocks(const Policies& policies, const std::string& id) {
    if (forbids_native_messaging(policies, id)) return policies.file("ExtensionSettings");
    const std::string mode = mode_of(policies, id);
    if (mode == "blocked" || mode == "removed") return policies.file("ExtensionSettings");
    if (!mode.empty() || is_forced(policies, id) || policies.lists("ExtensionInstallAllowlist", id)) return "";
    if (policies.lists("ExtensionInstallBlocklist", id) || policies.lists("ExtensionInstallBlocklist", "*")) {
        return policies.file("ExtensionInstallBlocklist");
    }
    return mode_of(policies, "*") == "blocked" ? policies.file("ExtensionSettings") : "";
}

std::string firefox_blocks(const Policies& policies, const std::string& id) {
    const std::string own = mode_of(policies, id);
    const std::string& mode = own.empty() ? mode_of(policies, "*") : own;
    return mode == "blocked" ? policies.file("ExtensionSettings") : "";
}

std::vector<std::string> texts(const Json& list) {
    std::vector<std::string> found;
    if (!list.is_array()) return found;
    for (const Json& item : list) {
        if (item.is_string()) found.push_back(item.get<std::string>());
    }
    return found;
}

LoopbackPolicy chromium_loopback(const Policies& policies) {
    // In the order in which they count.
    constexpr std::array<std::pair<const char*, bool>, 4> kLists{{{"LoopbackNetworkBlockedForUrls", false},
                                                                  {"LoopbackNetworkAllowedForUrls", true},
                                                                  {"LocalNetworkAccessBlockedForUrls", false},
                                                                  {"LocalNetworkAccessAllowedForUrls", true}}};
    LoopbackPolicy loopback;
    for (const auto& [name, allows] : kLists) {
        const Json* list = policies.find(name);
        if (list != nullptr) loopback.lists.push_back({name, policies.file(name), allows, texts(*list)});
    }
    return loopback;
}

LoopbackPolicy firefox_loopback(const Policies& policies) {
    constexpr const char* kName = "LocalNetworkAccess";
    const Json* access = policies.find(kName);
    if (access == nullptr || !access->is_object()) return {};
    LoopbackPolicy loopback;
    loopback.lists.push_back({kName, policies.file(kName), true, texts(access->value("SkipDomains", Json()))});
    const bool asks = access->value("Enabled", Json()) == true && access->value("EnablePrompting", Json()) != false;
    if (asks) loopback.asks = policies.file(kName);
    return loopback;
}

Finding finding(const BrowserLocation& browser, std::string_view code, std::string message) {
    return {.code = code,
            .subject = Subject::browser,
            .name = std::string(browser.label),
            .message = std::move(message),
            .hint = "ask whoever administers this machine to change the policy"};
}

}  // namespace

BrowserPolicy read_policy(BrowserFamily family, const std::vector<PolicyFile>& files,
                          const std::vector<std::string>& more) {
    const Policies policies = read_all(family, files);
    BrowserPolicy policy;
    const bool chromium = family == BrowserFamily::chromium;
    // Every id of ours must be blocked: one of them may be the one in use.
    for (const std::string& id : extension_ids(family, more)) {
        policy.extension_blocked = chromium ? chromium_blocks(policies, id) : firefox_blocks(policies, id);
        if (policy.extension_blocked.empty()) break;
    }
    policy.loopback = chromium ? chromium_loopback(policies) : firefox_loopback(policies);
    if (!chromium) return policy;
    const bool listed =
        policies.lists("NativeMessagingBlocklist", kHostName) || policies.lists("NativeMessagingBlocklist", "*");
    if (listed && !policies.lists("NativeMessagingAllowlist", kHostName)) {
        policy.host_blocked = policies.file("NativeMessagingBlocklist");
    }
    const Json* user_level = policies.find("NativeMessagingUserLevelHosts");
    // Windows' registry has 0 for false, which JSON tells apart. NOLINTNEXTLINE(misc-redundant-expression)
    if (user_level != nullptr && (*user_level == false || *user_level == 0))
        policy.user_level_off = policies.file("NativeMessagingUserLevelHosts");
    return policy;
}

std::vector<Finding> check_policy(const BrowserLocation& browser, const BrowserPolicy& policy,
                                  bool uses_user_manifest) {
    std::vector<Finding> findings;
    if (!policy.host_blocked.empty()) {
        findings.push_back(finding(
            browser, "policy_blocks_host",
            "a policy forbids the browser to start jit-console (NativeMessagingBlocklist): " + policy.host_blocked));
        findings.back().hint =
            "ask whoever administers this machine to put " + std::string(kHostName) + " into NativeMessagingAllowlist";
    }
    if (!policy.user_level_off.empty() && uses_user_manifest) {
        findings.push_back(finding(
            browser, "policy_user_level",
            "a policy allows only manifests for all users (NativeMessagingUserLevelHosts): " + policy.user_level_off));
        findings.back().hint = "install it for all users";
        findings.back().command = "sudo jit-console install --system --browser " + std::string(browser.id);
    }
    if (!policy.extension_blocked.empty()) {
        findings.push_back(
            finding(browser, "policy_blocks_extension", "a policy forbids the extension: " + policy.extension_blocked));
    }
    return findings;
}

}  // namespace jit_console
