#include "domain/json_answer.h"

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "domain/portal_answers.h"
#include "thrown_error.h"

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

struct Parser {
    const char* name;
    std::function<void(const std::string&)> parse;
};
std::ostream& operator<<(std::ostream& out, const Parser& parser) { return out << parser.name; }

const std::vector<Parser> kParsers{
    {"user", [](const std::string& body) { parse_user(body); }},
    {"features", [](const std::string& body) { parse_features(body); }},
    {"tenants", [](const std::string& body) { parse_tenant_page(body); }},
    {"credentials", [](const std::string& body) { parse_jit_credentials(body); }},
    {"string", [](const std::string& body) { parse_json_string(body); }},
};

struct BadBody {
    const char* name;
    std::string text;
};
std::ostream& operator<<(std::ostream& out, const BadBody& body) { return out << body.name; }

const std::vector<BadBody> kBadBodies{
    {"empty", ""},
    {"space", " \n"},
    {"text", "SECRET not json"},
    {"null", "null"},
    {"number", "17"},
    {"truncated object", R"({"Username":"SECRET)"},
    {"truncated list", R"([{"TenantId":"SECRET")"},
    {"rubbish after it", R"({} SECRET)"},
    {"not UTF-8", "{\"Username\":\"SECRET\xFF\"}"},
    {"overlong UTF-8", "[\"SECRET\xC0\xAF\"]"},
    {"nul", std::string("{\"SECRET\":\0}", 12)},
    {"a number past all bounds", R"({"SECRET":1e999})"},
    {"a megabyte of lists", std::string(1 << 20, '[')},
    {"a megabyte of objects",
     [] {
         std::string text;
         while (text.size() < 1 << 20) text += "{\"a\":";
         return text;
     }()},
    {"65 lists", std::string(65, '[') + std::string(65, ']')},
    {"a field named twice", R"({"Username":"SECRET","Username":"SECRET"})"},
    {"html", "<!doctype html><title>SECRET</title>"},
    {"html after a mark and space", "\xEF\xBB\xBF \r\n<html>SECRET"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(json_answer)

BOOST_DATA_TEST_CASE(a_bad_answer_is_refused_and_not_repeated, data::make(kParsers) * data::make(kBadBodies), parser,
                     body) {
    const std::string text = refusal([&] { parser.parse(body.text); });
    BOOST_TEST(text.find("SECRET") == std::string::npos);
}

// By one of them only: it takes a second of computing.
BOOST_AUTO_TEST_CASE(more_than_a_million_values_are_refused) {
    std::string text = "[\"SECRET\"";
    for (int i = 0; i < 1'000'000; ++i) text += ",1";
    const std::string said = refusal([&] { parse_tenant_page(text + "]"); });
    BOOST_TEST(said.find("SECRET") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_web_page_has_a_sentence_of_its_own) {
    const std::string text = refusal([] { parse_user(" <html>"); });
    BOOST_TEST(text.find("web page") != std::string::npos);
    BOOST_TEST(text.find("VPN") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(nesting_of_65_is_refused_even_where_the_field_is_not_used) {
    refusal([] { parse_user(R"({"x":)" + std::string(64, '[') + std::string(64, ']') + "}"); });
}

BOOST_AUTO_TEST_CASE(nesting_of_64_is_still_read_and_brackets_in_texts_do_not_count) {
    const std::string deep = R"({"Username":"[[[{{{\"[)" + std::string(100, '[') + R"(","x":)" + std::string(63, '[') +
                             std::string(63, ']') + "}";
    BOOST_TEST(parse_user(deep).name == "[[[{{{\"[" + std::string(100, '['));
}

BOOST_AUTO_TEST_CASE(each_limit_has_words_of_its_own_and_is_met_before_anything_is_made) {
    const auto fault = [](std::string_view text) { return find_json_fault(text, {3, 5, true}); };
    BOOST_TEST((fault(R"({"a":{"a":1},"b":[{"a":1}]})") == JsonFault::too_many_values));
    BOOST_TEST((fault(R"({"a":{"a":1},"b":[2]})") == JsonFault::none));
    BOOST_TEST((fault("[[[1]]]") == JsonFault::none));
    BOOST_TEST((fault("[[[[1]]]]") == JsonFault::too_deep));
    BOOST_TEST((fault(R"({"a":1,"\u0061":2})") == JsonFault::named_twice));
    BOOST_TEST((find_json_fault(R"({"a":1,"a":2})", {}) == JsonFault::none));
    BOOST_TEST((fault("[1") == JsonFault::malformed));
    BOOST_TEST((fault("[1] 2") == JsonFault::malformed));
    BOOST_TEST(refusal([] { parse_user(R"({"a":1,"a":2})"); }).find("has a field twice") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(wiping_reaches_every_text_of_an_answer) {
    nlohmann::json json = parse_json(R"({"a":"SECRET","b":["SECRET",{"c":"SECRET"}],"d":5})");
    BOOST_REQUIRE(!json.is_discarded());
    wipe(json);
    BOOST_TEST(json.dump() == R"({"a":"","b":["",{"c":""}],"d":5})");
}

BOOST_AUTO_TEST_SUITE_END()
