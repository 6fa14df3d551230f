#include "domain/sign_in_url.h"

#include <ostream>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "domain/url.h"
#include "page_at.h"
#include "thrown_error.h"

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

constexpr char kToken[] = "TOKEN-of-the-test";
constexpr char kGoodSignIn[] = "https://signin.aws.amazon.com/federation?Action=login&SigninToken=TOKEN-of-the-test";

struct GoodUrl {
    std::string text;
    const char* partition;
};
std::ostream& operator<<(std::ostream& out, const GoodUrl& c) { return out << c.text; }

const std::vector<GoodUrl> kAccepted{
    {kGoodSignIn, "aws"},
    {"https://us-west-2.signin.aws.amazon.com/federation?SigninToken=T&Action=login", "aws"},
    {"HTTPS://SIGNIN.aws.amazon.com/federation?Action=login&SigninToken=T%2B%2F%3D&Issuer=x&&y", "aws"},
    {"https://signin.amazonaws-us-gov.com/federation?Action=login&SigninToken=T", "aws-us-gov"},
    {"https://cn-north-1.signin.amazonaws.cn/federation?Action=login&SigninToken=T", "aws-cn"},
    {"https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation?Action=login&SigninToken=T", "aws-eusc"},
};

struct BadUrl {
    std::string text;
    const char* why;  // part of the message
};
std::ostream& operator<<(std::ostream& out, const BadUrl& c) { return out << c.text.substr(0, 200); }

const std::string kQuery = "?Action=login&SigninToken=TOKEN-of-the-test";

const std::vector<BadUrl> kRefused{
    {"", "malformed"},
    {"signin.aws.amazon.com/federation" + kQuery, "malformed"},
    {"https://signin.aws.amazon.com\\@evil.example/federation" + kQuery, "malformed"},
    {"https://signin.aws.amazon.com/federation" + kQuery + "\n", "malformed"},
    {"https://signin.aws.amazon.com/federation" + kQuery + "%", "malformed"},
    {std::string(kGoodSignIn) + std::string("\0", 1), "malformed"},
    {std::string(kGoodSignIn) + std::string(40000, 'x'), "malformed"},
    {"http://signin.aws.amazon.com/federation" + kQuery, "https"},
    {"javascript://signin.aws.amazon.com/federation" + kQuery, "https"},
    {"https://evil@signin.aws.amazon.com/federation" + kQuery, "user"},
    {"https://signin.aws.amazon.com@evil.example/federation" + kQuery, "user"},
    {"https://evil.example/federation" + kQuery, "evil.example"},
    {"https://signin.aws.amazon.com.evil.example/federation" + kQuery, "signin.aws.amazon.com.evil.example"},
    {"https://evil.signin.aws.amazon.com/federation" + kQuery, "host"},
    {"https://console.aws.amazon.com/federation" + kQuery, "host"},
    {"https://us-west-2.signin.amazonaws.cn/federation" + kQuery, "host"},
    {"https://signin.aws.amazon.com:443/federation" + kQuery, "port"},
    {"https://signin.aws.amazon.com/federation" + kQuery + "#x", "fragment"},
    {"https://signin.aws.amazon.com/federation" + kQuery + "#", "fragment"},
    {"https://signin.aws.amazon.com" + kQuery, "path"},
    {"https://signin.aws.amazon.com/" + kQuery, "path"},
    {"https://signin.aws.amazon.com/federation/" + kQuery, "path"},
    {"https://signin.aws.amazon.com/Federation" + kQuery, "path"},
    {"https://signin.aws.amazon.com//federation" + kQuery, "path"},
    {"https://signin.aws.amazon.com/oauth/../federation" + kQuery, "path"},
    {"https://signin.aws.amazon.com/oauth" + kQuery, "path"},
    {"https://signin.aws.amazon.com/federation", "Action"},
    {"https://signin.aws.amazon.com/federation?SigninToken=TOKEN-of-the-test", "Action"},
    {"https://signin.aws.amazon.com/federation?Action=logout&SigninToken=TOKEN-of-the-test", "Action"},
    {"https://signin.aws.amazon.com/federation?Action=login&Action=login&SigninToken=TOKEN-of-the-test", "Action"},
    {"https://signin.aws.amazon.com/federation?Action=login&%41ction=logout&SigninToken=TOKEN-of-the-test", "Action"},
    {"https://signin.aws.amazon.com/federation?Action=login&action=logout&SigninToken=TOKEN-of-the-test", "Action"},
    {"https://signin.aws.amazon.com/federation?Action=%6Cogin&SigninToken=TOKEN-of-the-test", "Action"},
    {"https://signin.aws.amazon.com/federation?Action=login", "SigninToken"},
    {"https://signin.aws.amazon.com/federation?Action=login&SigninToken=", "SigninToken"},
    {"https://signin.aws.amazon.com/federation?Action=login&SigninToken", "SigninToken"},
    {"https://signin.aws.amazon.com/federation?Action=login&signintoken=TOKEN-of-the-test", "SigninToken"},
    {"https://signin.aws.amazon.com/federation?Action=login&SigninToken=a&SigninToken=TOKEN-of-the-test",
     "SigninToken"},
    {"https://signin.aws.amazon.com/federation?Action=login&SigninToken=TOKEN-of-the-test;Destination=x",
     "SigninToken"},
};

