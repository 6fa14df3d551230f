#include "domain/duploctl_config.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;

BOOST_AUTO_TEST_SUITE(duploctl_config)

BOOST_AUTO_TEST_CASE(contexts_are_read_as_duploctl_writes_them) {
    const auto contexts = parse_duploctl_config(R"(---
current-context: dev   # a comment
contexts:
- name: dev
  host: https://acme.duplocloud.net/
  token: "a-token"
  tenant: dev01
- {name: ops, host: 'acme.duplocloud.net', interactive: true, admin: true, unknown: [1, {a: b}]}
- name: 42
  admin: "no"
)");
    BOOST_REQUIRE_EQUAL(contexts.size(), 3U);
    BOOST_TEST(contexts[0].name == "dev");
    BOOST_TEST(contexts[0].host == "https://acme.duplocloud.net/");
    BOOST_TEST(contexts[0].token.reveal() == "a-token");
    BOOST_TEST(contexts[0].tenant == "dev01");
    BOOST_TEST(contexts[0].current);
    BOOST_TEST(!contexts[0].admin);
    BOOST_TEST(contexts[1].admin);
    BOOST_TEST(contexts[1].token.empty());
    BOOST_TEST(!contexts[1].current);
    BOOST_TEST(contexts[2].name == "42");
    BOOST_TEST(contexts[2].host == "");
    BOOST_TEST(!contexts[2].admin);
}

const std::vector<std::string> kBad{
    "",
    "just text with secret-token",
    "- a\n- b\n",
    "contexts: secret-token\n",
    "contexts:\n- secret-token\n",
    "contexts:\n- host: secret-token\n",
    "contexts: [\n",
    "a: 'secret-token\n",
    "contexts: &a [secret-token]\nmore: *a\n",
    "contexts: *secret-token\n",
    "contexts: " + std::string(100, '[') + std::string(100, ']'),
    std::string(100'000, '{'),
    std::string("contexts:\n\0- name: secret-token", 32),
};
BOOST_DATA_TEST_CASE(what_is_no_such_file_is_refused_without_being_quoted, boost::unit_test::data::make(kBad)) {
    BOOST_CHECK_EXCEPTION(parse_duploctl_config(sample), Error, [](const Error& error) {
        return error.code() == ErrorCode::duploctl &&
               std::string(error.what()).find("secret-token") == std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()
