#include "system/loopback/grant_request.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include <nlohmann/json.hpp>

#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/url.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kOtpPath = "/v2/callbackWithOtp";
constexpr std::string_view kAgreePath = "/agree";
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

/// Browsers leave the header out where they go from https to here; whoever sends one says whose page it was.
bool has_foreign_referer(const LoopbackRequest& request, std::string_view portal_url) {
    const std::string page = std::string(portal_url) + "/";
    return std::ranges::any_of(request.header("referer"),
                               [&](std::string_view value) { return value != portal_url && !value.starts_with(page); });
}

LoopbackResponse preflight(const LoopbackRequest& request, std::string_view portal_url) {
    if (!is_from(request, portal_url, false)) return refusal(403, "Only the portal may send this request.");
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

/// A one-time password that is written as a number. (One with a leading zero can only be a text.)
std::optional<std::string> otp_field(const Json& object) {
    const auto found = object.find("otp");
    if (found != object.end() && found->is_number_unsigned()) return std::to_string(found->get<std::uint64_t>());
    return field(object, "otp");
}

GrantVerdict judge_navigation(const LoopbackRequest& request, std::string_view portal_url) {
    if (!is_from(request, portal_url, true)) return refusal(403, "Only the portal may hand over a sign-in.");
    if (has_foreign_referer(request, portal_url)) return refusal(403, "Only the portal may hand over a sign-in.");
    if (!is_tab_navigation(request)) return refusal(403, "A sign-in can only be handed over by a tab.");
    std::optional<std::string> token;
    for (const auto& [name, value] : split_query(request.query)) {
        if (name != "t") continue;
        const auto [ok, text] = percent_decode(value);
        if (!ok || token) return refusal(400, "This is not a sign-in from the portal.");
        token = text;
    }
    if (token && token->empty())
        return refusal(400, "The portal handed over an empty sign-in. Sign in to it in this browser, then try again.");
    if (!token) return refusal(400, "jit-console is waiting here for the portal to hand over a sign-in.");
    if (!is_plain_word(*token, kTokenLimit)) return refusal(400, "This is not a sign-in from the portal.");
    return Grant{Secret(std::move(*token)), Secret(), "redirect"};
}

GrantVerdict judge_body(const LoopbackRequest& request, bool with_otp) {
    const std::string_view body = trim(request.body);
    if (body.empty()) return GrantRefused{};
    std::optional<std::string> token(body);
    std::optional<std::string> otp("");
    if (with_otp || body.starts_with('{') || body.starts_with('"')) {
        const Json json = parse_json(body, kFrameLimits);
        if (json.is_object()) {
            if (!json.contains("token")) return word(400, "failed");
            token = field(json, "token");
            otp = otp_field(json);
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

/// The form of our own page, whose address the server has checked.
GrantVerdict judge_agreement(const LoopbackRequest& request) {
    const auto origin = request.header("origin");
    const bool own = origin.size() == 1 && origin[0] == "http://" + std::string(request.header("host")[0]);
    constexpr std::string_view kField = "nonce=";
    if (request.method != "POST" || !own || !is_tab_navigation(request) || !request.body.starts_with(kField))
        return refusal(403, "This answer is not valid.");
    return GrantAgreed{request.body.substr(kField.size())};
}

}  // namespace

GrantVerdict judge_grant_request(const LoopbackRequest& request, std::string_view portal_url) {
    if (request.path == kAgreePath) return judge_agreement(request);
    if (request.path != "/" && request.path != kOtpPath) return refusal(404, "There is nothing here.");
    if (request.method == "OPTIONS") return preflight(request, portal_url);
    if (request.method == "POST") return judge_post(request, portal_url);
    if (request.method == "GET" && request.path == "/") return judge_navigation(request, portal_url);
    return refusal(405, "A sign-in can't be handed over this way.");
}

bool is_page_preflight(const LoopbackRequest& request) {
    return request.method == "OPTIONS" && !request.header("access-control-request-headers").empty();
}

LoopbackResponse grant_answer(const LoopbackRequest& request, std::string_view portal_url, std::string_view success_url,
                              const Error* error) {
    if (request.method == "POST") return readable_by(portal_url, error ? word(500, "failed") : word(200, "done"));
    if (error == nullptr) return {.status = 302, .body = {}, .headers = {{"Location", std::string(success_url)}}};
    return loopback_page(502, "Sign-in failed",
                         std::string(error->what()) + ". Close this tab, or try again on the portal's page.");
}

LoopbackResponse grant_question_page(const GrantQuestion& question, std::string_view nonce,
                                     std::string_view portal_url) {
    LoopbackResponse page = loopback_page(200, question.title, question.sentence);
    std::string form = "<form method=\"post\" action=\"";
    form.append(kAgreePath).append("\"><input type=\"hidden\" name=\"nonce\" value=\"").append(nonce);
    form.append("\"><button>").append(escape_html(question.yes)).append("</button></form>");
    page.body.insert(page.body.find("</html>"), form);
    // The form's own POST leads on to the portal's page, and has to say where it comes from.
    page.headers = {{"Referrer-Policy", "same-origin"},
                    {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'self' " +
                                                    std::string(portal_url) + "; frame-ancestors 'none'"}};
    return page;
}

}  // namespace jit_console
