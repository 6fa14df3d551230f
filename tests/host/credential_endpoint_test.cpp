#include "commands/credentials/credential_endpoint.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "acme_portal.h"
#include "fake_browser.h"
#include "fake_context.h"

using namespace jit_console;
using fake::ask;

namespace {

struct CredentialEndpointFixture : fake::FakeContext {
    CredentialEndpointFixture() {
        configure("acme");
        give("ASIAFIRST", 3600);
        use(endpoint);
    }
    void give(const std::string& key, int validity) {
        http.answers[kAdminJitPath] = {
            .status = 200,
            .body = R"({"AccessKeyId":")" + key +
                    R"(","SecretAccessKey":"s/+","SessionToken":"t","Region":"us-west-2","Validity":)" +
                    std::to_string(validity) + "}",
            .failure = {}};
    }
    void limit(EndpointLimits limits) {
        limited.emplace(
            context, GetCredentials{"acme", jit_target(Role::admin, "", ""), false, {}},
            [this](const Error& error) { failures.push_back(error.code()); }, limits);
        use(*limited);
    }
    void use(const CredentialEndpoint& one) {
        const auto variables = one.environment();
        const std::string address = variables.at(0).substr(variables.at(0).find('=') + 1);
        port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
        path = address.substr(address.rfind('/'));
        token = variables.at(1).substr(variables.at(1).find('=') + 1);
    }
    fake::SeenAnswer get(const std::string& more = "", const std::string& method = "GET",
                         const std::string& target = "") {
        return ask(port, method, target.empty() ? path : target, "Authorization: " + token + "\r\n" + more);
    }
    nlohmann::json keys() { return nlohmann::json::parse(get().body); }

    std::vector<ErrorCode> failures;
    CredentialEndpoint endpoint{context,
                                {"acme", jit_target(Role::admin, "", ""), false, {}},
                                [this](const Error& error) { failures.push_back(error.code()); }};
    std::optional<CredentialEndpoint> limited;
    std::uint16_t port = 0;
    std::string path, token;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(credential_endpoint, CredentialEndpointFixture)

BOOST_AUTO_TEST_CASE(the_sdks_get_keys_in_their_form_and_new_ones_before_the_end) {
    const Time start = clock.now();
    const auto first = keys();
    BOOST_TEST(first.size() == 4U);
    BOOST_TEST(first.at("AccessKeyId") == "ASIAFIRST");
    BOOST_TEST(first.at("SecretAccessKey") == "s/+");
    BOOST_TEST(first.at("Token") == "t");
    BOOST_TEST(first.at("Expiration").get<std::string>() == iso_time(start + std::chrono::seconds(3600)));
    give("ASIASECOND", 3600);
    BOOST_TEST(keys().at("AccessKeyId") == "ASIAFIRST");
    clock.set(start + std::chrono::seconds(3600 - 300));
    BOOST_TEST(keys().at("AccessKeyId") == "ASIASECOND");
    BOOST_TEST(http.journal.size() == 2U);
}

BOOST_AUTO_TEST_CASE(nobody_gets_anything_without_the_token_or_from_a_browsers_page) {
    BOOST_TEST(ask(port, "GET", path).status == 401);
    BOOST_TEST(ask(port, "GET", path, "Authorization: " + token + "x\r\n").status == 401);
    BOOST_TEST(ask(port, "GET", path, "Authorization: Bearer " + token + "\r\n").status == 401);
    BOOST_TEST(get("Authorization: " + token + "\r\n").status == 401);
    BOOST_TEST(get("Origin: https://acme.duplocloud.net\r\n").status == 403);
    BOOST_TEST(get("Sec-Fetch-Mode: navigate\r\n").status == 403);
    BOOST_TEST(get("", "POST").status == 405);
    BOOST_TEST(get("", "HEAD").status == 405);
    BOOST_TEST(get("", "GET", "/").status == 404);
    BOOST_TEST(get("", "GET", path + "?x").status == 404);
    const std::string attack = "GET " + path + " HTTP/1.1\r\nHost: rebound.example:" + std::to_string(port) +
                               "\r\nAuthorization: " + token + "\r\n\r\n";
    BOOST_TEST(fake::say(port, attack).status == 403);
    BOOST_TEST(http.journal.empty());
}

