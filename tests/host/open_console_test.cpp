#include "commands/console/open_console.h"

#include <algorithm>
#include <atomic>
#include <semaphore>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "fake_context.h"

using namespace jit_console;
using fake::FakeContext;
using fake::FakeHttpClient;

namespace {

const std::string kTenantJit = std::string("/subscriptions/") + kTenantId + "/GetAwsConsoleTokenUrl";

std::string jit(const std::string& console_url, const std::string& region = "us-west-2", bool keys = true) {
    std::string body = R"({"ConsoleUrl":")" + console_url + R"(","Region":")" + region + R"(","Validity":1800)";
    if (keys) body += R"(,"AccessKeyId":"ASIAX","SecretAccessKey":"secret-key","SessionToken":"session-token")";
    return body + "}";
}

const std::string kConsoleUrl =
    "https://signin.aws.amazon.com/"
    "federation?Action=login&Issuer=x&Destination=https%3A%2F%2Fold.example&SigninToken=T";

/// A console in the words it is asked for by.
struct Wanted {
    std::string portal;
    Role role;
    std::string tenant;
    std::string region;
    std::string to;
    bool sign_out_first = false;
    OpenConsole params() const {
        return {portal, jit_target(role, tenant, region), parse_console_place(to), sign_out_first};
    }
};

struct OpenConsoleFixture : FakeContext {
    OpenConsoleFixture() {
        configure("acme");
        http.answers[kTenantsPath].body =
            std::string(R"([{"TenantId":")") + kTenantId + R"(","AccountName":"invoice"}])";
        http.answers[kTenantJit].body = jit(kConsoleUrl);
        http.answers[kAdminJitPath].body = jit(kConsoleUrl);
    }
    OpenedConsole open(const Wanted& wanted) { return open_console(context, wanted.params(), {}); }
    ErrorCode refusal(const Wanted& wanted) {
        try {
            open(wanted);
        } catch (const Error& error) {
            BOOST_TEST(std::string(error.what()).size() > 0U);
            return error.code();
        }
        BOOST_FAIL("nothing was refused");
        return ErrorCode::internal;
    }
};

Wanted of_tenant(const std::string& tenant, const std::string& to = "", const std::string& region = "") {
    return {"acme", Role::tenant, tenant, region, to};
}

bool has_text(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(open_console, OpenConsoleFixture)

BOOST_AUTO_TEST_CASE(a_tenant_by_guid_costs_one_portal_request_with_the_portals_own_token) {
    const OpenedConsole opened = open(of_tenant(kTenantId));
    BOOST_TEST(http.paths() == std::vector<std::string>{kTenantJit}, boost::test_tools::per_element());
    BOOST_TEST(http.journal[0].authorization == "Bearer kept-token");
    BOOST_TEST((opened.expires_at == clock.now() + std::chrono::seconds(1800)));
    BOOST_TEST(opened.region == "us-west-2");
    BOOST_TEST(opened.partition == "aws");
    BOOST_TEST(opened.destination == "https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2");
    const std::string url(opened.url.reveal());
    BOOST_TEST(has_text(
        url, "Destination=https%3A%2F%2Fus-west-2.console.aws.amazon.com%2Fconsole%2Fhome%3Fregion%3Dus-west-2"));
    BOOST_TEST(!has_text(url, "old.example"));
}

BOOST_AUTO_TEST_CASE(a_guid_in_capitals_is_the_same_tenant) {
    std::string capitals = kTenantId;
    for (char& c : capitals) c = static_cast<char>(std::toupper(c));
    open(of_tenant(capitals));
    BOOST_TEST(http.paths() == std::vector<std::string>{kTenantJit}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tenant_by_name_costs_one_more_request) {
    const OpenedConsole opened = open(of_tenant("INVOICE"));
    BOOST_TEST(opened.tenant.value().name == "invoice");
    BOOST_TEST(http.paths() == (std::vector<std::string>{kTenantsPath, kTenantJit}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_unknown_tenant_is_said_before_any_credential_is_asked_for) {
    BOOST_TEST((refusal(of_tenant("nobody")) == ErrorCode::unknown_tenant));
    BOOST_TEST(http.paths() == std::vector<std::string>{kTenantsPath}, boost::test_tools::per_element());
    BOOST_CHECK_EXCEPTION(open(of_tenant("invioce")), Error, [](const Error& error) {
        return error.hint() == "did you mean invoice? list them with: jit-console tenants acme";
    });
}

BOOST_AUTO_TEST_CASE(a_folder_is_that_of_the_tenants_bucket) {
    const std::string path = std::string("/subscriptions/") + kTenantId + "/GetCloudResources";
    const std::string bucket = R"({"ResourceType":1,"Name":"x","Arn":"arn:aws:s3:::duploservices-invoice-)";
    const std::string queue = R"({"ResourceType":3,"Name":"q","Arn":"arn:aws:sqs:us-west-2:123456789012:orders"})";
    const auto folder = [&](const std::string& to) { return open(of_tenant(kTenantId, to)).destination; };
    http.answers[path].body = "[" + queue + "," + bucket + R"(files-1"}])";
    const std::string page = "https://us-west-2.console.aws.amazon.com/s3/buckets/duploservices-invoice-";
    BOOST_TEST(folder("s3 orders/") == page + "files-1?region=us-west-2&prefix=orders%2F");
    BOOST_TEST(folder("S3  orders/2026/") == page + "files-1?region=us-west-2&prefix=orders%2F2026%2F");
    http.answers[path].body = "[" + bucket + R"(files-1"},)" + bucket + R"(logs-1"}])";
    BOOST_TEST(folder("s3 Logs orders/") == page + "logs-1?region=us-west-2&prefix=orders%2F");
    for (const char* to : {"s3 orders/", "s3 nobodys orders/"})
        BOOST_TEST((refusal(of_tenant(kTenantId, to)) == ErrorCode::destination), to);
    BOOST_TEST((refusal({"acme", Role::admin, "", "", "s3 orders/"}) == ErrorCode::destination));
}

BOOST_AUTO_TEST_CASE(a_resource_named_by_words_is_that_of_the_tenant) {
    const std::string path = std::string("/subscriptions/") + kTenantId + "/GetCloudResources";
    const auto resource = [](const std::string& arn) {
        return R"({"ResourceType":7,"Name":"x","Arn":"arn:aws:)" + arn + "\"}";
    };
    const auto function = [&](const std::string& name) {
        return resource("lambda:us-west-2:123456789012:function:duploservices-invoice-" + name);
    };
    const auto page = [&](const std::string& to) { return open(of_tenant(kTenantId, to)).destination; };
    const std::string functions =
        "https://us-west-2.console.aws.amazon.com/lambda/home?region=us-west-2#/functions/duploservices-invoice-";
    const std::string bucket = resource("s3:::duploservices-invoice-resize");
    http.answers[path].body = "[" + function("resize-123456789012") + "," + bucket + "]";
    const std::string monitoring = functions + "resize-123456789012?tab=monitoring";
    for (const char* to :
         {"lambda resize monitoring", "Lambda  Resize Monitoring", "lambda monitoring", "aws lambda resize monitoring"})
        BOOST_TEST(page(to) == monitoring, to);
    BOOST_TEST(
        page("s3 resize permissions").ends_with("duploservices-invoice-resize?region=us-west-2&tab=permissions"));
    http.answers[path].body =
        "[" + function("resize-123456789012") + "," + function("resize-video") + "," + function("mail") + "]";
    BOOST_TEST(page("lambda resize monitoring") == monitoring);
    BOOST_TEST(page("lambda video code") == functions + "resize-video?tab=code");
    for (const char* to : {"lambda monitoring", "lambda e monitoring", "lambda nobodys monitoring", "rds monitoring"})
        BOOST_TEST((refusal(of_tenant(kTenantId, to)) == ErrorCode::destination), to);
    BOOST_TEST((refusal({"acme", Role::admin, "", "", "lambda mail monitoring"}) == ErrorCode::destination));
    for (const char* to : {"lambda resize", "lambda resize connectivity", "sqs jobs monitoring", "monitoring",
                           "lambda a b c d e monitoring"})
        BOOST_CHECK_THROW(parse_console_place(to), Error);
}

