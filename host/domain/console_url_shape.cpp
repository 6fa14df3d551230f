#include <algorithm>

#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/portal.h"
#include "domain/portal_report.h"
#include "domain/sign_in_url.h"
#include "domain/url.h"

namespace jit_console {
namespace {

/// A URL cut into pieces: its token is copied nowhere.
struct UrlViews {
    std::string scheme, host;  ///< in lower case
    std::string_view path, query;
};

UrlViews views_of(std::string_view text) {
    UrlViews url;
    if (const std::size_t end = text.find("://"); end != std::string_view::npos) {
        url.scheme = to_lower(text.substr(0, end));
        text.remove_prefix(end + 3);
        url.host = to_lower(text.substr(0, text.find_first_of("/?#")));
        text.remove_prefix(url.host.size());
    }
    text = text.substr(0, text.find('#'));
    url.path = text.substr(0, text.find('?'));
    url.query = text.substr(std::min(url.path.size() + 1, text.size()));
    return url;
}

std::string scheme_word(std::string_view scheme) {
    if (scheme.empty()) return "none";
    return scheme == "https" || scheme == "http" ? std::string(scheme) : "other";
}

void add_host(ConsoleUrlShape& shape, std::string_view host) {
    const Partition* partition = partition_of_signin_host(host);
    shape.host = host.empty() ? "none" : "other";
    if (partition == nullptr) return;
    shape.host = host == partition->signin_domain ? "plain sign-in" : "regional sign-in";
    shape.partition = partition->id;
}

std::string destination_word(std::string_view value) {
    const auto [ok, text] = percent_decode(value);
    return ok && parse_console_host(views_of(text).host).partition != nullptr ? "console" : "other";
}

std::string issuer_word(std::string_view value, std::string_view portal_url) {
    const auto [ok, text] = percent_decode(value);
    if (!ok) return "words";
    if (text.find("://") != std::string::npos)
        return text == portal_url || text.starts_with(std::string(portal_url) + "/") ? "portal" : "other address";
    return is_all(text, [](char c) { return is_digit(c) || is_lower(c) || is_upper(c) || c == '-' || c == '_'; })
               ? "word"
               : "words";
}

std::string escapes_word(std::string_view text) {
    bool capital = false;
    bool small = false;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (text[i] != '%') continue;
        for (const char c : text.substr(i + 1, 2)) {
            capital = capital || is_upper(c);
            small = small || is_lower(c);
        }
    }
    if (capital && small) return "both";
    if (capital) return "capital";
    return small ? "small" : "none";
}

void add_parameters(ConsoleUrlShape& shape, std::string_view query, std::string_view portal_url) {
    while (!query.empty()) {
        const std::string_view text = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(text.size() + 1, query.size()));
        const std::string_view name = text.substr(0, text.find('='));
        const std::string_view value = text.substr(std::min(name.size() + 1, text.size()));
        if (name == "Action") shape.action = value == "login" ? "login" : "other";
        if (name == "SigninToken" && !value.empty()) ++shape.tokens;
        if (name == "Destination") shape.destination = destination_word(value);
        if (name == "Issuer") shape.issuer = issuer_word(value, portal_url);
    }
}

bool is_accepted(std::string_view url) {
    try {
        check_sign_in_url(Secret(std::string(url)));
        return true;
    } catch (const Error&) {
        return false;
    }
}

ConsoleUrlShape shape_of_url(std::string_view text, std::string_view portal_url) {
    const UrlViews url = views_of(text);
    ConsoleUrlShape shape{.scheme = scheme_word(url.scheme),
                          .path = url.path == "/federation" ? "/federation" : "other",
                          .action = "missing",
                          .destination = "missing",
                          .issuer = "missing",
                          .escapes = escapes_word(text),
                          .accepted = is_accepted(text)};
    add_host(shape, url.host);
    add_parameters(shape, url.query, portal_url);
    return shape;
}

}  // namespace

std::optional<ConsoleUrlShape> console_url_shape(std::string_view body, std::string_view portal_url) {
    nlohmann::json json = parse_json(body, kAnswerLimits);
    std::optional<ConsoleUrlShape> shape;
    if (json.is_object()) {
        const std::string* url = JsonAnswer::optional_string(json, "ConsoleUrl");
        if (url != nullptr && !url->empty()) shape = shape_of_url(*url, portal_url);
    }
    wipe(json);
    return shape;
}

std::string token_shape(std::string_view token) {
    if (token_expiry(token)) return "JWT with an end";
    return std::ranges::count(token, '.') == 2 && token.starts_with("eyJ") ? "JWT without an end" : "no JWT";
}

}  // namespace jit_console
