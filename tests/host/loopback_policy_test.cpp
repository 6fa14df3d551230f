#include "domain/loopback_policy.h"

#include <ostream>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "domain/browser_policy.h"

using namespace jit_console;

namespace {

struct SiteRow {
    const char* entry;
    const char* origin;
    bool meant;
    friend std::ostream& operator<<(std::ostream& out, const SiteRow& row) {
        return out << row.entry << " and " << row.origin;
    }
};

const SiteRow kSiteRows[] = {
    {"*", "https://acme.duplocloud.net", true},
    {"https://*", "https://acme.duplocloud.net", true},
    {"http://*", "https://acme.duplocloud.net", false},
    {"acme.duplocloud.net", "https://acme.duplocloud.net", true},
    {"https://acme.duplocloud.net", "https://acme.duplocloud.net", true},
    {"https://acme.duplocloud.net/", "https://acme.duplocloud.net", true},
    {"https://acme.duplocloud.net:443", "https://acme.duplocloud.net", true},
    {"https://acme.duplocloud.net:8443", "https://acme.duplocloud.net", false},
    {"https://acme.duplocloud.net:8443", "https://acme.duplocloud.net:8443", true},
    {"acme.duplocloud.net:*", "https://acme.duplocloud.net:8443", true},
    {"[*.]duplocloud.net", "https://acme.duplocloud.net", true},
    {"[*.]duplocloud.net", "https://duplocloud.net", true},
    {"[*.]duplocloud.net", "https://evilduplocloud.net", false},
    {"*.duplocloud.net", "https://acme.duplocloud.net", true},
    {"*.duplocloud.net", "https://duplocloud.net", false},
    {"duplocloud.net", "https://acme.duplocloud.net", false},
    {"", "https://acme.duplocloud.net", false},
};

Portal portal_by(const char* handover) {
    return {"acme", "https://acme.duplocloud.net", "https://acme.duplocloud.net", "", handover, false};
}

std::string loopback_codes(BrowserFamily family, const std::string& text, const char* handover = "post") {
    const auto& browser =
        *find_browser_location(Platform::gnu_linux, family == BrowserFamily::chromium ? "chrome" : "firefox");
    std::string codes;
    const LoopbackPolicy policy = read_policy(family, {{"/etc/policies/p", text}}).loopback;
    for (const Finding& finding : check_loopback(browser, policy, {portal_by(handover)})) {
        codes += std::string(finding.code) + (finding.severity == Severity::note ? " (a note)" : "");
        BOOST_TEST(finding.message.find("/etc/policies/p") != std::string::npos);
    }
    return codes;
}

struct LoopbackRow {
    BrowserFamily family;
    const char* text;
    const char* codes;
    friend std::ostream& operator<<(std::ostream& out, const LoopbackRow& row) { return out << row.text; }
};

constexpr BrowserFamily kChromiumFamily = BrowserFamily::chromium;
constexpr BrowserFamily kFirefoxFamily = BrowserFamily::firefox;

const LoopbackRow kLoopbackRows[] = {
    {kChromiumFamily, R"({})", ""},
    {kChromiumFamily, R"({"LoopbackNetworkBlockedForUrls": ["*"]})", "policy_blocks_loopback"},
    {kChromiumFamily, R"({"LoopbackNetworkBlockedForUrls": ["other.example"]})", ""},
    {kChromiumFamily, R"({"LocalNetworkAccessBlockedForUrls": ["[*.]duplocloud.net"]})", "policy_blocks_loopback"},
    {kChromiumFamily, R"({"LocalNetworkAccessBlockedForUrls": ["*"],
                          "LoopbackNetworkAllowedForUrls": ["https://acme.duplocloud.net"]})",
     ""},
    {kChromiumFamily, R"({"LocalNetworkAccessAllowedForUrls": ["*"],
                          "LoopbackNetworkBlockedForUrls": ["https://acme.duplocloud.net"]})",
     "policy_blocks_loopback"},
    {kChromiumFamily, R"({"LoopbackNetworkBlockedForUrls": "*"})", ""},
    {kFirefoxFamily, R"({"policies": {"LocalNetworkAccess": {"Enabled": true}}})", "policy_asks_loopback (a note)"},
    {kFirefoxFamily, R"({"policies": {"LocalNetworkAccess": {"Enabled": true, "EnablePrompting": false}}})", ""},
    {kFirefoxFamily,
     R"({"policies": {"LocalNetworkAccess": {"Enabled": true, "SkipDomains": ["acme.duplocloud.net"]}}})", ""},
    {kFirefoxFamily, R"({"policies": {"LocalNetworkAccess": {"SkipDomains": ["*.duplocloud.net"]}}})", ""},
    {kFirefoxFamily, R"({"policies": {"LocalNetworkAccess": []}})", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(loopback_policy)

BOOST_DATA_TEST_CASE(entries_mean_the_sites_that_browsers_take_them_for, boost::unit_test::data::make(kSiteRows), row) {
    BOOST_TEST(means_site(row.entry, row.origin) == row.meant);
}

BOOST_DATA_TEST_CASE(a_portal_that_a_policy_keeps_from_the_host_is_found, boost::unit_test::data::make(kLoopbackRows),
                     row) {
    BOOST_TEST(loopback_codes(row.family, row.text) == row.codes);
}

BOOST_AUTO_TEST_CASE(a_portal_that_hands_over_by_redirect_is_kept_from_nothing) {
    const std::string all = R"({"LoopbackNetworkBlockedForUrls": ["*"]})";
    BOOST_TEST(loopback_codes(kChromiumFamily, all, "redirect") == "");
    BOOST_TEST(loopback_codes(kChromiumFamily, all, "") == "policy_blocks_loopback");
}

BOOST_AUTO_TEST_SUITE_END()
