#include "messaging/wire.h"

namespace jit_console {
namespace {

constexpr std::size_t kTextLimit = 8 * 1024;

template <typename T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

Json or_null(const std::optional<Time>& time) { return time ? Json(time->time_since_epoch().count()) : Json(); }

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

[[noreturn]] void refuse(const char* field, const char* what) {
    throw Error(ErrorCode::bad_request, std::string("the field ") + field + " " + what,
                "see PROTOCOL.md for what this method takes");
}

}  // namespace

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
    return {{"id", tenant.id},
            {"name", or_null(tenant.name)},
            {"plan", or_null(tenant.plan)},
            {"infrastructure_owner", or_null(tenant.infrastructure_owner)}};
}

Json to_json(const TenantList& list) {
    Json tenants = Json::array();
    for (const Tenant& tenant : list.tenants) tenants.push_back(to_json(tenant));
    return {{"portal", to_json(list.state)}, {"tenants", std::move(tenants)}};
}

Json to_json(const PortalOffer& offer) {
    return {{"portal", to_json(offer.state)},
            {"user",
             {{"name", offer.user.name},
              {"administrator", offer.user.administrator},
              {"read_only", offer.user.read_only}}},
            {"features",
             {{"admin_jit", offer.features.admin_jit},
              {"duplo_ops", offer.features.duplo_ops},
              {"otp_needed", offer.features.otp_needed},
              {"default_region", or_null(offer.features.default_region)},
              {"default_account", or_null(offer.features.default_account)},
              {"partition", or_null(offer.features.partition)},
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
    if (!found->is_string()) refuse(field, "is no string");
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

Role role_of(const Json& params) {
    const std::string role = optional_text(params, "role");
    if (role.empty() || role == "tenant") return Role::tenant;
    if (role == "admin") return Role::admin;
    if (role == "duplo_ops") return Role::duplo_ops;
    refuse("role", "is none of tenant, admin, duplo_ops");
}

}  // namespace jit_console
