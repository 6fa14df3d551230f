#include "domain/url.h"

#include <ostream>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

struct UrlCase {
    std::string text;
    std::string scheme, user_info, host, port, path, query, fragment;
};
std::ostream& operator<<(std::ostream& out, const UrlCase& c) { return out << c.text; }

const std::vector<UrlCase> kGoodUrls{
    {"https://acme.duplocloud.net", "https", "", "acme.duplocloud.net", "", "", "", ""},
    {"HTTPS://Acme.DuploCloud.NET/", "https", "", "acme.duplocloud.net", "", "/", "", ""},
    {"https://h:8443/a/b?c=d&e#f?g#h", "https", "", "h", "8443", "/a/b", "c=d&e", "f?g#h"},
    {"https://u:p@h/", "https", "u:p", "h", "", "/", "", ""},
    {"https://u@v@h/", "https", "u@v", "h", "", "/", "", ""},
    {"https://@h/", "https", "", "h", "", "/", "", ""},
    {"https://h?q", "https", "", "h", "", "", "q", ""},
    {"https://h#/x?y", "https", "", "h", "", "", "", "/x?y"},
    {"https://h/%41%2f//..", "https", "", "h", "", "/%41%2f//..", "", ""},
    {"http://10.0.0.1:1/", "http", "", "10.0.0.1", "1", "/", "", ""},
    {"a+b-c.d://h/it's~(*)!$", "a+b-c.d", "", "h", "", "/it's~(*)!$", "", ""},
};

const std::vector<std::string> kBadUrls{
    "",
    "acme.duplocloud.net",
    "//h/",
    "https:/h",
    "https:h",
    "://h/",
    "1https://h/",
    "https://",
    "https:///path",
    "https://?q",
    "https://h:/",
    "https://h:0/",
    "https://h:65536/",
    "https://h:80a/",
    "https://h:1:2/",
    "https://a..b/",
    "https://.a/",
    "https://a./",
    "https://-a/",
    "https://a-/",
    "https://a_b/",
    "https://a%41/",
    "https://[::1]/",
    "https://1.2.3/",
    "https://1.2.3.256/",
    "https://01.2.3.4/",
    "https://0x7f.0.0.0x1/",
    "https://h/a b",
    " https://h/",
    "https://h/\n",
    "https://h/\t",
    std::string("https://h/\0x", 12),
    "https://h/\x7f",
    "https://h\\@evil/",
    "https://h/\"",
    "https://h/<",
    "https://h/>",
    "https://h/\xC3\xA9",
    "https://h/%",
    "https://h/%4",
    "https://h/%zz",
    "https://h/?%G0",
    "https://h/#%",
    "https://" + std::string(64, 'a') + "/",
    "https://h/" + std::string(32 * 1024, 'a'),
};

}  // namespace

BOOST_AUTO_TEST_SUITE(url)

BOOST_DATA_TEST_CASE(a_good_url_is_taken_apart, data::make(kGoodUrls), c) {
    const auto [ok, url] = parse_url(c.text);
    BOOST_REQUIRE(ok);
    BOOST_TEST(url.scheme == c.scheme);
    BOOST_TEST(url.user_info == c.user_info);
    BOOST_TEST(url.has_user_info == (c.text.find('@') != std::string::npos));
    BOOST_TEST(url.host == c.host);
    BOOST_TEST(url.port == c.port);
    BOOST_TEST(url.path == c.path);
    BOOST_TEST(url.query == c.query);
    BOOST_TEST(url.fragment == c.fragment);
}

BOOST_DATA_TEST_CASE(a_bad_url_is_refused, data::make(kBadUrls), text) { BOOST_TEST(!parse_url(text).ok); }

BOOST_AUTO_TEST_CASE(the_longest_url_is_32_kib) {
    const std::string start = "https://h/";
    BOOST_TEST(parse_url(start + std::string(32 * 1024 - start.size(), 'a')).ok);
}

BOOST_AUTO_TEST_CASE(encoding_leaves_unreserved_characters_alone) {
    BOOST_TEST(percent_encode("AZaz09-._~") == "AZaz09-._~");
    BOOST_TEST(percent_encode("a b/c?d#e%f:g@h&i=j+k'l") == "a%20b%2Fc%3Fd%23e%25f%3Ag%40h%26i%3Dj%2Bk%27l");
    BOOST_TEST(percent_encode(std::string("\0\n\xFF", 3)) == "%00%0A%FF");
    BOOST_TEST(percent_encode("") == "");
}

BOOST_AUTO_TEST_CASE(decoding_gives_back_every_byte_that_was_encoded) {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    const auto [ok, decoded] = percent_decode(percent_encode(all));
    BOOST_TEST(ok);
    BOOST_TEST(decoded == all);
    BOOST_TEST(percent_decode("a+b%2bc").second == "a+b+c");
}

BOOST_AUTO_TEST_CASE(broken_escapes_do_not_decode) {
    for (const char* text : {"%", "a%", "%4", "%4g", "%g4", "ok%20%"}) {
        BOOST_TEST_CONTEXT(text) {
            const auto [ok, decoded] = percent_decode(text);
            BOOST_TEST(!ok);
            BOOST_TEST(decoded == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_query_is_split_in_order_and_as_it_was) {
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    BOOST_TEST(
        (split_query("a=1&b=%41=2&c&=d&&a=") == Pairs{{"a", "1"}, {"b", "%41=2"}, {"c", ""}, {"", "d"}, {"a", ""}}));
    BOOST_TEST(split_query("").empty());
    BOOST_TEST(split_query("&&").empty());
}

BOOST_AUTO_TEST_SUITE_END()
