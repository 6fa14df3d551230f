#include "commands/portals/portals.h"

#include <chrono>

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/portals/tenants.h"
#include "fake_context.h"
#include "system/http/http_within.h"

using namespace jit_console;
using fake::FakeContext;
using fake::FakeHttpClient;

namespace {

constexpr const char* kFeatures = "/v3/features/system";

struct PortalsFixture : FakeContext {
    PortalsFixture() {
        configure("acme");
        http.answers[kUserPath].body = R"({"Username":"alice@example.com"})";
        http.answers[kFeatures].body = R"({"IsAwsAdminJITEnabled":true})";
    }
    PortalOffer offer() { return jit_console::get_portal(context, "acme", {}); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portals, PortalsFixture)

BOOST_AUTO_TEST_CASE(a_portal_that_fails_to_give_its_features_is_of_use_without) {
    BOOST_TEST(offer().features.admin_jit);
    for (const long status : {403L, 429L, 500L}) {
        http.answers[kFeatures].status = status;
        BOOST_TEST(offer().user.name == "alice@example.com");
    }
    http.answers[kFeatures].failure = HttpFailure::Kind::timeout;
    BOOST_TEST(offer().user.name == "alice@example.com");
}

BOOST_AUTO_TEST_CASE(features_that_do_not_come_are_left_out_soon) {
    http.silent_path = kFeatures;
    const auto start = std::chrono::steady_clock::now();
    BOOST_TEST(!offer().features.admin_jit);
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(10)));
}

BOOST_AUTO_TEST_CASE(nobody_waits_for_the_features_of_a_portal_whose_session_has_ended) {
    http.answers[kUserPath].status = 401;
    http.silent_path = kFeatures;
    const auto start = std::chrono::steady_clock::now();
    BOOST_CHECK_EXCEPTION(offer(), Error, [](const Error& error) { return error.code() == ErrorCode::sign_in_needed; });
    BOOST_TEST((std::chrono::steady_clock::now() - start < kGoodToKnowLimit));
}

BOOST_AUTO_TEST_CASE(the_vault_is_read_once_for_a_request) {
    offer();
    BOOST_TEST(vault.reads == 1);
    http.answers[kTenantsPath].body = "[]";
    BOOST_TEST(jit_console::list_tenants(context, "acme", {}).state.signed_in);
    BOOST_TEST(vault.reads == 2);
}

BOOST_AUTO_TEST_CASE(a_sign_out_during_a_request_shows_in_its_answer) {
    http.answers[kTenantsPath].body = "[]";
    http.while_answering = [&] {
        vault.kept.clear();
        credential_cache.forget(kAcmeUrl);
    };
    BOOST_TEST(!jit_console::list_tenants(context, "acme", {}).state.signed_in);
}

BOOST_AUTO_TEST_SUITE_END()
