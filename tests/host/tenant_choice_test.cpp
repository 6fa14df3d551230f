#include "cli/tenant_choice.h"

#include <boost/test/unit_test.hpp>

using namespace jit_console;

using Names = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(tenant_choice)

BOOST_AUTO_TEST_CASE(a_part_of_a_name_in_any_capitals_narrows_the_list) {
    const Names names{"billing", "orders", "Orders-EU"};
    BOOST_TEST(names_with(names, "ORD") == (Names{"orders", "Orders-EU"}), boost::test_tools::per_element());
    BOOST_TEST(names_with(names, "-eu") == Names{"Orders-EU"}, boost::test_tools::per_element());
    BOOST_TEST(names_with(names, "nothing").empty());
}

BOOST_AUTO_TEST_CASE(a_whole_name_means_that_one_though_others_begin_with_it) {
    BOOST_TEST(names_with({"orders-eu", "orders", "orders-us"}, "Orders") == Names{"orders"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(ten_names_are_told_and_how_many_more_there_are) {
    BOOST_TEST(some_names({}).empty());
    BOOST_TEST(some_names({"a", "b"}) == "a, b");
    BOOST_TEST(some_names(Names(14, "x")) == "x, x, x, x, x, x, x, x, x, x and 4 more");
}

BOOST_AUTO_TEST_SUITE_END()