SignInUrl checked(const std::string& text) { return check_sign_in_url(Secret(std::string(text))); }

const Partition& partition(const char* id) { return *find_partition(id); }

ConsolePage page(const char* to) { return page_at(to, partition("aws"), "us-west-2"); }

JitCredentials jit_credentials(const char* id, const char* key, const char* token) {
    JitCredentials result;
    result.access_key_id = Secret(std::string(id));
    result.secret_access_key = Secret(std::string(key));
    result.session_token = Secret(std::string(token));
    return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_in_url)

BOOST_DATA_TEST_CASE(a_login_url_of_aws_passes_unchanged, data::make(kAccepted), c) {
    const SignInUrl url = checked(c.text);
    BOOST_TEST(url.text.reveal() == c.text);
    BOOST_TEST(url.partition->id == c.partition);
}

BOOST_DATA_TEST_CASE(any_other_url_is_refused_with_the_reason_and_without_the_token, data::make(kRefused), c) {
    try {
        checked(c.text);
        BOOST_ERROR("not refused");
    } catch (const Error& error) {
        const std::string message = error.what();
        BOOST_TEST((error.code() == ErrorCode::console_url));
        BOOST_TEST(message.find(c.why) != std::string::npos, message);
        BOOST_TEST((message + error.hint()).find(kToken) == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(the_destination_is_added_last_and_what_a_login_takes_is_kept_byte_for_byte) {
    const Secret url = with_destination(
        checked("https://us-west-2.signin.aws.amazon.com/federation?Action=login&Issuer=duplo&&x&SigninToken=T%2b=&y="
                "&SessionDuration=3600"),
        page("arn:aws:s3:::b"));
    BOOST_TEST(
        url.reveal() ==
        "https://us-west-2.signin.aws.amazon.com/federation?Action=login&Issuer=duplo&SigninToken=T%2b="
        "&SessionDuration=3600"
        "&Destination=https%3A%2F%2Fus-west-2.console.aws.amazon.com%2Fs3%2Fbuckets%2Fb%3Fregion%3Dus-west-2%26tab%3D"
        "objects");
}

const std::string kDropped[] = {"Issuer=https%3A%2F%2Fevil.example",
                                "Issuer=//evil.example",
                                "Issuer=https%3A%2F%2Facme.test.evil.example%2F",
                                "Issuer=https%3A%2F%2Facme.test%40evil.example",
                                "issuer=duplo",
                                "redirect_uri=https%3A%2F%2Fevil.example",
                                "Destination%00=https%3A%2F%2Fevil.example",
                                "SessionDuration=1;Destination=x",
                                "%49ssuer=duplo"};

BOOST_DATA_TEST_CASE(what_no_login_needs_is_not_passed_on, data::make(kDropped), parameter) {
    const Secret url = with_destination(
        checked("https://signin.aws.amazon.com/federation?Action=login&" + parameter + "&SigninToken=T"), page(""),
        "https://acme.test");
    BOOST_TEST(url.reveal().starts_with(
        "https://signin.aws.amazon.com/federation?Action=login&SigninToken=T&Destination=https%3A%2F%2Fus-west-2"));
    BOOST_TEST(url.reveal().find("evil") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_portals_own_page_may_be_the_issuer) {
    const std::string issuer = "Issuer=https%3A%2F%2Facme.test%2Fapp";
    const SignInUrl url = checked("https://signin.aws.amazon.com/federation?Action=login&" + issuer + "&SigninToken=T");
    BOOST_TEST(with_destination(url, page(""), "https://acme.test").reveal().find(issuer) != std::string::npos);
    BOOST_TEST(with_destination(url, page("")).reveal().find("Issuer") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(destinations_that_were_there_are_removed_however_they_are_written) {
    const Secret url = with_destination(
        checked("https://signin.aws.amazon.com/federation?Destination=https%3A%2F%2Fevil.example&Action=login"
                "&destination=x&%44estination=y&SigninToken=T&Destination"),
        page(""));
    BOOST_TEST(url.reveal() ==
               "https://signin.aws.amazon.com/federation?Action=login&SigninToken=T"
               "&Destination=https%3A%2F%2Fus-west-2.console.aws.amazon.com%2Fconsole%2Fhome%3Fregion%3Dus-west-2");
    BOOST_TEST(check_sign_in_url(url).partition->id == "aws");
}

BOOST_AUTO_TEST_CASE(a_destination_of_another_partition_is_refused) {
    const SignInUrl china = checked("https://signin.amazonaws.cn/federation?Action=login&SigninToken=T");
    BOOST_TEST((thrown_code([&] { with_destination(china, page("")); }) == ErrorCode::destination));
}

BOOST_AUTO_TEST_CASE(a_destination_that_is_not_the_consoles_is_refused) {
    ConsolePage evil = page("");
    evil.url = "https://evil.example/";
    BOOST_TEST((thrown_code([&] { with_destination(checked(kGoodSignIn), evil); }) == ErrorCode::destination));
    BOOST_TEST((thrown_code([&] { make_sign_in_url(evil, "https://acme", Secret(std::string("T"))); }) ==
                ErrorCode::destination));
    BOOST_TEST((thrown_code([&] { make_sign_in_url({}, "https://acme", Secret(std::string("T"))); }) ==
                ErrorCode::destination));
}

BOOST_AUTO_TEST_CASE(the_logout_that_goes_first_leads_to_the_same_url_on_a_regional_host) {
    const std::string query = "?Action=login&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2F&SigninToken=T%2B";
    for (const char* host : {"signin.aws.amazon.com", "eu-west-1.signin.aws.amazon.com"}) {
        const Secret url = with_sign_out_first(Secret("https://" + std::string(host) + "/federation" + query));
        BOOST_TEST(url.reveal() == "https://us-east-1.signin.aws.amazon.com/oauth?Action=logout&redirect_uri=" +
                                       percent_encode("https://us-east-1.signin.aws.amazon.com/federation" + query));
    }
}

BOOST_AUTO_TEST_CASE(the_logout_that_goes_first_stays_in_its_partition) {
    for (const Partition& each : partitions()) {
        const Secret made =
            make_sign_in_url(page_at("", each, each.global_region), "https://acme", Secret(std::string("T")));
        const std::string chain(with_sign_out_first(made).reveal());
        const std::string host = signin_host(each, each.global_region);
        BOOST_TEST(
            chain.starts_with("https://" + host + "/oauth?Action=logout&redirect_uri=https%3A%2F%2F" + host + "%2F"));
    }
}

BOOST_AUTO_TEST_CASE(no_logout_leads_to_anything_but_a_sign_in_url) {
    for (const char* text :
         {"https://evil.example/federation?Action=login&SigninToken=T", "", "https://signin.aws.amazon.com/"}) {
        BOOST_TEST((thrown_code([&] { with_sign_out_first(Secret(std::string(text))); }) == ErrorCode::console_url),
                   text);
    }
}

BOOST_AUTO_TEST_CASE(the_federation_request_carries_the_keys_and_no_duration) {
    const Secret body = federation_request_body(jit_credentials("ASIA1", "s/+=", "t"));
    BOOST_TEST(body.reveal() ==
               "Action=getSigninToken&Session=%7B%22sessionId%22%3A%22ASIA1%22%2C%22sessionKey%22%3A%22s%2F%2B%3D%22%2C"
               "%22sessionToken%22%3A%22t%22%7D");
}

BOOST_AUTO_TEST_CASE(the_federation_request_escapes_what_would_break_its_json) {
    const Secret body = federation_request_body(jit_credentials("a\"b\\", "\n", "\xFF&x=y"));
    const auto [ok, text] =
        percent_decode(body.reveal().substr(std::string_view("Action=getSigninToken&Session=").size()));
    BOOST_TEST(ok);
    BOOST_TEST(text == R"({"sessionId":"a\"b\\","sessionKey":"\n","sessionToken":")"
                       "\xEF\xBF\xBD"
                       R"(&x=y"})");
}

BOOST_AUTO_TEST_CASE(the_token_is_read_from_awss_answer) {
    BOOST_TEST(parse_signin_token(R"({"SigninToken":"abc"})").reveal() == "abc");
    for (const std::string& body :
         {std::string(), std::string("{}"), std::string(R"({"SigninToken":""})"), std::string("null"),
          std::string(R"({"SigninToken":null})"), std::string(R"({"SigninToken":5})"), std::string("<html>"),
          std::string(1 << 20, '[')}) {
        BOOST_TEST((thrown_code([&] { parse_signin_token(body); }) == ErrorCode::aws_answer), body.substr(0, 80));
    }
}

BOOST_AUTO_TEST_CASE(a_sign_in_url_is_made_that_passes_its_own_check) {
    for (const Partition& each : partitions()) {
        const ConsolePage home = page_at("", each, each.global_region);
        const Secret url = make_sign_in_url(home, "https://acme.example/app?x&y", Secret(std::string("T+/=&")));
        BOOST_TEST(url.reveal() ==
                   "https://" + signin_host(each, "") +
                       "/federation?Action=login&Issuer=https%3A%2F%2Facme.example%2Fapp%3Fx%26y&Destination=" +
                       percent_encode(home.url) + "&SigninToken=T%2B%2F%3D%26");
        BOOST_TEST(check_sign_in_url(url).partition == &each);
    }
}

BOOST_AUTO_TEST_SUITE_END()
