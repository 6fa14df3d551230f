#include "domain/tenant_order.h"

#include <algorithm>
#include <random>

#include <boost/test/unit_test.hpp>

using namespace jit_console;

namespace {

using Ids = std::vector<std::string>;

std::vector<Tenant> tenants_named(const Ids& ids) {
    std::vector<Tenant> tenants;
    for (const std::string& id : ids) tenants.push_back({id, "name of " + id, std::nullopt});
    return tenants;
}

Ids ordered(const Ids& ids, const Ids& favourites, const Ids& recents) {
    Ids order;
    for (const Tenant& tenant : by_use(tenants_named(ids), favourites, recents)) order.push_back(tenant.id);
    return order;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tenant_order)

BOOST_AUTO_TEST_CASE(favourites_come_first_then_those_used_last_then_the_others_as_they_were) {
    BOOST_TEST(ordered({"a", "b", "c", "d", "e"}, {"e", "d"}, {"c", "b"}) == (Ids{"d", "e", "c", "b", "a"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_favourite_that_was_used_lately_comes_first_of_the_favourites) {
    BOOST_TEST(ordered({"a", "b", "c"}, {"a", "b", "c"}, {"c", "b"}) == (Ids{"c", "b", "a"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_no_tenant_of_the_list_is_ignored) {
    BOOST_TEST(ordered({"a", "b"}, {"gone"}, {"gone", "b"}) == (Ids{"b", "a"}), boost::test_tools::per_element());
    BOOST_TEST(ordered({}, {"gone"}, {"gone"}).empty());
}

/// Said of each two neighbours, not by sorting.
BOOST_AUTO_TEST_CASE(of_any_two_the_popups_rule_says_which_comes_first) {
    std::mt19937 random(1);
    for (int round = 0; round < 500; ++round) {
        const auto some_of = [&](const Ids& ids) {
            Ids some;
            std::ranges::copy_if(ids, std::back_inserter(some), [&](const std::string&) { return random() % 2 == 0; });
            std::ranges::shuffle(some, random);
            return some;
        };
        const Ids all{"a", "b", "c", "d", "e", "f", "g"};
        Ids ids = some_of(all);
        std::ranges::sort(ids);
        const Ids favourites = some_of(all);
        const Ids recents = some_of(all);
        const Ids order = ordered(ids, favourites, recents);
        BOOST_TEST(std::ranges::is_permutation(order, ids));
        for (std::size_t i = 1; i < order.size(); ++i) {
            const std::string& left = order[i - 1];
            const std::string& right = order[i];
            const bool left_starred = std::ranges::find(favourites, left) != favourites.end();
            const bool right_starred = std::ranges::find(favourites, right) != favourites.end();
            const auto left_used = std::ranges::find(recents, left);
            const auto right_used = std::ranges::find(recents, right);
            if (left_starred != right_starred) {
                BOOST_TEST(left_starred);
            } else if (left_used != right_used) {
                BOOST_TEST((left_used < right_used));
            } else {
                BOOST_TEST(left < right);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
