#include "system/portal/portal_client.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/partition.h"
#include "domain/tls_words.h"
#include "domain/url.h"
#include "system/http/http_request_check.h"

namespace jit_console {
namespace {

constexpr std::string_view kAdminHint = "only administrators may open this, and only if the portal has it turned on";
constexpr std::string_view kOlderAdminPath = "/adminproxy/GetJITAwsConsoleAccessUrl";
constexpr std::string_view kSettingsPath = "/v3/admin/systemSettings/config";
constexpr std::string_view kSettingsHint = "only administrators may see and change the portal's settings";
constexpr std::string_view kProxyHint =
    "a proxy or a login page seems to stand in front of the portal; check its address and the VPN";

std::string host_of(const PortalAccess& access) { return std::string(portal_host(access.portal.api_url)); }

HttpRequest make_request(const PortalAccess& access, std::string_view path) {
    if (has_control_character(access.token.reveal()) || has_control_character(access.otp.reveal())) {
        throw Error(ErrorCode::sign_in_needed, "the stored sign-in to " + access.portal.name + " is not a token",
                    sign_in_hint(access.portal));
    }
    HttpRequest request;
    request.url = Secret(access.portal.api_url + std::string(path));
    std::string authorization;
    authorization.reserve(access.token.reveal().size() + 7);
    authorization.append("Bearer ").append(access.token.reveal());
    request.headers.emplace_back("Authorization", Secret(std::move(authorization)));
    request.headers.emplace_back("Content-Type", Secret("application/json"));
    request.headers.emplace_back("Accept", Secret("application/json"));
    if (!access.otp.empty()) request.headers.emplace_back("otpcode", access.otp.clone());
    request.ca_file = access.portal.ca_file;
    return request;
}

[[noreturn]] void report(const HttpFailure& failure, const PortalAccess& access) {
    const std::string host = host_of(access);
    switch (failure.kind) {
        case HttpFailure::Kind::unreachable:
            throw Error(ErrorCode::portal_unreachable, host + " can't be reached: " + failure.detail,
                        "check the network, the VPN and the proxy settings");
        case HttpFailure::Kind::tls:
            throw Error(ErrorCode::portal_tls, "the connection to " + host + " can't be trusted: " + failure.detail,
                        tls_hint(failure.detail, access.portal.ca_file));
        case HttpFailure::Kind::timeout:
            throw Error(ErrorCode::portal_timeout, host + " did not answer in time: " + failure.detail,
                        "try again; if it still fails, check the network and the VPN");
        case HttpFailure::Kind::too_large:
            throw Error(ErrorCode::portal_answer, "the response from " + host + " is too large",
                        "check that this is the address of a DuploCloud portal");
        case HttpFailure::Kind::ca_file: {
            const std::string& file = access.portal.ca_file;
            throw Error(ErrorCode::ca_file,
                        (file.empty() ? "the file of SSL_CERT_FILE" : file) + " can't be read or holds no certificate",
                        "use a readable file of PEM certificates");
        }
        case HttpFailure::Kind::malformed:
            throw Error(ErrorCode::portal_answer,
                        "the response from " + host + " can't be understood: " + failure.detail,
                        "try again; check that this is the address of a DuploCloud portal");
    }
    throw Error(ErrorCode::internal, "an unknown kind of failure");
}

/// The portal's own words about a refusal, ready to be put after a sentence of ours.
std::string own_words(const HttpResponse& response, const PortalAccess& access) {
    const std::string text = portal_error_text(response.body.reveal());
    const auto quotes = [&](const Secret& secret) {
        return !secret.empty() && text.find(secret.reveal()) != std::string::npos;
    };
    return text.empty() || quotes(access.token) || quotes(access.otp) ? "" : ": " + text;
}

std::string duration_words(std::chrono::seconds time) {
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(time).count();
    if (time > std::chrono::minutes(2)) return std::to_string(minutes) + " minutes";
    return std::to_string(time.count()) + (time.count() == 1 ? " second" : " seconds");
}

bool says_not_found(const HttpResponse& response) {
    return to_lower(portal_error_text(response.body.reveal())).find("not found") != std::string::npos;
}

/// `what` says what was asked for, e.g. "the list of tenants"; `forbidden_hint` what a 403 may come from.
struct Call {
    std::string_view path;
    std::string_view what;
    std::string_view forbidden_hint = "ask an administrator of the portal for access";
};

[[noreturn]] void report(const HttpResponse& response, const PortalAccess& access, const Call& call) {
    const std::string host = host_of(access);
    const std::string what(call.what);
    const std::string status = " (" + std::to_string(response.status) + ")";
    const std::string words = own_words(response, access);
    if (response.status >= 300 && response.status < 400) {
        throw Error(ErrorCode::portal_answer, host + " answered with a redirect" + status, std::string(kProxyHint));
    }
    if (response.status == 401) {
        throw Error(ErrorCode::sign_in_needed, "the session on " + access.portal.name + " has ended",
                    sign_in_hint(access.portal));
    }
    if (response.status == 403) {
        throw Error(ErrorCode::portal_forbidden, host + " refused " + what + status + words,
                    std::string(call.forbidden_hint));
    }
    if (response.status == 404 || (response.status == 400 && says_not_found(response))) {
        throw Error(ErrorCode::portal_not_found, host + " can't find " + what + status + words,
                    "it may have been removed, or the portal may be too old for this");
    }
    const std::string later = response.retry_after ? "try again in " + duration_words(*response.retry_after) : "";
    if (response.status == 429) {
        throw Error(ErrorCode::portal_error, host + " received too many requests" + status + words,
                    later.empty() ? "wait a minute, then try again" : later);
    }
    throw Error(ErrorCode::portal_error, host + " returned an error for " + what + status + words,
                later.empty() ? "try again; if it still fails, tell the portal's administrator" : later);
}

HttpResponse send(HttpClient& http, const PortalAccess& access, const HttpRequest& request, std::stop_token stop) {
    HttpResult result = http.send(request, std::move(stop));
    if (const auto* failure = std::get_if<HttpFailure>(&result)) report(*failure, access);
    return std::get<HttpResponse>(std::move(result));
}

HttpResponse ask(HttpClient& http, const PortalAccess& access, std::string_view path, std::stop_token stop) {
    return send(http, access, make_request(access, path), std::move(stop));
}

bool is_web_page(const HttpResponse& response) {
    return response.content_type == "text/html" || response.content_type == "application/xhtml+xml";
}

/// The body of an answer that can be parsed.
std::string_view data_of(const HttpResponse& response, const PortalAccess& access, const Call& call) {
    if (response.status < 200 || response.status >= 300) report(response, access, call);
    if (is_web_page(response)) {
        throw Error(ErrorCode::portal_answer, host_of(access) + " answered with a web page instead of data",
                    std::string(kProxyHint));
    }
    return response.body.reveal();
}

/// Where a portal lacks a call, its public clients have seen these.
bool may_lack_call(long status) { return status == 400 || status == 404 || status == 405 || status >= 500; }

/// One word that is good to know and needed for nothing; "" where the portal gives none.
std::string word_or_none(const HttpResponse& response, const PortalAccess& access, const Call& call) {
    try {
        return parse_json_string(data_of(response, access, call));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::sign_in_needed) throw;
        return "";
    }
}

}  // namespace

