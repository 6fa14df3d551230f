#include "domain/portal_answers.h"

#include <chrono>
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

constexpr char kGuid[] = "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10";

using Parse = void (*)(const std::string& body);
constexpr Parse kParseCredentials = [](const std::string& body) { parse_jit_credentials(body); };

struct WrongType {
    Parse parse;
    std::string body;
    const char* field;
};
std::ostream& operator<<(std::ostream& out, const WrongType& c) { return out << c.body; }

const std::vector<WrongType> kWrongTypes{
    {kParseCredentials, R"({"ConsoleUrl":[]})", "ConsoleUrl"},
    {kParseCredentials, R"({"AccessKeyId":7})", "AccessKeyId"},
    {kParseCredentials, R"({"SessionToken":{"a":1}})", "SessionToken"},
    {kParseCredentials, R"({"SecretAccessKey":"a\nexport PATH=x"})", "SecretAccessKey"},
    {kParseCredentials, R"({"SecretAccessKey":"a'b"})", "SecretAccessKey"},
    {kParseCredentials, R"({"SessionToken":"\u00e9"})", "SessionToken"},
};

struct ValidityCase {
    const char* json;
    long seconds;
};
std::ostream& operator<<(std::ostream& out, const ValidityCase& c) { return out << c.json; }

const std::vector<ValidityCase> kValidities{
    {"{}", 3600},
    {R"({"Validity":null})", 3600},
    {R"({"Validity":900})", 900},
    {R"({"Validity":1800.0})", 1800},
    {R"({"Validity":1800.9})", 1800},
    {R"({"Validity":"1800"})", 1800},
    {R"({"Validity":"-1"})", 3600},
    {R"({"Validity":true})", 3600},
    {R"({"Validity":"an hour"})", 3600},
    {R"({"Validity":""})", 3600},
    {R"({"Validity":1})", 1},
    {R"({"Validity":0})", 3600},
    {R"({"Validity":0.5})", 3600},
    {R"({"Validity":-5})", 3600},
    {R"({"Validity":-1e300})", 3600},
    {R"({"Validity":43200})", 43200},
    {R"({"Validity":43201})", 43200},
    {R"({"Validity":1e300})", 43200},
    {R"({"Validity":18446744073709551615})", 43200},
    {R"({"Validity":123456789012345678901234567890})", 43200},
};

std::vector<Tenant> listed_tenants(std::string_view body) { return parse_tenant_page(body).tenants; }

}  // namespace

BOOST_AUTO_TEST_SUITE(portal_answers)

BOOST_DATA_TEST_CASE(a_wrong_type_is_refused_by_the_fields_name, data::make(kWrongTypes), c) {
    BOOST_TEST(refusal([&] { c.parse(c.body); }).find(c.field) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_user_has_a_name_and_roles) {
    const User user = parse_user(R"({"Username":"bob@example.com","Roles":["User","Administrator"],
                                     "CurrentSessionToken":"x","Other":[{}]})");
    BOOST_TEST(user.name == "bob@example.com");
    BOOST_TEST(user.administrator);
}

BOOST_AUTO_TEST_CASE(a_users_missing_or_null_fields_mean_nothing_special) {
    for (const char* body :
         {"{}", R"({"Username":null,"Roles":null})", R"({"Roles":[]})", R"({"Roles":["administrator",5,null]})"}) {
        const User user = parse_user(body);
        BOOST_TEST(user.name == "");
        BOOST_TEST(!user.administrator);
    }
}

BOOST_AUTO_TEST_CASE(features_are_read) {
    const Features features = parse_features(
        R"({"IsAwsAdminJITEnabled":true,"IsDuploOpsEnabled":true,"IsOtpNeeded":true,"DefaultAwsRegion":"us-west-2",
            "DefaultAwsPartition":"aws-us-gov","AwsRegions":["us-west-2","us-east-1"]})");
    BOOST_TEST(features.admin_jit);
    BOOST_TEST(features.duplo_ops);
    BOOST_TEST(features.otp_needed);
    BOOST_TEST(code_of(features.default_region) == "us-west-2");
    BOOST_TEST(features.partition == find_partition("aws-us-gov"));
    BOOST_TEST((features.regions == std::vector<std::string>{"us-west-2", "us-east-1"}));
}

