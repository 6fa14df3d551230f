#include "system/portal/portal_store.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "domain/json_limits.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t kPortalsLimit = 1024 * 1024;
constexpr int kFormatVersion = 1;

std::string text_of(const OrderedJson& entry, const char* field, const std::string& otherwise = {}) {
    const auto found = entry.find(field);
    if (found == entry.end() || found->is_null()) return otherwise;
    if (!found->is_string()) throw Error(ErrorCode::config, std::string(field) + " is not a string");
    return found->get<std::string>();
}

std::string kept_origin(const std::string& text) {
    return text.starts_with("http://") ? localhost_origin(text) : portal_origin(text);
}

/// Held to the same rules as what people type, since they also write it by hand.
Portal portal_of(const OrderedJson& entry) {
    if (!entry.is_object()) throw Error(ErrorCode::config, "it is not an object");
    Portal portal;
    portal.name = text_of(entry, "name");
    check_portal_name(portal.name);
    portal.url = kept_origin(text_of(entry, "url"));
    portal.api_url = kept_origin(text_of(entry, "api_url", portal.url));
    portal.ca_file = text_of(entry, "ca_file");
    portal.handover = text_of(entry, "handover");
    const auto unconfirmed = entry.find("unconfirmed");
    portal.unconfirmed = unconfirmed != entry.end() && *unconfirmed == true;
    return portal;
}

OrderedJson entry_of(const Portal& portal) {
    OrderedJson entry = {{"name", portal.name}, {"url", portal.url}};
    if (portal.api_url != portal.url) entry["api_url"] = portal.api_url;
    if (!portal.ca_file.empty()) entry["ca_file"] = portal.ca_file;
    if (!portal.handover.empty()) entry["handover"] = portal.handover;
    if (portal.unconfirmed) entry["unconfirmed"] = true;
    return entry;
}

BrowserSetting setting_of(const OrderedJson& entry) {
    if (!entry.is_object()) throw Error(ErrorCode::config, "it is not an object");
    const auto role = find_role(text_of(entry, "role", "tenant"));
    if (!role) throw Error(ErrorCode::config, "no such role");
    return {kept_origin(text_of(entry, "portal")), *role, text_of(entry, "tenant"),
            named_browser(text_of(entry, "browser"), text_of(entry, "profile"))};
}

OrderedJson entry_of(const BrowserSetting& setting) {
    OrderedJson entry = {{"portal", setting.portal_url}, {"role", role_word(setting.role)}};
    if (!setting.tenant.empty()) entry["tenant"] = setting.tenant;
    entry["browser"] = setting.browser.id;
    if (!setting.browser.profile.empty()) entry["profile"] = setting.browser.profile;
    return entry;
}

/// What `wanted` leaves at its default does not tell it from what is there.
bool same_portal(const Portal& there, const Portal& wanted) {
    return there.name == wanted.name && there.url == wanted.url &&
           (wanted.api_url == wanted.url || there.api_url == wanted.api_url) &&
           (wanted.ca_file.empty() || there.ca_file == wanted.ca_file);
}

class PortalStoreFile final : public PortalStore {
public:
    explicit PortalStoreFile(std::filesystem::path file) : file_(std::move(file)) {}

    std::vector<Portal> list() override { return portals_of(load()); }

    Portal add(const Portal& portal) override {
        const FileLock lock(lock_file());
        OrderedJson config = load();
        for (const Portal& there : portals_of(config)) {
            if (same_portal(there, portal)) return there;
            if (there.name != portal.name && there.url != portal.url) continue;
            throw Error(ErrorCode::portal_exists, "there is already a portal " + there.name + " at " + there.url,
                        there.url == portal.url ? "use it by its name, or remove it first" : "choose another name");
        }
        config["portals"].push_back(entry_of(portal));
        save(config);
        return portal;
    }

    void remove(std::string_view name) override {
        const FileLock lock(lock_file());
        OrderedJson config = load();
        const std::vector<Portal> portals = portals_of(config);
        for (std::size_t i = portals.size(); i-- > 0;) {
            if (portals[i].name != name) continue;
            config["portals"].erase(i);
            drop_browsers(config, [&](const BrowserSetting& one) { return one.portal_url == portals[i].url; });
            shrink_file(file_, text_of_config(config));
        }
    }

    void set_ca_file(std::string_view name, std::string_view ca_file) override { set(name, "ca_file", ca_file); }
    void set_handover(std::string_view name, std::string_view handover) override { set(name, "handover", handover); }

    void confirm(std::string_view name) override {
        const FileLock lock(lock_file());
        OrderedJson config = load();
        const std::vector<Portal> portals = portals_of(config);
        for (std::size_t i = 0; i < portals.size(); ++i) {
            if (portals[i].name != name || !portals[i].unconfirmed) continue;
            config["portals"][i].erase("unconfirmed");
            save(config);
        }
    }

