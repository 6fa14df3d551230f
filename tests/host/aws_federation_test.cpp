#include "system/aws/aws_federation.h"

#include <functional>
#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "domain/sign_in_url.h"
#include "fake_http_script.h"
#include "page_at.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

constexpr char kIssuer[] = "https://acme.test/app/tenant";
constexpr char kGoodAnswer[] = R"({"SigninToken":"s1gnin"})";

struct FederationFixture {
    JitCredentials credentials{Secret(), Secret("AKIA"), Secret("k/ey+="), Secret("tok/en"), std::nullopt};
    ConsolePage page = page_at("", *find_partition("aws"), "eu-west-1");
    FakeHttpScript http;

    std::string url() {
        const Secret made = federate(http, credentials, page, kIssuer, {});
        return std::string(made.reveal());
    }
    ErrorCode error() {
        try {
            url();
        } catch (const Error& error) {
            BOOST_TEST(!error.hint().empty());
            BOOST_TEST(std::string(error.what()).find("signin.aws.amazon.com") != std::string::npos);
            BOOST_TEST(std::string(error.what()).find("k/ey") == std::string::npos);
            return error.code();
        }
        throw std::logic_error("nothing was thrown");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(aws_federation, FederationFixture)

BOOST_AUTO_TEST_CASE(posts_the_credentials_so_that_no_url_holds_them) {
    http.answer(200, kGoodAnswer);
    const std::string made = url();
    BOOST_REQUIRE(http.journal.size() == 1U);
    const auto& seen = http.journal[0];
    BOOST_TEST(seen.method == "POST");
    BOOST_TEST(seen.url == "https://signin.aws.amazon.com/federation");
    BOOST_TEST(seen.header("Content-Type") == "application/x-www-form-urlencoded");
    BOOST_TEST(seen.header("Authorization") == "absent");
    BOOST_TEST(seen.body == federation_request_body(credentials).reveal());
    BOOST_TEST(seen.ca_file == "");
    BOOST_TEST(made == make_sign_in_url(page, kIssuer, Secret("s1gnin")).reveal());
}

BOOST_AUTO_TEST_CASE(asks_the_partition_of_the_page) {
    page = page_at("", *find_partition("aws-us-gov"), "us-gov-west-1");
    http.answer(200, kGoodAnswer);
    url();
    BOOST_TEST(http.journal.at(0).url == "https://signin.amazonaws-us-gov.com/federation");
    page = page_at("", *find_partition("aws-eusc"), "");
    http.answer(200, kGoodAnswer);
    BOOST_TEST(url().starts_with("https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation?"));
    BOOST_TEST(http.journal.at(1).url == "https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation");
}

BOOST_AUTO_TEST_CASE(asks_the_documented_way_where_the_form_is_refused) {
    for (const long status : {400, 404, 405}) {
        http.journal.clear();
        http.answer(status, "").answer(200, kGoodAnswer);
        BOOST_TEST(url().ends_with("SigninToken=s1gnin"));
        BOOST_REQUIRE(http.journal.size() == 2U);
        BOOST_TEST(http.journal[1].method == "GET");
        BOOST_TEST(http.journal[1].url == "https://signin.aws.amazon.com/federation?" +
                                              std::string(federation_request_body(credentials).reveal()));
        BOOST_TEST(http.journal[1].body == "");
    }
}

BOOST_AUTO_TEST_CASE(says_that_aws_refused) {
    http.answer(403, "");
    BOOST_TEST((error() == ErrorCode::aws_refused));
    http.answer(500, "");
    BOOST_TEST((error() == ErrorCode::aws_refused));
    BOOST_TEST(http.journal.size() == 2U);
    http.answer(400, "").answer(400, "");
    BOOST_TEST((error() == ErrorCode::aws_refused));
}

BOOST_AUTO_TEST_CASE(says_that_an_answer_cannot_be_understood) {
    http.answer(302, "");
    BOOST_TEST((error() == ErrorCode::aws_answer));
    for (const char* body : {"", "<html>", "null", "{}", "{\"SigninToken\":7}", "{\"SigninToken\":\"\"}"}) {
        http.answer(200, body);
        BOOST_CHECK_EXCEPTION(url(), Error, [](const Error& error) { return error.code() == ErrorCode::aws_answer; });
    }
    http.fail(HttpFailure::Kind::too_large);
    BOOST_TEST((error() == ErrorCode::aws_answer));
    http.fail(HttpFailure::Kind::malformed);
    BOOST_TEST((error() == ErrorCode::aws_answer));
}

BOOST_AUTO_TEST_CASE(says_that_aws_cannot_be_reached) {
    for (const auto kind : {HttpFailure::Kind::unreachable, HttpFailure::Kind::timeout, HttpFailure::Kind::tls,
                            HttpFailure::Kind::ca_file}) {
        http.fail(kind);
        BOOST_TEST((error() == ErrorCode::aws_unreachable));
    }
}

BOOST_AUTO_TEST_SUITE_END()
