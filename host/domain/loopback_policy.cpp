#include "domain/loopback_policy.h"

#include <algorithm>
#include <utility>

namespace jit_console {
namespace {

constexpr std::string_view kDefaultPort = "443";

struct Site {
    std::string_view scheme, host, port;
};

/// Of "[SCHEME://]HOST[:PORT][/…]"; what is left out is "".
Site site_of(std::string_view text) {
    Site site;
    if (const std::size_t end = text.find("://"); end != std::string_view::npos) {
        site.scheme = text.substr(0, end);
        text.remove_prefix(end + 3);
    }
    text = text.substr(0, text.find('/'));
    const std::size_t colon = text.rfind(':');
    site.host = text.substr(0, colon);
    if (colon != std::string_view::npos) site.port = text.substr(colon + 1);
    return site;
}

bool means_host(std::string_view entry, std::string_view host) {
    if (entry == "*" || entry == host) return true;
    if (entry.starts_with("[*.]")) {
        entry.remove_prefix(4);
        if (host == entry) return true;
    } else if (entry.starts_with("*.")) {
        entry.remove_prefix(2);
    } else {
        return false;
    }
    return host.size() > entry.size() && host.ends_with(entry) && host[host.size() - entry.size() - 1] == '.';
}

bool has_site(const LoopbackList& list, const std::string& origin) {
    return std::ranges::any_of(list.sites, [&](const std::string& site) { return means_site(site, origin); });
}

Finding loopback_finding(const BrowserLocation& browser, std::string_view code, std::string message) {
    return {
        .code = code, .subject = Subject::browser, .name = std::string(browser.label), .message = std::move(message)};
}

}  // namespace

bool means_site(std::string_view entry, std::string_view origin) {
    const Site wanted = site_of(entry);
    const Site site = site_of(origin);
    const std::string_view port = site.port.empty() ? kDefaultPort : site.port;
    return (wanted.scheme.empty() || wanted.scheme == "*" || wanted.scheme == site.scheme) &&
           (wanted.port.empty() || wanted.port == "*" || wanted.port == port) && means_host(wanted.host, site.host);
}

std::vector<Finding> check_loopback(const BrowserLocation& browser, const LoopbackPolicy& policy,
                                    const std::vector<Portal>& portals) {
    std::vector<Finding> findings;
    for (const Portal& portal : portals) {
        // A redirect is asked about by no browser.
        if (portal.handover == "redirect") continue;
        const auto decides =
            std::ranges::find_if(policy.lists, [&](const LoopbackList& list) { return has_site(list, portal.url); });
        if (decides != policy.lists.end()) {
            if (decides->allows) continue;
            findings.push_back(loopback_finding(browser, "policy_blocks_loopback",
                                                "a policy keeps the portal " + portal.name +
                                                    " from reaching jit-console (" + decides->policy +
                                                    "): " + decides->file));
            findings.back().hint = "ask whoever administers this machine to put " + portal.url +
                                   " into LoopbackNetworkAllowedForUrls, and "
                                   "no pattern that means it into the lists of what is blocked";
        } else if (!policy.asks.empty()) {
            findings.push_back(loopback_finding(browser, "policy_asks_loopback",
                                                "it asks whether the portal " + portal.name +
                                                    " may reach jit-console (LocalNetworkAccess): " + policy.asks));
            findings.back().severity = Severity::note;
            findings.back().hint = "allow it when asked; the policy's SkipDomains can name the portal's host instead";
        }
    }
    return findings;
}

}  // namespace jit_console
