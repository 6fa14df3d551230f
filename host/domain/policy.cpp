#include "domain/policy.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <span>

#include "base/error.h"
#include "domain/extension_ids.h"
#include "domain/json_answer.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

struct FeatureRow {
    std::string_view word;
    std::string_view what;  ///< that is forbidden
};

constexpr std::array<FeatureRow, 5> kFeatures{{{"administrator", "the administrators' roles"},
                                               {"credentials", "temporary AWS credentials"},
                                               {"sign_in_url", "printing sign-in URLs"},
                                               {"aws_profiles", "AWS profiles"},
                                               {"api_tokens", "signing in with a token of your own"}}};
constexpr std::array<std::string_view, 3> kVaults{"keyring", "file", "memory"};
constexpr std::array<std::string_view, 4> kPortalFields{"url", "apiUrl", "name", "caFile"};
constexpr std::array<std::string_view, 2> kTextSettings{"renewal", "isolation"};
constexpr std::array<std::string_view, 5> kFlagSettings{"signOutWithoutAsking", "confirmProduction", "chip",
                                                        "tabGroups", "history"};
constexpr std::array<std::string_view, 2> kObjectSettings{"renewalByPortal", "colours"};
/// AWS makes no shorter session, and none longer than twelve hours.
constexpr int kShortestMinutes = 15;
constexpr int kLongestMinutes = 720;
/// The extension takes no longer list of words, and no longer word.
constexpr std::size_t kMostWords = 100;
constexpr std::size_t kLongestWord = 100;

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

const FeatureRow& row(Feature feature) { return kFeatures.at(static_cast<std::size_t>(feature)); }

/// Reads one policy; what is wrong names the field.
class Reader {
public:
    explicit Reader(std::string source) { policy_.source = std::move(source); }

    Policy read(const Json& json) {
        if (!json.is_object()) fail("it holds no JSON object");
        Json settings = Json::object();
        for (const auto& [name, value] : json.items()) {
            if (!read_field(name, value)) {
                settings[name] = setting(name, value);
            }
        }
        policy_.settings = settings.dump();
        return std::move(policy_);
    }

private:
    [[noreturn]] void fail(const std::string& why) const { refuse_policy(policy_.source, why); }
    void require(bool is_valid, std::string_view field, const char* what) const {
        if (!is_valid) fail("its " + std::string(field) + " is " + what);
    }

    /// The registry of Windows has numbers for true and false.
    bool flag(std::string_view field, const Json& value) const {
        if (value.is_boolean()) return value.get<bool>();
        const std::int64_t number = value.is_number_integer() ? value.get<std::int64_t>() : -1;
        require(number == 0 || number == 1, field, "neither true nor false");
        return number == 1;
    }

    void each(std::string_view field, const Json& value, const std::function<void(const Json&)>& take) const {
        require(value.is_array(), field, "no list");
        for (const Json& item : value) take(item);
    }

    bool read_field(const std::string& name, const Json& value) {
        if (name == "portals") {
            each(name, value, [&](const Json& item) { add_portal(item); });
        } else if (name == "longestSessionMinutes") {
            const bool fits = value.is_number_integer() && value >= kShortestMinutes && value <= kLongestMinutes;
            require(fits, name, "no number from 15 to 720");
            policy_.longest_session = std::chrono::minutes(value.get<int>());
        } else if (name == "hide") {
            each(name, value, [&](const Json& item) { policy_.hide.push_back(feature_of(item)); });
        } else if (name == "vaults") {
            each(name, value, [&](const Json& item) {
                const bool known = std::ranges::any_of(kVaults, [&](std::string_view word) { return item == word; });
                require(known, "vaults", "no list of keyring, file, memory");
                policy_.vaults.push_back(item.get<std::string>());
            });
            require(!policy_.vaults.empty(), name, "empty");
        } else if (name == "extensionIds") {
            each(name, value, [&](const Json& item) { policy_.extension_ids.push_back(extension_id(item)); });
        } else if (bool* own = own_flag(name)) {
            *own = flag(name, value);
        } else {
            return false;
        }
        return true;
    }

    bool* own_flag(std::string_view name) {
        if (name == "onlyListedPortals") return &policy_.only_listed_portals;
        if (name == "confirmAdministrator") return &policy_.confirm_administrator;
        if (name == "requireReason") return &policy_.require_reason;
        if (name == "recordEverything") return &policy_.record_everything;
        return name == "systemLog" ? &policy_.system_log : nullptr;
    }

    Feature feature_of(const Json& item) const {
        const auto found = std::ranges::find_if(kFeatures, [&](const FeatureRow& known) { return item == known.word; });
        require(found != kFeatures.end(), "hide", "no list of features");
        return static_cast<Feature>(found - kFeatures.begin());
    }

    std::string extension_id(const Json& item) const {
        std::string id = item.is_string() ? item.get<std::string>() : "";
        const bool is_one = is_extension_id(BrowserFamily::chromium, id) || is_extension_id(BrowserFamily::firefox, id);
        require(is_one, "extensionIds", "no list of extensions' ids");
        return id;
    }

    std::string text(const Json& portal, const char* field) const {
        const auto found = portal.find(field);
        if (found == portal.end()) return {};
        require(found->is_string(), std::string("portals' ") + field, "no text");
        return found->get<std::string>();
    }

