#include "domain/assumption.h"

#include <fstream>
#include <set>

#include <boost/test/unit_test.hpp>

#include "domain/assumption_judge.h"

using namespace jit_console;

namespace {

/// As ARCHITECTURE.md has it.
std::string assumptions_as_markdown() {
    std::string text = "| id | what is assumed | standing | seen by | where it is otherwise |\n|---|---|---|---|---|\n";
    for (const Assumption& one : assumptions()) {
        for (const std::string_view cell :
             {one.id, one.sentence, standing_word(one.standing), one.check, one.otherwise}) {
            text.append("| ").append(cell).append(" ");
        }
        text.append("|\n");
    }
    return text;
}

CallReport call_of(const std::string& id, std::string_view body, long status = 200) {
    return {.call = id, .status = status, .content = "JSON", .answer = shape_of(*known_call_named(id), body)};
}

Judged judged(const PortalReport& report, std::string_view id) {
    for (Judged& one : judge(report)) {
        if (one.assumption->id == id) return one;
    }
    throw std::logic_error("no such assumption");
}

std::string verdict(const PortalReport& report, std::string_view id) {
    return std::string(verdict_word(judged(report, id).verdict));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(assumption)

BOOST_AUTO_TEST_CASE(architecture_lists_the_table) {
    std::ifstream file(JIT_CONSOLE_SOURCE_DIR "/ARCHITECTURE.md");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const std::string table = assumptions_as_markdown();
    BOOST_TEST(text.find(table) != std::string::npos, "ARCHITECTURE.md, Facts, should have:\n" << table);
}

BOOST_AUTO_TEST_CASE(ids_are_unique_and_each_judge_has_its_assumption) {
    std::set<std::string_view> ids;
    for (const Assumption& one : assumptions()) BOOST_TEST(ids.insert(one.id).second, one.id);
    for (const Judge& one : portal_judges()) BOOST_TEST(ids.contains(one.id), one.id);
    for (const Judge& one : access_judges()) BOOST_TEST(ids.contains(one.id), one.id);
}

BOOST_AUTO_TEST_CASE(without_any_answer_nothing_is_seen) {
    for (const Judged& one : judge({})) {
        BOOST_TEST((one.verdict == Verdict::not_seen), one.assumption->id);
        BOOST_TEST(!one.how.empty(), one.assumption->id);
    }
}

BOOST_AUTO_TEST_CASE(a_shape_holds_no_value) {
    const AnswerShape shape =
        shape_of(*known_call_named("tenants"),
                 R"([{"TenantId":"0b1e0a52-6d5f-4a3e-9a51-1c7b8f2d3e4f","AccountName":"Secret Project","Own":"field"},
                     {"tenantid":"0b1e0a52-6d5f-4a3e-9a51-1c7b8f2d3e50","accountname":"plain-1","PlanID":7}])");
    BOOST_TEST(shape.body == "list");
    BOOST_TEST(shape.count == "2 to 10");
    BOOST_TEST((shape.field("TenantId")->forms == WordSet{"guid"}));
    BOOST_TEST((shape.field("TenantId")->letters == WordSet{"as known", "lower"}));
    BOOST_TEST((shape.field("AccountName")->forms == WordSet{"other", "plain"}));
    BOOST_TEST((shape.field("PlanID")->types == WordSet{"missing", "number"}));
    BOOST_TEST(shape.field("PlanID")->forms.empty());
    BOOST_TEST(shape.field("Own") == nullptr);
}

BOOST_AUTO_TEST_CASE(only_numbers_flags_and_known_words_are_told) {
    const AnswerShape user = shape_of(*known_call_named("user"),
                                      R"({"Username":"bob@example.com","Roles":["Administrator","Owner Of All",3]})");
    BOOST_TEST((user.field("Username")->forms == WordSet{"address"}));
    BOOST_TEST((user.field("Roles")->forms == WordSet{"Administrator", "number", "other"}));
    const AnswerShape features = shape_of(*known_call_named("features"),
                                          R"({"IsOtpNeeded":true,"DefaultAwsPartition":"aws-cn","AwsRegions":"x"})");
    BOOST_TEST((features.field("IsOtpNeeded")->forms == WordSet{"true"}));
    BOOST_TEST((features.field("DefaultAwsPartition")->forms == WordSet{"aws-cn"}));
    const AnswerShape access =
        shape_of(*known_call_named("tenant_jit"), R"({"AccessKeyId":"ASIAKEY","Validity":123456789012})");
    BOOST_TEST((access.field("AccessKeyId")->forms == WordSet{"text"}));
    BOOST_TEST((access.field("Validity")->forms == WordSet{"large"}));
}

BOOST_AUTO_TEST_CASE(whatever_comes_has_a_shape) {
    for (const char* body : {"", "  ", "<html>", "{", "null", "7", "[]", "[1,[2]]", "{\"\":{}}", "\"text\"", "\xFF"}) {
        for (const char* id : {"user", "tenants", "account", "tenant_jit", "resources"}) {
            PortalReport report;
            report.calls.push_back(call_of(id, body));
            BOOST_TEST(judge(report).size() == assumptions().size(), id << " " << body);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_malformed_optional_field_is_told_of_by_its_name) {
    PortalReport report;
    report.calls.push_back(call_of("features", R"({"AwsRegions":"x","IsOtpNeeded":null})"));
    const Judged types = judged(report, "portal.types");
    BOOST_TEST((types.verdict == Verdict::differs));
    BOOST_TEST(types.how == "AwsRegions is a string, not a list");
    BOOST_TEST(verdict(report, "portal.features") == "holds");
}

BOOST_AUTO_TEST_CASE(how_a_sign_in_came_tells_what_can_be_told_of_the_browser) {
    PortalReport report;
    report.handover = "redirect";
    BOOST_TEST(verdict(report, "browser.local_network") == "holds");
    BOOST_TEST(verdict(report, "portal.simple_post") == "not seen");
    report.handover = "post";
    report.preflight = "none";
    BOOST_TEST(verdict(report, "browser.local_network") == "not seen");
    BOOST_TEST(verdict(report, "portal.simple_post") == "holds");
    report.preflight = "asked";
    BOOST_TEST(verdict(report, "portal.simple_post") == "differs");
}

BOOST_AUTO_TEST_CASE(arns_may_stand_in_the_name) {
    PortalReport report;
    report.calls.push_back(call_of("resources", R"([{"Name":"arn:aws:sns:us-west-2:123456789012:alerts"}])"));
    BOOST_TEST(verdict(report, "portal.resources") == "holds");
    report.calls[0] = call_of("resources", R"([{"Name":"alerts"}])");
    BOOST_TEST(verdict(report, "portal.resources") == "differs");
}

BOOST_AUTO_TEST_CASE(a_list_of_tenants_in_parts_is_looked_into_and_told_once) {
    const std::string items =
        R"({"Items":[{"TenantId":"0b1e0a52-6d5f-4a3e-9a51-1c7b8f2d3e4f","AccountName":"a b","PlanID":"p"}])";
    PortalReport report;
    report.calls.push_back(call_of("tenants", items + R"(,"NextPageLink":"http://inner:8080/?$skip=1"})"));
    BOOST_TEST(judged(report, "portal.tenants").how == "the list comes in parts");
    BOOST_TEST(verdict(report, "portal.tenant_names") == "differs");
    BOOST_TEST(verdict(report, "portal.plans") == "holds");
    BOOST_TEST(report.calls[0].answer.form == "linked");
    report.calls[0] = call_of("tenants", items + R"(,"NextPageLink":null,"Count":7})");
    BOOST_TEST(judged(report, "portal.tenants").how == "only a part of the list comes");
    report.calls[0] = call_of("tenants", items + R"(,"Count":1})");
    BOOST_TEST(judged(report, "portal.tenants").how == "the list comes in parts");
    report.calls[0] = call_of("tenants", R"({"Tenants":[]})");
    BOOST_TEST(judged(report, "portal.tenants").how == "it is of type object");
    for (const char* id : {"portal.tenant_names", "portal.plans"}) BOOST_TEST(verdict(report, id) == "not seen", id);
}

BOOST_AUTO_TEST_CASE(calls_are_known_by_their_paths) {
    BOOST_TEST(known_call("https://acme.duplocloud.net/subscriptions/an-id/GetAwsRegionId")->id == "region");
    BOOST_TEST(known_call("https://acme.duplocloud.net/v3/features/tenant/an-id")->id == "tenant_features");
    BOOST_TEST(known_call("https://acme.duplocloud.net/v3/features/system")->id == "features");
    for (const char* url : {"", "x", "https://acme.duplocloud.net", "https://acme.duplocloud.net/v3/features/tenant/",
                            "https://acme.duplocloud.net/admin/GetUserRoleInfo/more"}) {
        BOOST_TEST(known_call(url) == nullptr, url);
    }
}

BOOST_AUTO_TEST_CASE(a_sign_in_url_is_told_by_its_parts) {
    const auto shape = [](const std::string& url) {
        return *console_url_shape(R"({"ConsoleUrl":")" + url + R"("})", "https://acme.duplocloud.net");
    };
    const ConsoleUrlShape usual = shape(
        "https://us-gov-west-1.signin.amazonaws-us-gov.com/"
        "federation?Action=login&Issuer=https%3A%2F%2Facme.duplocloud."
        "net%2Fapp&Destination=https%3A%2F%2Fconsole.amazonaws-us-gov.com%2F&SigninToken=abc");
    BOOST_TEST(usual.accepted);
    BOOST_TEST(usual.host == "regional sign-in");
    BOOST_TEST(usual.partition == "aws-us-gov");
    BOOST_TEST(usual.destination == "console");
    BOOST_TEST(usual.issuer == "portal");
    BOOST_TEST(usual.escapes == "capital");
    const ConsoleUrlShape other =
        shape("http://signin.aws.amazon.com.evil.example/x?Issuer=https%3a%2F%2Felsewhere.example&SigninToken=");
    BOOST_TEST(!other.accepted);
    BOOST_TEST(other.host == "other");
    BOOST_TEST(other.path == "other");
    BOOST_TEST(other.action == "missing");
    BOOST_TEST(other.issuer == "other address");
    BOOST_TEST(other.escapes == "both");
    BOOST_TEST(other.tokens == 0);
    const ConsoleUrlShape letters = shape("HTTPS://SignIn.AWS.Amazon.com/federation?Action=login&SigninToken=abc");
    BOOST_TEST(letters.scheme == "https");
    BOOST_TEST(letters.host == "plain sign-in");
    for (const char* body : {R"({"ConsoleUrl":7})", R"({"ConsoleUrl":""})", "[]", "x"})
        BOOST_TEST(!console_url_shape(body, "https://acme.duplocloud.net").has_value());
}

BOOST_AUTO_TEST_CASE(a_token_is_told_by_its_form) {
    BOOST_TEST(token_shape("eyJhbGciOiJub25lIn0.eyJleHAiOjE3ODk5OTk5OTl9.x") == "JWT with an end");
    BOOST_TEST(token_shape("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.x") == "JWT without an end");
    BOOST_TEST(token_shape("AQAAANCM") == "no JWT");
}

BOOST_AUTO_TEST_SUITE_END()