User PortalClient::user(const PortalAccess& access, std::stop_token stop) {
    const Call call{.path = "/admin/GetUserRoleInfo", .what = "who is signed in"};
    const HttpResponse response = ask(http_, access, call.path, stop);
    User user;
    try {
        user = parse_user(data_of(response, access, call));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::portal_not_found) throw;
    }
    // Anything may answer with some JSON object: one that names nobody has to have tenants, too.
    if (user.name.empty()) tenants(access, std::move(stop));
    return user;
}

Features PortalClient::features(const PortalAccess& access, std::stop_token stop) {
    const Call call{.path = "/v3/features/system", .what = "its features"};
    const HttpResponse response = ask(http_, access, call.path, std::move(stop));
    if (response.status == 400 || response.status == 404) return {};
    return parse_features(data_of(response, access, call));
}

std::vector<Tenant> PortalClient::tenants(const PortalAccess& access, std::stop_token stop) {
    const Call call{.path = "/admin/GetTenantsForUser", .what = "the list of tenants"};
    const HttpResponse response = ask(http_, access, call.path, std::move(stop));
    return parse_tenants(data_of(response, access, call));
}

JitCredentials PortalClient::tenant_jit(const PortalAccess& access, std::string_view tenant_id, std::stop_token stop) {
    const std::string path = "/subscriptions/" + percent_encode(tenant_id) + "/GetAwsConsoleTokenUrl";
    const Call call{.path = path, .what = "AWS access to this tenant"};
    const HttpResponse response = ask(http_, access, call.path, std::move(stop));
    return parse_jit_credentials(data_of(response, access, call));
}

