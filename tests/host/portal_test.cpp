#include "domain/portal.h"

#include <ostream>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "thrown_error.h"

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

struct TextCase {
    std::string text;
    std::string expected;
};
std::ostream& operator<<(std::ostream& out, const TextCase& c) { return out << c.text; }

const std::vector<TextCase> kOrigins{
    {"acme.duplocloud.net", "https://acme.duplocloud.net"},
    {"  https://acme.duplocloud.net/  ", "https://acme.duplocloud.net"},
    {"HTTPS://ACME.DuploCloud.Net", "https://acme.duplocloud.net"},
    {"https://acme.duplocloud.net/app/devops/7c1f/x?y=z#a@b", "https://acme.duplocloud.net"},
    {"acme.duplocloud.net/app?x=https://evil.example/", "https://acme.duplocloud.net"},
    {"acme.duplocloud.net?x", "https://acme.duplocloud.net"},
    {"acme.duplocloud.net#x", "https://acme.duplocloud.net"},
    {"acme.duplocloud.net:443", "https://acme.duplocloud.net"},
    {"acme.duplocloud.net:0443", "https://acme.duplocloud.net"},
    {"acme.duplocloud.net:8443/x", "https://acme.duplocloud.net:8443"},
    {"https://acme.duplocloud.net:08443", "https://acme.duplocloud.net:8443"},
    {"localhost:8443", "https://localhost:8443"},
    {"10.0.0.7", "https://10.0.0.7"},
    {"xn--bcher-kva.example", "https://xn--bcher-kva.example"},
};

const std::vector<std::string> kNoOrigins{
    "",
    "   ",
    "https://",
    "https:///x",
    "http://acme.duplocloud.net",
    "HTTP://acme",
    "ftp://acme",
    "javascript:alert(1)",
    "javascript://acme/%0a",
    "file:///etc/passwd",
    "://acme",
    "//acme",
    "/acme",
    "https:acme",
    "user@acme",
    "https://user:password@acme/",
    "https://@acme",
    "acme:",
    "acme:0",
    "acme:65536",
    "acme:x",
    "acme:1:2",
    "ac me",
    "acme..net",
    ".acme",
    "acme.",
    "-acme",
    "acme_1",
    "acme\\evil.example",
    "https://acme\\@evil.example",
    "ac\nme",
    std::string("acme\0.net", 9),
    "b\xC3\xBC"
    "cher.example",
    "%61cme",
    "[::1]",
    "1.2.3",
    "256.1.1.1",
    "127.1",
    std::string(64, 'a'),
    std::string(100000, 'a'),
};

const std::vector<TextCase> kNames{
    {"https://acme.duplocloud.net", "acme"},
    {"https://portal.acme.example", "acme"},
    {"https://duplo.acme.example:8443", "acme"},
    {"https://www.acme.example", "acme"},
    {"https://duplo", "duplo"},
    {"https://localhost:8443", "localhost"},
    {"https://10.0.0.7:8443", "10-0-0-7"},
    {"https://portals.acme.example", "portals"},
};

Portal portal(const std::string& name, const std::string& url) { return {name, url, url, "", ""}; }

const std::vector<Portal> kPortals{
    portal("acme", "https://acme.duplocloud.net"), portal("test", "https://portal.test.example:8443"),
    portal("one", "https://two-ports.example:1"), portal("two", "https://two-ports.example:2")};

const std::vector<TextCase> kFound{
    {"acme", "acme"},
    {" ACME ", "acme"},
    {"acme.duplocloud.net", "acme"},
    {"ACME.duplocloud.net:443", "acme"},
    {"https://acme.duplocloud.net/app/x", "acme"},
    {"portal.test.example:8443", "test"},
    {"portal.test.example", "test"},
    {"https://two-ports.example:2/", "two"},
};

const std::vector<std::string> kUnknown{"other",
                                        "portal.test.example:1",
                                        "http://acme.duplocloud.net",
                                        "https://acme.duplocloud.net:8443",
                                        "acme.duplocloud.net.evil.example",
                                        "\x01"};

}  // namespace

BOOST_AUTO_TEST_SUITE(portal)

BOOST_DATA_TEST_CASE(an_origin_is_made_of_whatever_people_paste, data::make(kOrigins), c) {
    BOOST_TEST(portal_origin(c.text) == c.expected);
    BOOST_TEST(portal_origin(c.expected) == c.expected);
}

BOOST_DATA_TEST_CASE(what_is_no_https_address_is_refused, data::make(kNoOrigins), text) {
    BOOST_TEST((thrown_code([&] { portal_origin(text); }) == ErrorCode::portal_url));
}

