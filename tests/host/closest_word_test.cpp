#include "domain/closest_word.h"

#include <boost/test/unit_test.hpp>

using namespace jit_console;

BOOST_AUTO_TEST_SUITE(closest_word)

BOOST_AUTO_TEST_CASE(slips_of_the_fingers_are_found_and_other_words_are_none) {
    const std::vector<std::string> words{"console", "credentials", "portal list", "link", "man"};
    const auto closest = [&](std::string_view typed) { return jit_console::closest_word(typed, words); };
    BOOST_TEST(closest("consloe") == "console");
    BOOST_TEST(closest("CREDENTAILS") == "credentials");
    BOOST_TEST(closest("potal list") == "portal list");
    BOOST_TEST(closest("lnk") == "link");
    BOOST_TEST(closest("mna") == "man");
    BOOST_TEST(closest("frobnicate") == "");
    BOOST_TEST(closest("") == "");
    BOOST_TEST(closest(std::string(1000, 'x')) == "");
}

BOOST_AUTO_TEST_CASE(the_closest_wins_and_the_first_of_equals) {
    BOOST_TEST(jit_console::closest_word("invoic", {"invoice2", "invoice"}) == "invoice");
    BOOST_TEST(jit_console::closest_word("team-c", {"team-a", "team-b"}) == "team-a");
}

BOOST_AUTO_TEST_SUITE_END()