    void add_portal(const Json& json) {
        require(json.is_object(), "portals", "no list of objects");
        for (const auto& [name, value] : json.items())
            require(is_one_of(kPortalFields, name), "portals' " + name, "unknown");
        Portal portal;
        try {
            portal.url = portal_origin(text(json, "url"));
            const std::string api = text(json, "apiUrl");
            portal.api_url = api.empty() ? portal.url : portal_origin(api);
            portal.name = text(json, "name");
            if (!portal.name.empty()) check_portal_name(portal.name);
        } catch (const Error& error) {
            if (error.code() == ErrorCode::policy_forbids) throw;
            fail(std::string("its portals: ") + error.what());
        }
        portal.ca_file = text(json, "caFile");
        const auto same = [&](const Portal& other) {
            return other.url == portal.url || (!portal.name.empty() && other.name == portal.name);
        };
        require(std::ranges::none_of(policy_.portals, same), "portals", "a list with one portal twice");
        policy_.portals.push_back(std::move(portal));
    }

    /// Of the extension, as it takes it.
    Json setting(const std::string& name, const Json& value) const {
        if (is_one_of(kFlagSettings, name)) return flag(name, value);
        check_setting(name, value);
        return value;
    }

    /// The extension reads the values itself: here only those of another kind are found.
    void check_setting(const std::string& name, const Json& value) const {
        if (is_one_of(kTextSettings, name)) return require(value.is_string(), name, "no text");
        if (is_one_of(kObjectSettings, name)) return require(value.is_object(), name, "no object");
        if (name == "warnMinutes") return require(value.is_number_integer(), name, "no number");
        if (name == "production") return check_words(name, value);
        if (name == "locked") return require(value.is_array(), name, "no list");
        fail("it has a field that is none of a policy's: " + name.substr(0, 40));
    }

    void check_words(std::string_view field, const Json& value) const {
        require(value.is_array() && value.size() <= kMostWords, field, "no list of at most 100 words");
        for (const Json& word : value) {
            const bool fits = word.is_string() && word.get_ref<const std::string&>().size() <= kLongestWord;
            require(fits, field, "no list of words, each at most 100 bytes long");
        }
    }

    Policy policy_;
};

bool is_taken(const std::vector<Portal>& portals, std::string_view name) {
    return std::ranges::any_of(portals, [&](const Portal& portal) { return portal.name == name; });
}

}  // namespace

std::string_view feature_word(Feature feature) { return row(feature).word; }

Policy parse_policy(std::string_view text, std::string source) {
    return Reader(std::move(source)).read(parse_json(text));
}

void refuse_policy(std::string_view source, const std::string& why) {
    throw Error(ErrorCode::policy_forbids,
                "the policy of this machine can't be used, so nothing is opened: " + std::string(source) + ": " + why,
                "ask the administrator of this machine to correct it; jit-console doctor looks at it, too");
}

void forbid(const Policy& policy, const std::string& what, const std::string& field) {
    throw Error(ErrorCode::policy_forbids, "your organisation's policy forbids this: " + what,
                "ask your administrator; it is " + field + " in " + policy.source);
}

std::chrono::seconds bounded(const Policy& policy, std::chrono::seconds length) {
    return std::min(length, policy.longest_session.value_or(length));
}

bool hides(const Policy& policy, Feature feature) {
    return std::ranges::find(policy.hide, feature) != policy.hide.end();
}

void check_feature(const Policy& policy, Feature feature) {
    if (!hides(policy, feature)) return;
    forbid(policy, std::string(row(feature).what), "\"hide\": \"" + std::string(row(feature).word) + "\"");
}

void check_role(const Policy& policy, Role role, bool confirmed) {
    if (role == Role::tenant) return;
    check_feature(policy, Feature::administrator);
    if (policy.confirm_administrator && !confirmed)
        forbid(policy, "an administrator's role without a person's confirmation", "\"confirmAdministrator\"");
}

void check_reason(const Policy& policy, std::string_view reason) {
    if (!policy.require_reason || reason.find_first_not_of(' ') != std::string_view::npos) return;
    throw Error(ErrorCode::reason_needed, "your organisation requires a reason or a ticket number for this",
                "give one with: --reason \"TICKET-1\"");
}

void check_vault_word(const Policy& policy, std::string_view word) {
    if (policy.vaults.empty() || word == "memory" || std::ranges::find(policy.vaults, word) != policy.vaults.end())
        return;
    forbid(policy, "keeping sign-ins in: " + std::string(word), "\"vaults\"");
}

void check_length(const Policy& policy, std::chrono::seconds length) {
    if (!policy.longest_session || length <= *policy.longest_session) return;
    forbid(policy, "sessions longer than " + std::to_string(policy.longest_session->count()) + " seconds",
           "\"longestSessionMinutes\"");
}

const Portal* listed_portal(const Policy& policy, std::string_view url) {
    const auto found = std::ranges::find(policy.portals, url, &Portal::url);
    return found == policy.portals.end() ? nullptr : &*found;
}

std::vector<Portal> portals_under(const Policy& policy, const std::vector<Portal>& kept) {
    std::vector<Portal> portals;
    for (Portal portal : policy.portals) {
        const auto same = std::ranges::find(kept, portal.url, &Portal::url);
        if (same != kept.end()) portal.handover = same->handover;
        if (portal.name.empty() && same != kept.end() && !is_taken(policy.portals, same->name))
            portal.name = same->name;
        if (portal.name.empty()) portal.name = new_portal_name(portal.url, policy.portals);
        if (is_taken(portals, portal.name)) portal.name = new_portal_name(portal.url, portals);
        portals.push_back(std::move(portal));
    }
    if (policy.only_listed_portals) return portals;
    for (Portal portal : kept) {
        if (listed_portal(policy, portal.url) != nullptr) continue;
        if (is_taken(portals, portal.name)) portal.name = portal_host_name(portal.url);
        portals.push_back(std::move(portal));
    }
    return portals;
}

}  // namespace jit_console
