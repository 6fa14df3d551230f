#include "commands/portals/portals.h"

#include <chrono>

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
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

BOOST_AUTO_TEST_SUITE_END()
