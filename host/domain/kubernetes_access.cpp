#include "domain/kubernetes_access.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "domain/ascii.h"
#include "domain/credentials.h"
#include "domain/json_answer.h"
#include "domain/portal.h"
#include "domain/url.h"

namespace jit_console {
namespace {

using Json = JsonAnswer::Json;

JsonAnswer kubernetes_answer(std::string_view body) { return {body, ErrorCode::portal_answer, "the portal"}; }

/// "" where it is missing.
std::string_view trimmed_field(const JsonAnswer& answer, const Json& object, std::string_view name) {
    const std::string* text = answer.string_field(object, name);
    return text == nullptr ? std::string_view() : trim(*text);
}

std::string server_field(const JsonAnswer& answer, const Json& object) {
    const std::string_view text = trimmed_field(answer, object, "ApiServer");
    if (text.empty()) return {};
    const ParsedUrl parsed = parse_url(text);
    const Url& url = parsed.url;
    const bool plain = parsed.ok && url.scheme == "https" && !url.host.empty() && !url.has_user_info &&
                       url.query.empty() && url.fragment.empty();
    if (!plain) answer.fail_field("ApiServer");
    return std::string(text);
}

Secret token_field(const JsonAnswer& answer, const Json& object) {
    const std::string_view text = trimmed_field(answer, object, "Token");
    if (text.empty()) return {};
    if (!is_all(text, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\'' && c != '\\'; }))
        answer.fail_field("Token");
    return Secret(std::string(text));
}

std::string authority_field(const JsonAnswer& answer, const Json& object) {
    constexpr std::string_view kAuthorityField = "CertificateAuthorityDataBase64";
    constexpr std::string_view kPemBegin = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t";  // -----BEGIN CERTIFICATE-----
    const std::string_view text = trimmed_field(answer, object, kAuthorityField);
    if (text.empty()) return {};
    const bool is_base64 = is_all(
        text, [](char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '+' || c == '/' || c == '='; });
    if (!is_base64 || !text.starts_with(kPemBegin)) answer.fail_field(kAuthorityField);
    return std::string(text);
}

/// `count` digits at the beginning of `text`, which are taken off it.
std::optional<int> taken_digits(std::string_view& text, std::size_t count) {
    int number = 0;
    if (text.size() < count || !is_all(text.substr(0, count), is_digit)) return std::nullopt;
    std::from_chars(text.data(), text.data() + count, number);
    text.remove_prefix(count);
    return number;
}

/// "2026-09-21T12:06:40", with a fraction or without, and a zone; without one it is UTC.
std::optional<Time> iso_time_of(std::string_view text) {
    constexpr std::array<std::pair<std::size_t, char>, 6> kParts{
        {{4, '-'}, {2, '-'}, {2, 'T'}, {2, ':'}, {2, ':'}, {2, '\0'}}};
    std::array<int, kParts.size()> parts{};
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        const auto number = taken_digits(text, kParts[i].first);
        if (!number) return std::nullopt;
        parts[i] = *number;
        if (kParts[i].second == '\0') break;
        if (!text.starts_with(kParts[i].second)) return std::nullopt;
        text.remove_prefix(1);
    }
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
    }
    std::chrono::minutes ahead{0};
    if (text.starts_with('+') || text.starts_with('-')) {
        const int sign = text.front() == '+' ? 1 : -1;
        text.remove_prefix(1);
        const auto hours = taken_digits(text, 2);
        if (text.starts_with(':')) text.remove_prefix(1);
        const auto minutes = taken_digits(text, 2);
        if (!hours || !minutes) return std::nullopt;
        ahead = sign * (std::chrono::hours(*hours) + std::chrono::minutes(*minutes));
    } else if (text.starts_with('Z')) {
        text.remove_prefix(1);
    }
    const std::chrono::year_month_day date{std::chrono::year{parts[0]},
                                           std::chrono::month{static_cast<unsigned>(parts[1])},
                                           std::chrono::day{static_cast<unsigned>(parts[2])}};
    if (!text.empty() || !date.ok()) return std::nullopt;
    return Time(std::chrono::sys_days(date) + std::chrono::hours(parts[3]) + std::chrono::minutes(parts[4]) +
                std::chrono::seconds(parts[5]) - ahead);
}

}  // namespace

KubernetesAccess parse_kubernetes_access(std::string_view body) {
    const JsonAnswer answer = kubernetes_answer(body);
    const Json& object = answer.object();
    KubernetesAccess access;
    access.server = server_field(answer, object);
    access.token = token_field(answer, object);
    access.authority = authority_field(answer, object);
    const std::string* space = JsonAnswer::optional_string(object, "DefaultNamespace");
    if (space != nullptr && is_namespace_name(*space)) access.namespace_name = *space;
    const std::string* refresh = JsonAnswer::optional_string(object, "LastTokenRefreshTime");
    if (refresh != nullptr) access.refresh = iso_time_of(*refresh);
    access.expiry = token_expiry(access.token.reveal());
    return access;
}

Time kubernetes_token_end(const KubernetesAccess& access, Time now) {
    constexpr std::chrono::hours kLongestLife{12};
    std::optional<Time> end;
    for (const std::optional<Time>& told : {access.expiry, access.refresh}) {
        if (told && *told > now && (!end || *told < *end)) end = told;
    }
    return std::min(end.value_or(now + std::chrono::minutes(55)), Time(now + kLongestLife));
}

std::optional<bool> parse_kubernetes_enabled(std::string_view body) {
    const JsonAnswer answer = kubernetes_answer(body);
    const Json* enabled = JsonAnswer::field(answer.object(), "IsKubernetesEnabled");
    return enabled != nullptr && enabled->is_boolean() ? std::optional(enabled->get<bool>()) : std::nullopt;
}

bool is_namespace_name(std::string_view text) {
    return text.size() <= 63 && is_all(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; }) &&
           text.front() != '-' && text.back() != '-';
}

std::string_view exec_version_text(ExecVersion version) {
    return version == ExecVersion::v1 ? "client.authentication.k8s.io/v1" : "client.authentication.k8s.io/v1beta1";
}

std::optional<ExecVersion> asked_exec_version(std::string_view info) {
    const Json json = parse_json(info);
    const std::string* asked = json.is_object() ? JsonAnswer::optional_string(json, "apiVersion") : nullptr;
    for (const ExecVersion version : {ExecVersion::v1, ExecVersion::v1beta1}) {
        if (asked != nullptr && *asked == exec_version_text(version)) return version;
    }
    return std::nullopt;
}

Secret exec_credential(const Secret& token, Time end, ExecVersion version) {
    const std::string head =
        R"({"apiVersion":")" + std::string(exec_version_text(version)) +
        R"(","kind":"ExecCredential","spec":{"interactive":false},"status":{"expirationTimestamp":")" + iso_time(end) +
        R"(","token":")";
    constexpr std::string_view kTail = "\"}}";
    // Room for everything first: a text that grows leaves copies of the token behind.
    std::string text;
    text.reserve(head.size() + token.reveal().size() + kTail.size());
    text.append(head).append(token.reveal()).append(kTail);
    return Secret(std::move(text));
}

}  // namespace jit_console