BOOST_AUTO_TEST_CASE(an_isolated_partition_is_refused_by_its_name) {
    for (const char* partition : {"aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"}) {
        const std::string named = std::string(partition) + " is an isolated partition";
        BOOST_CHECK_EXCEPTION(
            parse_console_place(std::string("arn:") + partition + ":s3:::bucket"), Error, [&](const Error& error) {
                return error.code() == ErrorCode::destination && std::string_view(error.what()).starts_with(named);
            });
    }
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_a_folder_is_none) {
    for (const char* to : {"s3 orders", "s3 /orders/", "s3 /", "s3 or*ders/", "sqs orders/", "s3 a b c d e f orders/"})
        BOOST_CHECK_THROW(parse_console_place(to), Error);
}

BOOST_AUTO_TEST_CASE(the_page_asked_for_becomes_the_destination) {
    BOOST_TEST(open(of_tenant(kTenantId, "arn:aws:s3:::my-bucket")).destination ==
               "https://us-west-2.console.aws.amazon.com/s3/buckets/my-bucket?region=us-west-2&tab=objects");
}

BOOST_AUTO_TEST_CASE(a_region_asked_for_wins) {
    BOOST_TEST(open(of_tenant(kTenantId, "", "eu-west-1")).destination ==
               "https://eu-west-1.console.aws.amazon.com/console/home?region=eu-west-1");
}

