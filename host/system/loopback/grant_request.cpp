#include "system/loopback/grant_request.h"

#include <optional>

#include <nlohmann/json.hpp>

#include "domain/ascii.h"
#include "domain/url.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kOtpPath = "/v2/callbackWithOtp";
constexpr std::size_t kTokenLimit = 16 * 1024;
constexpr std::size_t kOtpLimit = 256;

LoopbackResponse refusal(unsigned status, std::string_view sentence) {
    return loopback_page(status, status == 404 ? "Not found" : "Refused", sentence);
}

/// The portal's page reads these answers as JSON.
LoopbackResponse word(unsigned status, std::string_view text) {
    return {
        .status = status, .content_type = "application/json", .body = "\"" + std::string(text) + "\"\n", .headers = {}};
}

LoopbackResponse readable_by(std::string_view portal_url, LoopbackResponse response) {
    response.headers.emplace_back("Access-Control-Allow-Origin", portal_url);
    response.headers.emplace_back("Vary", "Origin");
    return response;
}

bool is_from(const LoopbackRequest& request, std::string_view portal_url, bool may_be_absent) {
    const auto origin = request.header("origin");
    return origin.empty() ? may_be_absent : origin.size() == 1 && origin[0] == portal_url;
}

LoopbackResponse preflight(const LoopbackRequest& request, std::string_view portal_url) {
    if (!is_from(request, portal_url, false)) return refusal(403, "Only the portal may ask this.");
    LoopbackResponse response = readable_by(portal_url, {.status = 204, .body = {}, .headers = {}});
    response.headers.emplace_back("Access-Control-Allow-Methods", "POST, OPTIONS");
    response.headers.emplace_back("Access-Control-Allow-Headers", "X-Requested-With, Accept, Content-Type");
    const auto private_network = request.header("access-control-request-private-network");
    if (!private_network.empty()) response.headers.emplace_back("Access-Control-Allow-Private-Network", "true");
    return response;
}

bool is_plain_word(std::string_view text, std::size_t limit) {
    return text.size() <= limit && is_all(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

/// The text of a field: empty where it is missing or null, nothing where it is no text.
std::optional<std::string> field(const Json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return std::string();
    if (!found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

GrantVerdict judge_navigation(const LoopbackRequest& request, std::string_view portal_url) {
    if (!is_from(request, portal_url, true)) return refusal(403, "Only the portal may hand over a sign-in.");
    if (!is_tab_navigation(request)) return refusal(403, "A sign-in is handed over by a tab alone.");
    std::optional<std::string> token;
    for (const auto& [name, value] : split_query(request.query)) {
        if (name != "t") continue;
        const auto [ok, text] = percent_decode(value);
        if (!ok || token) return refusal(400, "This is not what the portal hands over.");
        token = text;
    }
    if (!token) return refusal(400, "jit-console is waiting here for the portal to hand over a sign-in.");
    if (!is_plain_word(*token, kTokenLimit)) return refusal(400, "This is not what the portal hands over.");
    return Grant{Secret(std::move(*token)), Secret(), "redirect"};
}

GrantVerdict judge_body(const LoopbackRequest& request, bool with_otp) {
    const std::string_view body = trim(request.body);
    if (body.empty()) return GrantRefused{};
    std::optional<std::string> token(body);
    std::optional<std::string> otp("");
    if (with_otp || body.starts_with('{') || body.starts_with('"')) {
        const Json json = Json::parse(body, nullptr, false);
        if (json.is_object()) {
            token = field(json, "token");
            otp = field(json, "otp");
        } else {
            token = json.is_string() && !with_otp ? std::optional(json.get<std::string>()) : std::nullopt;
        }
    }
    if (!token || !otp) return word(400, "failed");
    if (token->empty()) return GrantRefused{};
    if (!is_plain_word(*token, kTokenLimit)) return word(400, "failed");
    if (!otp->empty() && !is_plain_word(*otp, kOtpLimit)) return word(400, "failed");
    return Grant{Secret(std::move(*token)), Secret(std::move(*otp)), with_otp ? "post_otp" : "post"};
}

GrantVerdict judge_post(const LoopbackRequest& request, std::string_view portal_url) {
    if (!is_from(request, portal_url, false)) return word(403, "failed");
    GrantVerdict verdict = judge_body(request, request.path == kOtpPath);
    if (auto* answer = std::get_if<LoopbackResponse>(&verdict)) return readable_by(portal_url, std::move(*answer));
    return verdict;
}

}  // namespace

GrantVerdict judge_grant_request(const LoopbackRequest& request, std::string_view portal_url) {
    if (request.path != "/" && request.path != kOtpPath) return refusal(404, "There is nothing here.");
    if (request.method == "OPTIONS") return preflight(request, portal_url);
    if (request.method == "POST") return judge_post(request, portal_url);
    if (request.method == "GET" && request.path == "/") return judge_navigation(request, portal_url);
    return refusal(405, "This is not how a sign-in is handed over.");
}

LoopbackResponse grant_answer(const LoopbackRequest& request, std::string_view portal_url, std::string_view success_url,
                              bool taken) {
    if (request.method == "POST") return readable_by(portal_url, taken ? word(200, "done") : word(500, "failed"));
    if (!taken) return loopback_page(502, "Sign-in failed", "Close this tab; jit-console says what went wrong.");
    return {.status = 302, .body = {}, .headers = {{"Location", std::string(success_url)}}};
}

}  // namespace jit_console