BOOST_AUTO_TEST_CASE(features_that_are_missing_or_malformed_are_left_out) {
    for (const char* body : {"{}", R"({"IsOtpNeeded":null,"AwsRegions":null})",
                             R"({"DefaultAwsRegion":"","DefaultAwsPartition":"moon",
                                 "AwsRegions":["x",null,5,"us-west-2.evil.example"]})"}) {
        const Features features = parse_features(body);
        BOOST_TEST(!features.admin_jit);
        BOOST_TEST(!features.otp_needed);
        BOOST_TEST(!features.default_region.has_value());
        BOOST_TEST(features.partition == nullptr);
        BOOST_TEST(features.regions.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_malformed_field_costs_only_itself) {
    const User user = parse_user(R"({"Username":"bob@example.com","Roles":"Administrator"})");
    BOOST_TEST(user.name == "bob@example.com");
    BOOST_TEST(!user.administrator);
    BOOST_TEST(parse_user(R"({"Username":5,"Roles":["Administrator"]})").administrator);

    const Features features = parse_features(
        R"({"IsAwsAdminJITEnabled":1,"IsDuploOpsEnabled":true,"AwsRegions":"us-west-2","DefaultAwsRegion":{}})");
    BOOST_TEST(!features.admin_jit);
    BOOST_TEST(features.duplo_ops);
    BOOST_TEST(features.regions.empty());
    BOOST_TEST(!features.default_region.has_value());

    const JitCredentials credentials = parse_jit_credentials(R"({"ConsoleUrl":"https://x","Region":3,"Validity":[]})");
    BOOST_TEST(credentials.console_url.reveal() == "https://x");
    BOOST_TEST(!credentials.region.has_value());
    BOOST_TEST(credentials.validity == std::chrono::seconds(3600));

    const auto tenants = listed_tenants(R"([null,{"TenantId":5,"AccountName":"a"},{"AccountName":["a"]},
        {"TenantId":"7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10","AccountName":"kept","PlanID":7}])");
    BOOST_REQUIRE(tenants.size() == 1u);
    BOOST_TEST((tenants[0] == Tenant{kGuid, "kept", {}}));
}

BOOST_AUTO_TEST_CASE(a_list_of_tenants_without_a_single_one_is_refused) {
    for (const char* body : {"[{}]", "[null]", R"([{"Id":1}])", R"([{"TenantId":5,"AccountName":"a"}])"}) {
        BOOST_TEST(refusal([&] { listed_tenants(body); }).find("TenantId") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_portal_without_aws_says_so) {
    BOOST_TEST(!parse_features(R"({"IsAwsCloudEnabled":false})").aws);
    for (const char* body :
         {"{}", R"({"IsAwsCloudEnabled":true})", R"({"IsAwsCloudEnabled":null})", R"({"IsAwsCloudEnabled":"no"})"}) {
        BOOST_TEST(parse_features(body).aws);
    }
}

BOOST_AUTO_TEST_CASE(the_cloud_of_a_tenant_is_named_unless_it_is_aws) {
    BOOST_TEST(parse_other_cloud(R"({"Cloud":2})").value() == "Azure");
    BOOST_TEST(parse_other_cloud(R"({"Cloud":"3"})").value() == "Google Cloud");
    BOOST_TEST(parse_other_cloud(R"({"Cloud":9})").value() == "another cloud");
    for (const char* body : {"{}", R"({"Cloud":0})", R"({"Cloud":null})", R"({"Cloud":"Aws"})"}) {
        BOOST_TEST(!parse_other_cloud(body).has_value());
    }
}

BOOST_AUTO_TEST_CASE(fields_are_found_in_any_letter_case) {
    const User user = parse_user(R"({"username":"bob@example.com","ROLES":["Administrator"]})");
    BOOST_TEST(user.name == "bob@example.com");
    BOOST_TEST(user.administrator);
    // The exact name comes first.
    BOOST_TEST(parse_user(R"({"USERNAME":"eve","Username":"bob"})").name == "bob");
    BOOST_TEST(parse_jit_credentials(R"({"consoleUrl":"https://x","VALIDITY":900})").validity.count() == 900);
}

BOOST_AUTO_TEST_CASE(tenants_come_sorted_by_name) {
    const auto tenants = listed_tenants(
        R"([{"TenantId":"7C1F0E9A-3D52-4B1E-9A55-0D6F6C1B2A10","AccountName":"invoice","PlanID":"nonprod","InfraOwner":"ops"},
            {"TenantId":"00000000-0000-0000-0000-000000000002","AccountName":"Billing","PlanID":null,"Tags":[]},
            {"TenantId":"00000000-0000-0000-0000-000000000001","AccountName":"billing","PlanID":""}])");
    BOOST_REQUIRE(tenants.size() == 3u);
    BOOST_TEST(tenants[0].id == "00000000-0000-0000-0000-000000000001");
    BOOST_TEST(tenants[1].name == "Billing");
    BOOST_TEST(!tenants[1].plan.has_value());
    BOOST_TEST(!tenants[0].plan.has_value());
    BOOST_TEST((tenants[2] == Tenant{kGuid, "invoice", "nonprod"}));
    BOOST_TEST(listed_tenants("[]").empty());
}

BOOST_AUTO_TEST_CASE(a_part_of_the_tenants_says_where_the_rest_is) {
    const std::string item = std::string(R"({"TenantId":")") + kGuid + R"(","AccountName":"invoice"})";
    const auto part = [&](const std::string& fields) {
        return parse_tenant_page(R"({"Items":[)" + item + "]" + fields + "}");
    };
    const TenantPage page =
        part(R"(,"NextPageLink":"http://inner:8080/admin/GetTenantsForUser?$skip=1&a=b%20c#x","Count":7)");
    BOOST_REQUIRE(page.tenants.size() == 1u);
    BOOST_TEST(page.next.value() == "$skip=1&a=b%20c");
    BOOST_TEST(page.count == 7u);
    BOOST_TEST(!part(R"(,"NextPageLink":null,"Count":-3)").next.has_value());
    BOOST_TEST(part(R"(,"Count":"many")").count == 0u);
    BOOST_TEST(!parse_tenant_page("[" + item + "]").next.has_value());
    for (const char* link : {R"("")", R"("/admin/x")", R"("?")", R"("?a b")", R"("?%zz")", R"("?a\u0000")", "5"}) {
        BOOST_TEST(refusal([&] { part(std::string(R"(,"NextPageLink":)") + link); }).find("NextPageLink") !=
                   std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_tenant_without_id_or_name_is_left_out) {
    const auto tenants = listed_tenants(R"([{}, {"AccountName":"a"}, {"TenantId":"not-a-guid","AccountName":"b"},
        {"TenantId":"7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10"}, {"TenantId":"7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10","AccountName":"\u001b"},
        {"TenantId":"7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10","AccountName":"kept"}])");
    BOOST_REQUIRE(tenants.size() == 1u);
    BOOST_TEST(tenants[0].name == "kept");
    refusal([] { listed_tenants("{}"); });
    refusal([] { listed_tenants("[null]"); });
}

BOOST_AUTO_TEST_CASE(names_come_out_fit_for_a_terminal) {
    const auto tenants =
        listed_tenants(R"([{"TenantId":"7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10","AccountName":"in\u001b[2Jvoice\n"}])");
    BOOST_TEST(tenants.at(0).name == "in[2Jvoice");
    BOOST_TEST(parse_user(R"({"Username":"b\u0007ob"})").name == "bob");
}

BOOST_AUTO_TEST_CASE(credentials_are_read) {
    const JitCredentials credentials = parse_jit_credentials(
        R"({"ConsoleUrl":"https://signin.aws.amazon.com/federation","AccessKeyId":"ASIA1","SecretAccessKey":"s/+=",
            "Region":"us-west-2","SessionToken":"t","Validity":900})");
    BOOST_TEST(credentials.console_url.reveal() == "https://signin.aws.amazon.com/federation");
    BOOST_TEST(credentials.access_key_id.reveal() == "ASIA1");
    BOOST_TEST(credentials.secret_access_key.reveal() == "s/+=");
    BOOST_TEST(credentials.session_token.reveal() == "t");
    BOOST_TEST(code_of(credentials.region) == "us-west-2");
    BOOST_TEST(credentials.validity.count() == 900);
    BOOST_TEST(credentials.has_keys());
}

BOOST_AUTO_TEST_CASE(credentials_that_are_missing_are_empty) {
    for (const char* body : {"{}", R"({"ConsoleUrl":null,"AccessKeyId":null,"Region":null})",
                             R"({"SessionToken":"","Region":""})", R"({"Region":"us-west-2/../evil"})"}) {
        const JitCredentials credentials = parse_jit_credentials(body);
        BOOST_TEST(credentials.console_url.empty());
        BOOST_TEST(!credentials.has_keys());
        BOOST_TEST(!credentials.region.has_value());
    }
    BOOST_TEST(!parse_jit_credentials(R"({"AccessKeyId":"a","SecretAccessKey":"b"})").has_keys());
}

BOOST_DATA_TEST_CASE(validity_is_one_second_to_twelve_hours, data::make(kValidities), c) {
    BOOST_TEST(parse_jit_credentials(c.json).validity.count() == c.seconds);
}

BOOST_AUTO_TEST_CASE(a_json_string_is_unpacked) {
    BOOST_TEST(parse_json_string(R"( "us-west-2" )") == "us-west-2");
    refusal([] { parse_json_string("{}"); });
}

BOOST_AUTO_TEST_CASE(the_text_of_an_error_is_one_short_line) {
    BOOST_TEST(portal_error_text(R"({"Message":"Tenant\n not\u001b found","Other":1})") == "Tenant  not found");
    BOOST_TEST(portal_error_text("Tenant not found\r\n") == "Tenant not found");
    BOOST_TEST(portal_error_text(R"("Tenant not found")") == "Tenant not found");
    BOOST_TEST(portal_error_text(std::string(300, 'x')) == std::string(199, 'x') + "…");
    for (const std::string& body :
         {std::string(), std::string("<html>no</html>"), std::string("{}"), std::string("[1]"), std::string("500"),
          std::string("null"), std::string(R"({"Message":5})"), std::string("a\xFF"), std::string(5000, 'x'),
          std::string(1 << 20, '[')}) {
        BOOST_TEST(portal_error_text(body) == "");
    }
}

BOOST_AUTO_TEST_CASE(a_guid_has_its_form_in_any_case) {
    BOOST_TEST(is_guid(kGuid));
    BOOST_TEST(is_guid("7C1F0E9A-3D52-4B1E-9A55-0D6F6C1B2A10"));
    for (const char* text : {"", "7c1f0e9a3d524b1e9a550d6f6c1b2a10", "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a1",
                             "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a100", "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a1g",
                             "{7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10}", "7c1f0e9ax3d52-4b1e-9a55-0d6f6c1b2a10"}) {
        BOOST_TEST(!is_guid(text), text);
    }
}

BOOST_AUTO_TEST_CASE(a_tenant_is_found_by_guid_or_name_in_any_case) {
    const std::vector<Tenant> tenants{{"00000000-0000-0000-0000-000000000001", "Invoice", {}},
                                      {"00000000-0000-0000-0000-000000000002", "invoice", {}},
                                      {kGuid, "billing", {}}};
    BOOST_TEST(find_tenant(tenants, TenantReference("7C1F0E9A-3d52-4b1e-9a55-0d6f6c1b2a10")) == &tenants[2]);
    BOOST_TEST(find_tenant(tenants, TenantReference("BILLING")) == &tenants[2]);
    BOOST_TEST(find_tenant(tenants, TenantReference("invoice")) == &tenants[1]);
    BOOST_TEST(find_tenant(tenants, TenantReference("INVOICE")) == &tenants[0]);
    for (const char* text : {"", "other", "invoice ", "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a11"}) {
        BOOST_TEST(find_tenant(tenants, TenantReference(text)) == nullptr, text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