    std::optional<VaultKind> vault() override {
        const OrderedJson config = load();
        const auto found = config.find("vault");
        if (found == config.end() || found->is_null()) return std::nullopt;
        const auto kind = found->is_string() ? find_vault_kind(found->get<std::string>()) : std::nullopt;
        if (!kind) unreadable("its vault is not one of keyring, file, memory");
        return kind;
    }

    void set_vault(VaultKind kind) override {
        const FileLock lock(lock_file());
        OrderedJson config = load();
        config["vault"] = vault_word(kind);
        save(config);
    }

    std::vector<BrowserSetting> browsers() override { return browsers_of(load()); }

    void set_browser(const BrowserSetting& setting) override {
        const FileLock lock(lock_file());
        OrderedJson config = load();
        drop_browsers(config, [&](const BrowserSetting& one) { return one.has_target_of(setting); });
        config["browsers"].push_back(entry_of(setting));
        save(config);
    }

    void remove_browser(const BrowserSetting& setting) override {
        const FileLock lock(lock_file());
        OrderedJson config = load();
        drop_browsers(config, [&](const BrowserSetting& one) { return one.has_target_of(setting); });
        save(config);
    }

private:
    void set(std::string_view name, const char* field, std::string_view value) {
        const FileLock lock(lock_file());
        OrderedJson config = load();
        const std::vector<Portal> portals = portals_of(config);
        for (std::size_t i = 0; i < portals.size(); ++i) {
            OrderedJson& entry = config["portals"][i];
            if (portals[i].name != name || entry.value(field, "") == value) continue;
            entry[field] = value;
            save(config);
        }
    }

    std::filesystem::path lock_file() const { return file_.string() + ".lock"; }

    [[noreturn]] void unreadable(const std::string& why) const {
        throw Error(ErrorCode::config, file_.string() + " can't be used: " + why, "correct this file, or move it away");
    }

    /// An object with an array "portals".
    OrderedJson load() const {
        const std::optional<std::string> text = read_file(file_, kPortalsLimit);
        if (!text) return OrderedJson{{"version", kFormatVersion}, {"portals", OrderedJson::array()}};
        const JsonFault fault = find_json_fault(*text, {});
        if (fault != JsonFault::none) unreadable(std::string(json_fault_words(fault)));
        OrderedJson config = OrderedJson::parse(*text, nullptr, false);
        if (!config.is_object()) unreadable("it is not a JSON object");
        const auto version = config.find("version");
        if (version != config.end() && *version != kFormatVersion)
            unreadable("it was written by another version of jit-console");
        if (!config.contains("portals")) config["portals"] = OrderedJson::array();
        if (!config["portals"].is_array()) unreadable("its portals are not a list");
        return config;
    }

    std::vector<Portal> portals_of(const OrderedJson& config) const {
        std::vector<Portal> portals;
        for (const OrderedJson& entry : config.at("portals")) {
            try {
                portals.push_back(portal_of(entry));
            } catch (const Error& error) {
                unreadable("portal " + std::to_string(portals.size() + 1) + ": " + error.what());
            }
        }
        return portals;
    }

    std::vector<BrowserSetting> browsers_of(const OrderedJson& config) const {
        std::vector<BrowserSetting> settings;
        const auto list = config.find("browsers");
        if (list == config.end()) return settings;
        if (!list->is_array()) unreadable("its browsers are not a list");
        for (const OrderedJson& entry : *list) {
            try {
                settings.push_back(setting_of(entry));
            } catch (const Error& error) {
                unreadable("browser " + std::to_string(settings.size() + 1) + ": " + error.what());
            }
        }
        return settings;
    }

    template <typename Goes>
    void drop_browsers(OrderedJson& config, const Goes& goes) const {
        const std::vector<BrowserSetting> settings = browsers_of(config);
        for (std::size_t i = settings.size(); i-- > 0;) {
            if (goes(settings[i])) config["browsers"].erase(i);
        }
        if (const auto list = config.find("browsers"); list != config.end() && list->empty()) config.erase(list);
    }

    static std::string text_of_config(OrderedJson& config) {
        config["version"] = kFormatVersion;
        return config.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
    }

    void save(OrderedJson& config) const { write_file_atomically(file_, text_of_config(config)); }

    const std::filesystem::path file_;
};

}  // namespace

std::unique_ptr<PortalStore> make_portal_store_file(std::filesystem::path file) {
    return std::make_unique<PortalStoreFile>(std::move(file));
}

}  // namespace jit_console
