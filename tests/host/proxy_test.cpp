#include "domain/proxy.h"

#include <map>

#include <boost/test/unit_test.hpp>

using namespace jit_console;

namespace {

std::string way(const std::string& host, const std::map<std::string, std::string>& variables) {
    return proxy_for(host, [&](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? "" : found->second;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(proxy)

BOOST_AUTO_TEST_CASE(the_first_variable_that_is_set_counts) {
    BOOST_TEST(way("a.example", {}) == "");
    BOOST_TEST(way("a.example", {{"https_proxy", "http://p:1"}, {"ALL_PROXY", "q:2"}}) == "p:1");
    BOOST_TEST(way("a.example", {{"HTTPS_PROXY", "p:1"}}) == "p:1");
    BOOST_TEST(way("a.example", {{"ALL_PROXY", "socks5h://q:2/"}}) == "q:2");
    BOOST_TEST(way("a.example", {{"http_proxy", "http://p:1"}}) == "");
}

BOOST_AUTO_TEST_CASE(a_users_name_and_password_are_left_out) {
    BOOST_TEST(way("a.example", {{"https_proxy", "http://bob:s3cret@p@x:3128/"}}) == "x:3128");
}

BOOST_AUTO_TEST_CASE(exceptions_are_hosts_and_domains) {
    const auto except = [](const std::string& host, const std::string& list) {
        return way(host, {{"https_proxy", "p:1"}, {"no_proxy", list}}).empty();
    };
    BOOST_TEST(except("a.example", "*"));
    BOOST_TEST(except("a.example", "b.example, A.example"));
    BOOST_TEST(except("x.a.example", ".a.example"));
    BOOST_TEST(except("x.a.example:8443", "a.example"));
    BOOST_TEST(!except("xa.example", "a.example"));
    BOOST_TEST(!except("a.example", "x.a.example,"));
    BOOST_TEST(!except("a.example", ""));
}

BOOST_AUTO_TEST_SUITE_END()