BOOST_AUTO_TEST_CASE(a_refused_address_is_not_repeated_since_it_may_hold_a_password) {
    try {
        portal_origin("https://bob:hunter2@acme.example/");
        BOOST_ERROR("not refused");
    } catch (const Error& error) {
        BOOST_TEST((std::string(error.what()) + error.hint()).find("hunter2") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(the_host_of_an_origin_keeps_its_port) {
    BOOST_TEST(portal_host("https://acme.duplocloud.net") == "acme.duplocloud.net");
    BOOST_TEST(portal_host("https://acme.example:8443") == "acme.example:8443");
}

BOOST_DATA_TEST_CASE(a_portal_is_named_after_the_label_that_tells_most, data::make(kNames), c) {
    BOOST_TEST(portal_default_name(c.text) == c.expected);
    BOOST_CHECK_NO_THROW(check_portal_name(portal_default_name(c.text)));
}

BOOST_AUTO_TEST_CASE(names_are_short_and_plain) {
    for (const std::string& name :
         {std::string("a"), std::string("acme-2.x_y"), std::string("0"), std::string(64, 'a')}) {
        BOOST_CHECK_NO_THROW(check_portal_name(name));
    }
    for (const std::string& name : {std::string(), std::string("Acme"), std::string("-a"), std::string(".a"),
                                    std::string("_a"), std::string("a b"), std::string("a/b"), std::string("../a"),
                                    std::string("a\n"), std::string("\xC3\xA9"), std::string(65, 'a')}) {
        BOOST_TEST((thrown_code([&] { check_portal_name(name); }) == ErrorCode::portal_url), name);
    }
}

BOOST_DATA_TEST_CASE(a_portal_is_found_by_name_host_or_url, data::make(kFound), c) {
    BOOST_TEST(find_portal(kPortals, c.text).name == c.expected);
}

BOOST_DATA_TEST_CASE(another_portal_is_unknown, data::make(kUnknown), text) {
    BOOST_TEST((thrown_code([&] { find_portal(kPortals, text); }) == ErrorCode::unknown_portal));
}

BOOST_AUTO_TEST_CASE(a_portal_on_this_machine_drops_only_the_port_of_http) {
    BOOST_TEST(localhost_origin("http://localhost:80/") == "http://localhost");
    BOOST_TEST(localhost_origin("http://localhost:443/") == "http://localhost:443");
    BOOST_TEST((thrown_code([] { localhost_origin("http://https://localhost"); }) == ErrorCode::portal_url));
}

BOOST_AUTO_TEST_CASE(the_hint_names_the_configured_portals) {
    try {
        find_portal(kPortals, "other");
        BOOST_ERROR("found");
    } catch (const Error& error) {
        BOOST_TEST(error.hint() == "configured: acme, test, one, two");
    }
}

BOOST_AUTO_TEST_CASE(a_single_portal_may_be_left_out) {
    const std::vector<Portal> one{kPortals.front()};
    BOOST_TEST(find_portal(one, "").name == "acme");
    BOOST_TEST((thrown_code([&] { find_portal(kPortals, ""); }) == ErrorCode::portal_ambiguous));
    BOOST_TEST((thrown_code([&] { find_portal(kPortals, "two-ports.example"); }) == ErrorCode::portal_ambiguous));
    BOOST_TEST((thrown_code([&] { find_portal({}, ""); }) == ErrorCode::no_portal));
    BOOST_TEST((thrown_code([&] { find_portal({}, "acme"); }) == ErrorCode::no_portal));
}

BOOST_AUTO_TEST_CASE(the_grant_page_is_asked_for_the_redirect_way) {
    BOOST_TEST(grant_page_url(kPortals[0], 4711, false) ==
               "https://acme.duplocloud.net/app/user/verify-token?localAppName=jit-console&localPort=4711&isAdmin=false"
               "&redirect=true");
    BOOST_TEST(grant_page_url(kPortals[0], 1, true).find("&isAdmin=true&") != std::string::npos);
    BOOST_TEST(
        grant_success_url(kPortals[1], 65535, true) ==
        "https://portal.test.example:8443/app/user/verify-token?localAppName=jit-console&localPort=65535&isAdmin=true"
        "&success=true");
}

BOOST_AUTO_TEST_CASE(a_tenants_page_has_its_id_in_the_path) {
    BOOST_TEST(portal_tenant_url(kPortals[0], "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10") ==
               "https://acme.duplocloud.net/app/devops/7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10");
    BOOST_TEST(portal_tenant_url(kPortals[0], "../x?y") == "https://acme.duplocloud.net/app/devops/..%2Fx%3Fy");
}

BOOST_AUTO_TEST_SUITE_END()
