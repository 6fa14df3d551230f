#include "domain/portal.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/readable_text.h"
#include "domain/url.h"

namespace jit_console {
namespace {

constexpr std::string_view kHttps = "https://";
constexpr std::string_view kHttp = "http://";
constexpr std::string_view kOwnName = "jit-console";

struct Origin {
    std::string text;             // "" where there is a fault
    const char* fault = nullptr;  // what is wrong
};

std::string_view without_port(std::string_view host) { return host.substr(0, host.find(':')); }

Origin origin_of_authority(std::string_view scheme, std::string_view authority, std::string_view default_port) {
    if (authority.empty()) return {"", "it has no host name"};
    const auto [ok, url] = parse_url(std::string(scheme).append(authority));
    if (!ok) return {"", "its host name or port is malformed"};
    if (url.has_user_info) return {"", "it must not contain a user name or password"};
    // Without leading zeros, so that one portal has one address.
    const std::string port = url.port.substr(std::min(url.port.find_first_not_of('0'), url.port.size()));
    std::string text = std::string(scheme).append(url.host);
    if (!port.empty() && port != default_port) text.append(":").append(port);
    return {std::move(text)};
}

Origin origin_of(std::string_view text) {
    text = trim(text);
    const std::size_t scheme_end = text.find("://");
    if (scheme_end < text.find_first_of("/?#")) {
        if (!equal_in_any_case(text.substr(0, scheme_end), "https")) return {"", "it must begin with https://"};
        text.remove_prefix(scheme_end + 3);
    }
    return origin_of_authority(kHttps, text.substr(0, text.find_first_of("/?#")), "443");
}

/// "" unless `text` is an http address on localhost.
std::string localhost_origin_of(std::string_view text) {
    text = trim(text);
    if (!equal_in_any_case(text.substr(0, kHttp.size()), kHttp)) return "";
    text.remove_prefix(kHttp.size());
    std::string origin = origin_of_authority(kHttp, text.substr(0, text.find_first_of("/?#")), "80").text;
    return without_port(portal_host(origin)) == "localhost" ? origin : "";
}

std::string names_of(const std::vector<Portal>& portals) {
    constexpr std::size_t kMost = 10;
    std::string names;
    for (std::size_t i = 0; i < portals.size() && i < kMost; ++i) names += (i == 0 ? "" : ", ") + portals[i].name;
    return portals.size() > kMost ? names + ", …" : names;
}

template <typename Predicate>
const Portal* find_one(const std::vector<Portal>& portals, Predicate is_wanted) {
    const auto found = std::find_if(portals.begin(), portals.end(), is_wanted);
    if (found == portals.end()) return nullptr;
    if (std::any_of(found + 1, portals.end(), is_wanted)) {
        throw Error(ErrorCode::portal_ambiguous, "several portals have that name", "use one of: " + names_of(portals));
    }
    return &*found;
}

const Portal* find_by_text(const std::vector<Portal>& portals, std::string_view text) {
    const std::string name = to_lower(text);
    if (const Portal* portal = find_one(portals, [&](const Portal& p) { return p.name == name; })) return portal;
    const std::string local = localhost_origin_of(text);
    const std::string origin = local.empty() ? origin_of(text).text : local;
    if (origin.empty()) return nullptr;
    if (const Portal* portal = find_one(portals, [&](const Portal& p) { return p.url == origin; })) return portal;
    // A bare host name finds its portal whatever the port.
    return find_one(portals, [&](const Portal& p) { return without_port(portal_host(p.url)) == portal_host(origin); });
}

std::string verify_token_url(const Portal& portal, std::uint16_t port, bool admin) {
    std::string url = portal.url + "/app/user/verify-token?localAppName=";
    url.append(kOwnName).append("&localPort=").append(std::to_string(port));
    return url.append(admin ? "&isAdmin=true" : "&isAdmin=false");
}

}  // namespace

std::string portal_origin(std::string_view text) {
    Origin origin = origin_of(text);
    if (origin.fault != nullptr) {
        throw Error(ErrorCode::portal_url, std::string("not a portal's address: ") + origin.fault,
                    "use its host name or address, e.g. acme.duplocloud.net");
    }
    return std::move(origin.text);
}

std::string localhost_origin(std::string_view text) {
    std::string origin = localhost_origin_of(text);
    if (!origin.empty()) return origin;
    throw Error(ErrorCode::portal_url, "not the address of a portal on this machine",
                "use http://localhost:PORT; every other portal needs https");
}

std::string_view portal_host(std::string_view origin) {
    if (origin.starts_with(kHttp)) return origin.substr(kHttp.size());
    return origin.starts_with(kHttps) ? origin.substr(kHttps.size()) : origin;
}

std::string portal_default_name(std::string_view origin) {
    constexpr std::array<std::string_view, 3> kSayNothing{"portal", "duplo", "www"};
    const std::string_view host = without_port(portal_host(origin));
    if (is_all(host, [](char c) { return is_digit(c) || c == '.'; })) {
        std::string name(host);
        std::replace(name.begin(), name.end(), '.', '-');
        return name;
    }
    const std::string_view first = host.substr(0, host.find('.'));
    const bool says_nothing = std::find(kSayNothing.begin(), kSayNothing.end(), first) != kSayNothing.end();
    if (!says_nothing || first.size() == host.size()) return std::string(first);
    const std::string_view rest = host.substr(first.size() + 1);
    return std::string(rest.substr(0, rest.find('.')));
}

std::string new_portal_name(std::string_view origin, const std::vector<Portal>& portals) {
    std::string name = portal_default_name(origin);
    const bool is_taken = std::ranges::any_of(portals, [&](const Portal& portal) { return portal.name == name; });
    return is_taken ? portal_host_name(origin) : name;
}

std::string portal_host_name(std::string_view origin) {
    std::string name(portal_host(origin));
    std::replace(name.begin(), name.end(), ':', '-');
    return name;
}

std::string sign_in_hint(const Portal& portal) { return "sign in with: jit-console sign-in " + portal.name; }

bool is_portal_name(std::string_view name) {
    constexpr std::size_t kLongestName = 64;
    const auto is_letter_or_digit = [](char c) { return is_lower(c) || is_digit(c); };
    return name.size() <= kLongestName &&
           is_all(name, [&](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; }) &&
           is_letter_or_digit(name.front());
}

void check_portal_name(std::string_view name) {
    if (is_portal_name(name)) return;
    throw Error(
        ErrorCode::portal_url, quoted(name) + " is not a valid portal name",
        "use up to 64 lower-case letters, digits, dots, dashes and underscores, beginning with a letter or digit");
}

const Portal& find_portal(const std::vector<Portal>& portals, std::string_view text) {
    if (portals.empty()) {
        throw Error(ErrorCode::no_portal, "no portal is configured", "add one: jit-console portal add URL");
    }
    text = trim(text);
    if (text.empty()) {
        if (portals.size() == 1) return portals.front();
        throw Error(ErrorCode::portal_ambiguous, "several portals are configured; none was named",
                    "use one of: " + names_of(portals));
    }
    if (const Portal* portal = find_by_text(portals, text)) return *portal;
    throw Error(ErrorCode::unknown_portal, "no such portal: " + quoted(text), "configured: " + names_of(portals));
}

std::string grant_page_url(const Portal& portal, std::uint16_t port, bool admin) {
    return verify_token_url(portal, port, admin) + "&redirect=true";
}

std::string grant_success_url(const Portal& portal, std::uint16_t port, bool admin) {
    return verify_token_url(portal, port, admin) + "&success=true";
}

std::string portal_tenant_url(const Portal& portal, std::string_view tenant_id) {
    return portal.url + "/app/devops/" + percent_encode(tenant_id);
}

}  // namespace jit_console