BOOST_AUTO_TEST_CASE(a_region_of_another_partition_is_refused) {
    BOOST_TEST((refusal(of_tenant(kTenantId, "", "us-gov-west-1")) == ErrorCode::destination));
}

BOOST_AUTO_TEST_CASE(nonsense_for_a_region_is_refused_before_any_request) {
    BOOST_TEST((refusal(of_tenant(kTenantId, "", "evil.example/")) == ErrorCode::destination));
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(a_region_the_portal_gives_that_does_not_fit_is_left_out) {
    http.answers[kTenantJit].body = jit(kConsoleUrl, "cn-north-1");
    const OpenedConsole opened = open(of_tenant(kTenantId));
    BOOST_TEST(opened.region == "");
    BOOST_TEST(opened.destination == "https://console.aws.amazon.com/console/home");
}

BOOST_AUTO_TEST_CASE(without_a_region_in_the_answer_that_of_its_own_page_counts_and_costs_nothing) {
    http.answers[kTenantJit].body =
        jit("https://signin.aws.amazon.com/federation?Action=login&SigninToken=T&Destination="
            "https%3A%2F%2Fconsole.aws.amazon.com%2Fs3%2Fhome%3Fregion%3Deu-west-1",
            "");
    BOOST_TEST(open(of_tenant(kTenantId, "arn:aws:s3:::b")).region == "eu-west-1");
    BOOST_TEST(http.paths() == std::vector<std::string>{kTenantJit}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(without_any_region_the_tenants_is_asked_for_and_then_the_portals) {
    const std::string region = std::string("/subscriptions/") + kTenantId + "/GetAwsRegionId";
    http.answers[kTenantJit].body = jit(kConsoleUrl, "");
    http.answers[region].body = R"("ap-south-1")";
    BOOST_TEST(open(of_tenant(kTenantId)).region == "ap-south-1");
    http.answers[region].status = 500;
    http.answers["/v3/features/system"].body = R"({"DefaultAwsRegion":"sa-east-1"})";
    BOOST_TEST(open(of_tenant(kTenantId)).region == "sa-east-1");
    http.answers[kAdminJitPath].body = jit(kConsoleUrl, "");
    BOOST_TEST(open({"acme", Role::admin, "", "", ""}).region == "sa-east-1");
    http.journal.clear();
    BOOST_TEST(open(of_tenant(kTenantId, "", "us-east-2")).region == "us-east-2");
    BOOST_TEST(http.paths() == std::vector<std::string>{kTenantJit}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keys_without_a_region_are_taken_to_the_portals_own_partition) {
    http.answers[kTenantJit].body = jit("", "");
    http.answers["/v3/features/system"].body = R"({"DefaultAwsPartition":"aws-us-gov"})";
    http.answers["/federation"].body = R"({"SigninToken":"fresh"})";
    const OpenedConsole opened = open(of_tenant(kTenantId));
    BOOST_TEST(opened.partition == "aws-us-gov");
    BOOST_TEST(has_text(http.journal.back().url, "https://signin.amazonaws-us-gov.com/federation"));
}

BOOST_AUTO_TEST_CASE(a_refusal_of_administrators_is_told_as_it_is_where_the_features_cannot_be_had) {
    http.answers[kAdminJitPath].status = 403;
    for (const long status : {403L, 404L, 500L}) {
        http.answers["/v3/features/system"].status = status;
        BOOST_TEST((refusal({"acme", Role::admin, "", "", ""}) == ErrorCode::portal_forbidden));
    }
    http.answers["/v3/features/system"] = {200, R"({"AwsRegions":"x"})", "application/json", {}};
    BOOST_TEST((refusal({"acme", Role::admin, "", "", ""}) == ErrorCode::portal_forbidden));
}

BOOST_AUTO_TEST_CASE(a_govcloud_sign_in_leads_to_govclouds_console) {
    http.answers[kTenantJit].body =
        jit("https://signin.amazonaws-us-gov.com/federation?Action=login&SigninToken=T", "us-gov-west-1");
    const OpenedConsole opened = open(of_tenant(kTenantId));
    BOOST_TEST(opened.partition == "aws-us-gov");
    BOOST_TEST(opened.destination ==
               "https://us-gov-west-1.console.amazonaws-us-gov.com/console/home?region=us-gov-west-1");
}

const std::string kForeign[] = {
    "https://signin.aws.amazon.com.evil.example/federation?Action=login&SigninToken=T",
    "https://evil.example/federation?Action=login&SigninToken=T",
    "http://signin.aws.amazon.com/federation?Action=login&SigninToken=T",
    "https://signin.aws.amazon.com@evil.example/federation?Action=login&SigninToken=T",
    "https://signin.aws.amazon.com:8443/federation?Action=login&SigninToken=T",
    "https://signin.aws.amazon.com/oauth?Action=login&SigninToken=T",
    "https://signin.aws.amazon.com/federation?Action=logout&SigninToken=T",
    "javascript:alert(1)",
};

BOOST_DATA_TEST_CASE_F(OpenConsoleFixture, a_console_url_that_is_no_aws_sign_in_is_refused_even_with_keys_at_hand,
                       boost::unit_test::data::make(kForeign), url) {
    http.answers[kTenantJit].body = jit(url);
    BOOST_TEST((refusal(of_tenant(kTenantId)) == ErrorCode::console_url));
    BOOST_TEST(http.journal.size() == 1U);
}

BOOST_AUTO_TEST_CASE(keys_without_a_console_url_are_taken_to_aws_with_the_tenants_page_as_issuer) {
    http.answers[kTenantJit].body = jit("");
    http.answers["/federation"].body = R"({"SigninToken":"fresh"})";
    const std::string url(open(of_tenant(kTenantId)).url.reveal());
    BOOST_REQUIRE(http.journal.size() == 2U);
    const auto& call = http.journal[1];
    BOOST_TEST(call.method == "POST");
    BOOST_TEST(has_text(call.url, "https://signin.aws.amazon.com/federation"));
    BOOST_TEST(!has_text(call.url, "session-token"));
    BOOST_TEST(has_text(call.body, "Action=getSigninToken"));
    BOOST_TEST(has_text(call.body, "session-token"));
    BOOST_TEST(!has_text(call.body, "SessionDuration"));
    BOOST_TEST(call.authorization == "");
    BOOST_TEST(has_text(url, "SigninToken=fresh"));
    BOOST_TEST(has_text(url, std::string("Issuer=https%3A%2F%2Facme.duplocloud.net%2F")));
    BOOST_TEST(has_text(url, kTenantId));
}

BOOST_AUTO_TEST_CASE(neither_console_url_nor_keys_is_said) {
    http.answers[kTenantJit].body = jit("", "us-west-2", false);
    BOOST_TEST((refusal(of_tenant(kTenantId)) == ErrorCode::no_credentials));
}

BOOST_AUTO_TEST_CASE(without_a_sign_in_nothing_is_sent) {
    vault.kept.clear();
    BOOST_TEST((refusal(of_tenant(kTenantId)) == ErrorCode::sign_in_needed));
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(a_token_past_its_end_by_our_clock_is_still_tried_since_the_clock_may_be_wrong) {
    vault.kept["https://acme.duplocloud.net"].expires_at = clock.now() - std::chrono::hours(1);
    BOOST_CHECK_NO_THROW(open(of_tenant(kTenantId)));
}

BOOST_AUTO_TEST_CASE(the_portals_401_asks_for_a_sign_in) {
    http.answers[kTenantJit] = {401, "", "text/plain", std::nullopt};
    BOOST_TEST((refusal(of_tenant(kTenantId)) == ErrorCode::sign_in_needed));
}

BOOST_AUTO_TEST_CASE(the_administrators_console_takes_no_tenant) {
    BOOST_TEST((refusal({"acme", Role::admin, kTenantId, "", ""}) == ErrorCode::bad_request));
    BOOST_TEST((refusal({"acme", Role::tenant, "", "", ""}) == ErrorCode::bad_request));
    BOOST_TEST(!open({"acme", Role::admin, "", "", ""}).tenant.has_value());
    BOOST_TEST(http.paths() == std::vector<std::string>{kAdminJitPath}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_call_of_an_older_portal_is_remembered_for_the_day) {
    const std::string older = "/adminproxy/GetJITAwsConsoleAccessUrl";
    http.answers.erase(kAdminJitPath);
    http.answers[older].body = jit(kConsoleUrl);
    const auto requests = [&] {
        http.journal.clear();
        open({"acme", Role::admin, "", "", ""});
        return std::ranges::count_if(http.paths(),
                                     [](const std::string& path) { return path.find("JIT") != std::string::npos; }) +
               std::ranges::count(http.paths(), kAdminJitPath);
    };
    BOOST_TEST(requests() == 2);
    BOOST_TEST(requests() == 1);
    clock.set(clock.now() + std::chrono::hours(24));
    BOOST_TEST(requests() == 2);
    BOOST_TEST(requests() == 1);
}

BOOST_AUTO_TEST_CASE(an_administrator_refused_for_want_of_a_one_time_password_is_asked_to_sign_in) {
    http.answers[kAdminJitPath] = {403, "", "text/plain", std::nullopt};
    BOOST_TEST((refusal({"acme", Role::admin, "", "", ""}) == ErrorCode::portal_forbidden));
    http.answers["/v3/features/system"].body = R"({"IsOtpNeeded":true})";
    BOOST_TEST((refusal({"acme", Role::admin, "", "", ""}) == ErrorCode::sign_in_needed));
}

BOOST_AUTO_TEST_CASE(a_kept_one_time_password_goes_along) {
    vault.kept["https://acme.duplocloud.net"].otp = "123456";
    open({"acme", Role::admin, "", "", ""});
    BOOST_TEST(http.journal[0].otp == "123456");
}

BOOST_AUTO_TEST_CASE(the_tenants_account_is_asked_for_once_and_only_where_the_page_names_one) {
    const std::string account = std::string("/subscriptions/") + kTenantId + "/GetTenantAwsAccountId";
    const std::string queue = "arn:aws:sqs:us-west-2:123456789012:jobs";
    http.answers[account].body = R"("123456789012")";
    BOOST_TEST(!open(of_tenant(kTenantId, "s3")).account);
    open(of_tenant(kTenantId, "arn:aws:s3:::files"));
    BOOST_TEST(open(of_tenant(kTenantId, queue)).account.value() == "123456789012");
    BOOST_TEST(open(of_tenant(kTenantId, queue)).account.value() == "123456789012");
    BOOST_TEST(open(of_tenant(kTenantId)).account.value() == "123456789012");
    BOOST_TEST(std::ranges::count(http.paths(), account) == 1);
    BOOST_TEST(std::ranges::count(http.paths(), kTenantJit) == 5);
}

BOOST_AUTO_TEST_CASE(nothing_of_a_tenant_in_another_account_is_opened_or_recorded) {
    const std::string account = std::string("/subscriptions/") + kTenantId + "/GetTenantAwsAccountId";
    http.answers[account].body = R"("210987654321")";
    const std::string label = "https://123456789012-abcd1234.us-west-2.console.aws.amazon.com/s3/home";
    BOOST_TEST((refusal(of_tenant(kTenantId, "arn:aws:sqs:us-west-2:123456789012:jobs")) == ErrorCode::other_account));
    http.journal.clear();
    BOOST_TEST((refusal(of_tenant(kTenantId, label)) == ErrorCode::other_account));
    BOOST_TEST(http.journal.empty());  // known by now
    BOOST_TEST(history.kept.empty());
}

BOOST_AUTO_TEST_CASE(the_account_and_the_access_are_asked_for_side_by_side) {
    const std::string account = std::string("/subscriptions/") + kTenantId + "/GetTenantAwsAccountId";
    http.answers[account].body = R"("123456789012")";
    // Not a std::latch: where there is no futex, as on Windows, libstdc++ 12's loses wake-ups.
    std::atomic<int> asked = 0;
    std::counting_semaphore<2> both{0};
    http.while_answering = [&] {
        if (++asked == 2) both.release(2);
        both.acquire();
    };
    open(of_tenant(kTenantId, "arn:aws:sqs:us-west-2:123456789012:jobs"));
}

BOOST_AUTO_TEST_CASE(an_account_that_is_not_told_soon_holds_nothing_up) {
    http.silent_path = std::string("/subscriptions/") + kTenantId + "/GetTenantAwsAccountId";
    const auto start = std::chrono::steady_clock::now();
    BOOST_CHECK_NO_THROW(open(of_tenant(kTenantId, "arn:aws:sqs:us-west-2:123456789012:jobs")));
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(10)));
}

BOOST_AUTO_TEST_CASE(a_region_that_is_only_good_to_know_is_asked_for_two_seconds_at_most) {
    http.answers[kTenantJit].body = jit(kConsoleUrl, "");
    open(of_tenant(kTenantId));
    for (const auto& seen : http.journal) {
        const bool is_own = FakeHttpClient::path_of(seen.url) == kTenantJit;
        BOOST_TEST((seen.time <= std::chrono::seconds(is_own ? 20 : 2)), seen.url);
    }
    BOOST_TEST(http.journal.size() == 3U);  // access, region, features
}

BOOST_AUTO_TEST_CASE(a_portal_that_cannot_tell_the_account_hinders_nobody) {
    for (const fake::FakeHttpClient::Answer& answer : {fake::FakeHttpClient::Answer{404, "", "text/plain", {}},
                                                       {400, "no such call", "text/plain", {}},
                                                       {200, R"("")", "application/json", {}},
                                                       {0, "", "", HttpFailure::Kind::timeout}}) {
        http.answers[std::string("/subscriptions/") + kTenantId + "/GetTenantAwsAccountId"] = answer;
        BOOST_CHECK_NO_THROW(open(of_tenant(kTenantId, "arn:aws:sqs:us-west-2:123456789012:jobs")));
    }
    BOOST_TEST(!facts.kept.contains({"https://acme.duplocloud.net", std::string("account ") + kTenantId}));
}

BOOST_AUTO_TEST_CASE(an_isolated_partition_is_refused_rather_than_taken_for_another) {
    BOOST_TEST((refusal(of_tenant(kTenantId, "", "us-iso-east-1")) == ErrorCode::destination));
    BOOST_TEST(http.journal.empty());
    http.answers[kTenantJit].body = jit("", "us-isob-east-1");
    BOOST_TEST((refusal(of_tenant(kTenantId)) == ErrorCode::destination));
}

BOOST_AUTO_TEST_CASE(what_leads_nowhere_is_said_without_asking_the_portal) {
    BOOST_TEST((refusal(of_tenant(kTenantId, "arn:nonsense")) == ErrorCode::not_an_arn));
    BOOST_TEST((refusal(of_tenant(kTenantId, "https://evil.example/")) == ErrorCode::destination));
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(a_page_of_another_partition_than_the_sessions_is_refused) {
    BOOST_TEST((refusal(of_tenant(kTenantId, "arn:aws-us-gov:s3:::files")) == ErrorCode::other_partition));
}

BOOST_AUTO_TEST_SUITE_END()