std::optional<std::string> PortalClient::tenant_account(const PortalAccess& access, std::string_view tenant_id,
                                                        std::stop_token stop) {
    const std::string path = "/subscriptions/" + percent_encode(tenant_id) + "/GetTenantAwsAccountId";
    const Call call{.path = path, .what = "this tenant's AWS account"};
    std::string account = word_or_none(ask(http_, access, call.path, std::move(stop)), access, call);
    return is_account(account) ? std::optional(std::move(account)) : std::nullopt;
}

std::optional<std::string> PortalClient::other_cloud(const PortalAccess& access, std::string_view tenant_id,
                                                     std::stop_token stop) {
    const std::string path = "/v3/features/tenant/" + percent_encode(tenant_id);
    const Call call{.path = path, .what = "this tenant's features"};
    const HttpResponse response = ask(http_, access, call.path, std::move(stop));
    if (response.status != 200 || is_web_page(response)) return std::nullopt;
    return parse_other_cloud(data_of(response, access, call));
}

std::vector<CloudResource> PortalClient::cloud_resources(const PortalAccess& access, std::string_view tenant_id,
                                                         std::stop_token stop) {
    const std::string path = "/subscriptions/" + percent_encode(tenant_id) + "/GetCloudResources";
    const Call call{.path = path, .what = "this tenant's resources"};
    const HttpResponse response = ask(http_, access, call.path, std::move(stop));
    return parse_cloud_resources(data_of(response, access, call));
}

std::optional<Region> PortalClient::tenant_region(const PortalAccess& access, std::string_view tenant_id,
                                                  std::stop_token stop) {
    const std::string path = "/subscriptions/" + percent_encode(tenant_id) + "/GetAwsRegionId";
    const Call call{.path = path, .what = "this tenant's region"};
    return Region::parse(word_or_none(ask(http_, access, call.path, std::move(stop)), access, call));
}

std::optional<std::string> PortalClient::system_setting(const PortalAccess& access, std::string_view type,
                                                        std::string_view key, std::stop_token stop) {
    const Call call{.path = kSettingsPath, .what = "its system settings", .forbidden_hint = kSettingsHint};
    const HttpResponse response = ask(http_, access, call.path, std::move(stop));
    return parse_setting(data_of(response, access, call), type, key);
}

void PortalClient::set_system_setting(const PortalAccess& access, std::string_view type, std::string_view key,
                                      std::string_view value, std::stop_token stop) {
    const Call call{.path = kSettingsPath, .what = "a change of its system settings", .forbidden_hint = kSettingsHint};
    HttpRequest request = make_request(access, call.path);
    request.method = "POST";
    std::string body = "{\"Type\":\"";
    body.append(type).append("\",\"Key\":\"").append(key).append("\",\"Value\":\"").append(value).append("\"}");
    request.body = Secret(std::move(body));
    const HttpResponse response = send(http_, access, request, std::move(stop));
    data_of(response, access, call);
}

JitCredentials PortalClient::admin_jit(const PortalAccess& access, const std::optional<Region>& region, bool& older,
                                       std::stop_token stop) {
    std::vector<std::string> paths;
    if (region) paths.push_back("/v3/admin/aws/jitAccess/admin/" + region->code());
    paths.emplace_back("/v3/admin/aws/jitAccess/admin");
    paths.insert(older ? paths.begin() : paths.end(), std::string(kOlderAdminPath));

    std::optional<Error> first;
    for (const std::string& path : paths) {
        const Call call{.path = path, .what = "administrator access to AWS", .forbidden_hint = kAdminHint};
        const HttpResponse response = ask(http_, access, path, stop);
        try {
            JitCredentials credentials = parse_jit_credentials(data_of(response, access, call));
            older = path == kOlderAdminPath;
            return credentials;
        } catch (const Error& error) {
            // Some give their own start page for whatever they don't know.
            if (!may_lack_call(response.status) && !is_web_page(response)) throw;
            if (!first) first = error;
            // All alike: the newest call says it best.
            if (&path == &paths.back() && error.code() != first->code()) throw;
        }
    }
    throw Error(*first);
}

JitCredentials PortalClient::duplo_ops_jit(const PortalAccess& access, std::stop_token stop) {
    const Call call{
        .path = "/v3/admin/aws/jitAccess/duplo-ops", .what = "duplo-ops access to AWS", .forbidden_hint = kAdminHint};
    const HttpResponse response = ask(http_, access, call.path, std::move(stop));
    return parse_jit_credentials(data_of(response, access, call));
}

}  // namespace jit_console
