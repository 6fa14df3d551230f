#include "system/portal/portal_call.h"

#include <chrono>
#include <string>
#include <utility>
#include <variant>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/portal_answers.h"
#include "domain/tls_words.h"
#include "system/http/http_request_check.h"

namespace jit_console {
namespace {

constexpr std::string_view kProxyHint =
    "a proxy or a login page seems to stand in front of the portal; check its address and the VPN";

std::string host_of(const PortalAccess& access) { return std::string(portal_host(access.portal.api_url)); }

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

[[noreturn]] void report(const HttpResponse& response, const PortalAccess& access, const PortalCall& call) {
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

}  // namespace

HttpRequest portal_request(const PortalAccess& access, std::string_view path) {
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

HttpResponse send_to_portal(HttpClient& http, const PortalAccess& access, const HttpRequest& request,
                            std::stop_token stop) {
    HttpResult result = http.send(request, std::move(stop));
    if (const auto* failure = std::get_if<HttpFailure>(&result)) report(*failure, access);
    return std::get<HttpResponse>(std::move(result));
}

HttpResponse ask_portal(HttpClient& http, const PortalAccess& access, std::string_view path, std::stop_token stop) {
    return send_to_portal(http, access, portal_request(access, path), std::move(stop));
}

bool is_web_page(const HttpResponse& response) {
    return response.content_type == "text/html" || response.content_type == "application/xhtml+xml";
}

std::string_view data_of(const HttpResponse& response, const PortalAccess& access, const PortalCall& call) {
    if (response.status < 200 || response.status >= 300) report(response, access, call);
    if (is_web_page(response)) {
        throw Error(ErrorCode::portal_answer, host_of(access) + " answered with a web page instead of data",
                    std::string(kProxyHint));
    }
    return response.body.reveal();
}

}  // namespace jit_console
