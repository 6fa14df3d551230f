#include "messaging/wire.h"

#include <algorithm>

namespace jit_console {
namespace {

constexpr std::size_t kTextLimit = 8 * 1024;

template <typename T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

Json or_null(const std::optional<Time>& time) { return time ? Json(time->time_since_epoch().count()) : Json(); }

[[noreturn]] void refuse(const char* field, const char* what) {
    throw Error(ErrorCode::bad_request, std::string("the field ") + field + " " + what,
                "see PROTOCOL.md for what this method takes");
}

}  // namespace

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json to_json(const PortalState& state) {
    const std::string host(portal_host(state.portal.url));
    return {{"name", state.portal.name},
            {"url", state.portal.url},
            {"api_url", state.portal.api_url},
            {"host", host},
            {"signed_in", state.signed_in},
            {"user", or_null(state.user)},
            {"session_expires_at", or_null(state.session_expires_at)},
            {"handover", or_null(state.portal.handover)}};
}

Json to_json(const Tenant& tenant) {
    return {{"id", tenant.id}, {"name", or_null(tenant.name)}, {"plan", or_null(tenant.plan)}};
}

Json to_json(const TenantList& list) {
    Json tenants = Json::array();
    for (const Tenant& tenant : list.tenants) tenants.push_back(to_json(tenant));
    return {{"portal", to_json(list.state)}, {"tenants", std::move(tenants)}};
}

Json to_json(const Status& status) {
    Json json{{"portals", Json::array()},
              {"credentials", Json::array()},
              {"consoles", Json::array()},
              {"sessions", Json::array()}};
    for (const PortalState& state : status.portals) json["portals"].push_back(to_json(state));
    for (const CachedAccess& cached : status.credentials) {
        json["credentials"].push_back({{"portal", cached.portal},
                                       {"role", role_word(cached.role)},
                                       {"tenant", or_null(cached.tenant)},
                                       {"name", or_null(cached.name)},
                                       {"region", or_null(cached.region)},
                                       {"kubernetes", cached.kubernetes},
                                       {"ecr", cached.ecr},
                                       {"infrastructure", or_null(cached.infrastructure)},
                                       {"expires_at", cached.expires_at.time_since_epoch().count()}});
    }
    for (const LiveConsole& console : status.consoles) {
        json["consoles"].push_back({{"portal", console.portal},
                                    {"role", role_word(console.role)},
                                    {"tenant", or_null(console.tenant)},
                                    {"name", or_null(console.name)},
                                    {"expires_at", console.expires_at.time_since_epoch().count()}});
    }
    for (const TerminalSession& session : status.sessions) json["sessions"].push_back(to_json(session));
    return json;
}

Json to_json(const PortalOffer& offer) {
    return {{"portal", to_json(offer.state)},
            {"user", {{"name", offer.user.name}, {"administrator", offer.user.administrator}}},
            {"features",
             {{"admin_jit", offer.features.admin_jit},
              {"duplo_ops", offer.features.duplo_ops},
              {"aws", offer.features.aws},
              {"otp_needed", offer.features.otp_needed},
              {"default_region", or_null(code_of(offer.features.default_region))},
              {"partition", offer.features.partition == nullptr ? Json() : Json(offer.features.partition->id)},
              {"regions", offer.features.regions}}}};
}

Json to_json(const OpenedConsole& opened) {
    return {{"url", opened.url.reveal()},
            {"destination", opened.destination},
            {"expires_at", opened.expires_at.time_since_epoch().count()},
            {"region", or_null(opened.region)},
            {"partition", opened.partition},
            {"account", or_null(opened.account)},
            {"tenant", opened.tenant ? to_json(*opened.tenant) : Json()}};
}

Json to_json(const ConsolePage& page) {
    return {{"url", page.url},
            {"kind", page.kind},
            {"service", or_null(page.service)},
            {"region", or_null(page.region)},
            {"account", or_null(page.account)},
            {"partition", page.partition->id}};
}

Json to_json(const ResourceList& list) {
    Json resources = Json::array();
    for (const CloudResource& resource : list.resources) {
        resources.push_back({{"name", resource.name}, {"arn", resource.arn}, {"kind", resource.kind}});
    }
    Json links = Json::array();
    for (const TenantLink& link : list.links) {
        links.push_back({{"name", link.name}, {"to", link.to}, {"in_console", link.in_console}});
    }
    return {{"tenant", to_json(list.tenant)}, {"resources", std::move(resources)}, {"links", std::move(links)}};
}

Json to_json(const HistoryEntry& entry) {
    return {{"at", entry.at.time_since_epoch().count()},
            {"what", entry.what},
            {"portal", entry.portal},
            {"role", entry.role},
            {"tenant", or_null(entry.tenant)},
            {"name", or_null(entry.name)},
            {"service", or_null(entry.service)},
            {"by", entry.by},
            {"lasted", entry.lasted ? Json(entry.lasted->count()) : Json()}};
}

Json to_json(const SetBrowser& set) {
    const BrowserSetting& setting = set.setting;
    return {{"portal", set.portal},
            {"role", role_word(setting.role)},
            {"tenant", or_null(setting.tenant)},
            {"browser", setting.browser.id},
            {"profile", or_null(setting.browser.profile)}};
}

Json to_json(const TerminalSession& session) {
    Json tenant;
    if (session.role == Role::tenant) tenant = {{"id", session.tenant}, {"name", or_null(session.tenant_name)}};
    return {{"id", session.id},
            {"kind", session.is_lease ? "lease" : "exec"},
            {"portal", session.portal},
            {"role", role_word(session.role)},
            {"tenant", std::move(tenant)},
            {"program", session.program},
            {"folder", session.folder},
            {"started_at", session.started_at.time_since_epoch().count()},
            {"ends_at", or_null(session.ends_at)}};
}

Json whole_json(const HistoryEntry& entry) {
    Json json = to_json(entry);
    json["user"] = or_null(entry.user);
    json["caller"] = or_null(entry.caller);
    json["ends"] = or_null(entry.ends);
    json["reason"] = or_null(entry.reason);
    return json;
}

Json to_json(const Policy& policy) {
    if (policy.source.empty()) return nullptr;
    Json json = Json::parse(policy.settings);
    json["portals"] = Json::array();
    for (const Portal& portal : policy.portals) {
        json["portals"].push_back({{"url", portal.url}, {"apiUrl", portal.api_url}, {"name", or_null(portal.name)}});
    }
    json["onlyListedPortals"] = policy.only_listed_portals;
    json["longestSessionMinutes"] = policy.longest_session ? Json(policy.longest_session->count() / 60) : Json();
    json["hide"] = Json::array();
    for (const Feature feature : policy.hide) json["hide"].push_back(feature_word(feature));
    json["confirmAdministrator"] = policy.confirm_administrator;
    json["requireReason"] = policy.require_reason;
    json["recordEverything"] = policy.record_everything;
    return json;
}

Json to_json(const Error& error) {
    return {{"code", error_word(error.code())}, {"message", error.what()}, {"hint", error.hint()}};
}

Json to_json(const GrantPage& page, const Json& request_id) {
    return {{"request", request_id},
            {"portal", page.portal},
            {"url", page.url},
            {"expires_at", page.expires_at.time_since_epoch().count()}};
}

std::string optional_text(const Json& params, const char* field) {
    const auto found = params.find(field);
    if (found == params.end() || found->is_null()) return {};
    if (!found->is_string()) refuse(field, "is not a string");
    const auto& text = found->get_ref<const std::string&>();
    if (text.size() > kTextLimit) refuse(field, "is too long");
    return text;
}

std::string required_text(const Json& params, const char* field) {
    std::string text = optional_text(params, field);
    if (text.empty()) refuse(field, "is missing");
    return text;
}

bool optional_flag(const Json& params, const char* field) {
    const auto found = params.find(field);
    if (found == params.end() || found->is_null()) return false;
    if (!found->is_boolean()) refuse(field, "is neither true nor false");
    return found->get<bool>();
}

std::optional<std::chrono::seconds> optional_seconds(const Json& params, const char* field) {
    const auto found = params.find(field);
    if (found == params.end() || found->is_null()) return std::nullopt;
    // 2^40 s are 34,000 years: more would overflow in sums.
    if (!found->is_number_integer() || *found < -(1LL << 40) || *found > (1LL << 40))
        refuse(field, "is not a whole number of seconds");
    return std::chrono::seconds(found->get<std::int64_t>());
}

const Json& required_objects(const Json& params, const char* field) {
    const auto found = params.find(field);
    if (found == params.end() || !found->is_array()) refuse(field, "is not a list");
    if (!std::ranges::all_of(*found, [](const Json& one) { return one.is_object(); }))
        refuse(field, "holds something else than objects");
    return *found;
}

Role role_of(const Json& params) {
    const std::string word = optional_text(params, "role");
    if (word.empty()) return Role::tenant;
    if (const auto role = find_role(word)) return *role;
    refuse("role", "is not one of tenant, admin, duplo_ops");
}

HistoryEntry history_entry_of(const Json& params) {
    const auto at = optional_seconds(params, "at");
    if (!at) refuse("at", "is missing");
    return {Time(*at),
            required_text(params, "what"),
            required_text(params, "portal"),
            required_text(params, "role"),
            optional_text(params, "tenant"),
            optional_text(params, "name"),
            optional_text(params, "service"),
            required_text(params, "by"),
            optional_seconds(params, "lasted")};
}

}  // namespace jit_console
