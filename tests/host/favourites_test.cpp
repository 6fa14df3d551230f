#include "commands/portals/favourites.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "commands/portals/portals.h"
#include "commands/portals/sign_in.h"
#include "fake_context.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

constexpr const char* kInvoiceId = "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10";
constexpr const char* kBillingId = "b1a1a1a1-0000-4000-8000-00000000000b";
using Tenants = std::vector<std::string>;

struct FavouritesFixture : fake::FakeContext {
    FavouritesFixture() {
        configure("acme");
        configure("globex");
    }
    void note(const std::string& browser, const std::vector<Favourite>& favourites) {
        context.caller = browser;
        note_favourites(context, favourites);
    }
    /// Sorted.
    Tenants kept(std::size_t portal = 0) {
        Tenants ids = favourites_of(context, portals.portals.at(portal));
        std::ranges::sort(ids);
        return ids;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(favourites, FavouritesFixture)

BOOST_AUTO_TEST_CASE(each_portal_has_its_own) {
    note("firefox", {{"acme", kInvoiceId}, {"globex", kBillingId}, {"acme", kBillingId}});
    BOOST_TEST(kept() == (Tenants{kInvoiceId, kBillingId}), boost::test_tools::per_element());
    BOOST_TEST(kept(1) == Tenants{kBillingId}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_browser_tells_takes_the_place_of_what_it_told_before) {
    note("firefox", {{"acme", kInvoiceId}, {"globex", kInvoiceId}});
    note("firefox", {{"acme", kBillingId}});
    BOOST_TEST(kept() == Tenants{kBillingId}, boost::test_tools::per_element());
    BOOST_TEST(kept(1).empty());
    note("firefox", {});
    BOOST_TEST(kept().empty());
}

BOOST_AUTO_TEST_CASE(the_other_kind_of_browser_keeps_its_own) {
    note("firefox", {{"acme", kInvoiceId}});
    note("chromium", {{"acme", kBillingId}});
    BOOST_TEST(kept() == (Tenants{kInvoiceId, kBillingId}), boost::test_tools::per_element());
    note("firefox", {});
    BOOST_TEST(kept() == Tenants{kBillingId}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(those_of_portals_that_are_not_configured_are_ignored) {
    note("firefox", {{"elsewhere", kInvoiceId}, {"acme", kBillingId}});
    BOOST_TEST(kept() == Tenants{kBillingId}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(they_stay_at_a_sign_out_and_go_with_their_portal) {
    note("firefox", {{"acme", kInvoiceId}});
    sign_out(context, "acme");
    BOOST_TEST(kept().size() == 1u);
    const Portal acme = portals.portals.at(0);
    remove_portal(context, "acme");
    BOOST_TEST(favourites_of(context, acme).empty());
}

BOOST_AUTO_TEST_CASE(only_guids_are_kept_and_no_more_than_five_hundred) {
    BOOST_TEST((thrown_code([&] { note("firefox", {{"acme", "invoice"}}); }) == ErrorCode::bad_request));
    note("firefox", std::vector<Favourite>(kMostFavourites, {"acme", kInvoiceId}));
    BOOST_TEST((thrown_code([&] {
                    note("firefox", std::vector<Favourite>(kMostFavourites + 1, {"acme", kBillingId}));
                }) == ErrorCode::bad_request));
    BOOST_TEST(kept().front() == kInvoiceId);
}

BOOST_AUTO_TEST_SUITE_END()