BOOST_AUTO_TEST_CASE(a_portal_that_cannot_be_asked_costs_nothing_while_the_last_keys_hold) {
    const Time start = clock.now();
    keys();
    http.answers[kAdminJitPath] = {.status = 0, .body = "", .failure = HttpFailure::Kind::unreachable};
    clock.set(start + std::chrono::seconds(3599));
    BOOST_TEST(keys().at("AccessKeyId") == "ASIAFIRST");
    BOOST_TEST(failures.empty());
    clock.set(start + std::chrono::seconds(3600));
    BOOST_TEST(get().status == 500);
    BOOST_TEST(keys().at("code") == "portal_unreachable");
    BOOST_TEST(failures.size() == 1U);
}

BOOST_AUTO_TEST_CASE(after_a_sign_out_there_are_none_and_the_reason_is_told_once) {
    keys();
    vault.kept.clear();
    credential_cache.kept.clear();
    BOOST_TEST(get().status == 500);
    const auto refused = keys();
    BOOST_TEST(refused.at("code") == "sign_in_needed");
    BOOST_TEST(refused.at("message").get<std::string>().find("jit-console sign-in acme") != std::string::npos);
    BOOST_TEST((failures == std::vector{ErrorCode::sign_in_needed}));
    configure("acme");
    BOOST_TEST(keys().at("AccessKeyId") == "ASIAFIRST");
}

BOOST_AUTO_TEST_CASE(a_policy_that_comes_later_binds_it) {
    keys();
    policy.set(R"({"hide":["credentials"]})");
    BOOST_TEST(keys().at("code") == "policy_forbids");
}

BOOST_AUTO_TEST_CASE(a_leases_keys_are_said_to_end_with_it_and_none_come_after_it) {
    const Time end = clock.now() + std::chrono::minutes(15);
    limit({end, nullptr});
    BOOST_TEST(keys().at("Expiration").get<std::string>() == iso_time(end));
    clock.set(end - std::chrono::seconds(1));
    BOOST_TEST(keys().at("AccessKeyId") == "ASIAFIRST");
    clock.set(end);
    BOOST_TEST(get().status == 403);
    const auto refused = keys();
    BOOST_TEST(refused.at("code") == "session_ended");
    BOOST_TEST(refused.at("message").get<std::string>().find(iso_time(end)) != std::string::npos);
    BOOST_TEST((failures == std::vector{ErrorCode::session_ended}));
}

BOOST_AUTO_TEST_CASE(a_lease_takes_no_fresh_keys_where_those_that_there_are_last_until_its_end) {
    const Time start = clock.now();
    limit({start + std::chrono::minutes(58), nullptr});
    keys();
    give("ASIASECOND", 3600);
    clock.set(start + std::chrono::minutes(56));
    BOOST_TEST(keys().at("AccessKeyId") == "ASIAFIRST");
    limit({start + std::chrono::minutes(61), nullptr});
    BOOST_TEST(keys().at("AccessKeyId") == "ASIASECOND");
}

BOOST_AUTO_TEST_CASE(a_lease_ends_where_the_portal_cannot_be_asked_either) {
    const Time end = clock.now() + std::chrono::minutes(15);
    limit({end, nullptr});
    keys();
    credential_cache.kept.clear();
    http.answers[kAdminJitPath] = {.status = 0, .body = "", .failure = HttpFailure::Kind::unreachable};
    BOOST_TEST(keys().at("AccessKeyId") == "ASIAFIRST");
    http.while_answering = [&] { clock.set(end); };
    BOOST_TEST(get().status == 500);
}

BOOST_AUTO_TEST_CASE(what_somebody_ends_gets_nothing_from_then_on_not_even_what_is_under_way) {
    const auto session = terminal_sessions.add({});
    const std::string id = terminal_sessions.running.front().id;
    limit({std::nullopt, session.get()});
    BOOST_TEST(keys().at("AccessKeyId") == "ASIAFIRST");
    credential_cache.kept.clear();
    http.while_answering = [&] { terminal_sessions.end(id); };
    BOOST_TEST(get().status == 403);
    BOOST_TEST(keys().at("code") == "session_ended");
}

BOOST_AUTO_TEST_SUITE_END()
