#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "domain/portal.h"

using namespace jit_console;

namespace {

std::string base64url(std::string_view text) {
    constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string encoded;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
        for (count += 8; count >= 6; count -= 6) encoded += kDigits[bits >> (count - 6) & 0x3F];
    }
    if (count > 0) encoded += kDigits[bits << (6 - count) & 0x3F];
    return encoded;
}

std::string token(std::string_view claims) { return "eyJhbGciOiJub25lIn0." + base64url(claims) + ".signature"; }

std::int64_t expiry(std::string_view claims) {
    const auto time = token_expiry(token(claims));
    return time ? std::int64_t{time->time_since_epoch().count()} : -1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(token_expiry)

BOOST_AUTO_TEST_CASE(a_jwt_tells_its_end) {
    BOOST_TEST(expiry(R"({"exp":1790000000})") == 1790000000);
    BOOST_TEST(expiry(R"({"sub":"b\u00f6b?>","exp":1790000000.9,"x":[{}]})") == 1790000000);
    BOOST_TEST(expiry(R"({"exp":253402300799})") == 253402300799);
}

BOOST_AUTO_TEST_CASE(a_jwt_without_a_usable_end_tells_nothing) {
    for (const char* claims :
         {"", "{}", "[]", "null", "1790000000", R"({"exp":null})", R"({"exp":"1790000000"})", R"({"exp":0})",
          R"({"exp":-5})", R"({"exp":1e300})", R"({"exp":1e999})", R"({"exp":253402300800})",
          R"({"exp":18446744073709551615})", R"({"exp":true})", R"({"exp":1790000000)", "\xFF"}) {
        BOOST_TEST(expiry(claims) == -1, claims);
    }
    BOOST_TEST(expiry(std::string(1 << 20, '[')) == -1);
}

BOOST_AUTO_TEST_CASE(a_token_that_is_no_jwt_tells_nothing) {
    const std::string claims = base64url(R"({"exp":1790000000})");
    for (const std::string& text :
         {std::string(), std::string("opaque"), std::string(".."), std::string("..."), claims, "a." + claims,
          "a." + claims + ".b.c", "a." + claims + "!.b", std::string("a.=.b")}) {
        BOOST_TEST(!jit_console::token_expiry(text).has_value(), text);
    }
    BOOST_TEST(!jit_console::token_expiry(std::string(1 << 20, 'A')).has_value());
    BOOST_TEST(jit_console::token_expiry("a." + claims + "==.b").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
