#include "base/secret.h"

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include <boost/test/unit_test.hpp>

using namespace jit_console;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string> && !std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_constructible_v<Secret, const std::string&>, "a copy would leave the original unwiped");

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) {
    out << value;
};
static_assert(!Printable<Secret>);

template <typename T>
concept Comparable = requires(const T& value) {
    value == value;
};
static_assert(!Comparable<Secret>);

namespace {

/// All that the string's memory holds, past its end too.
std::string whole_memory(const std::string& text) { return {text.data(), text.capacity()}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(secret)

BOOST_AUTO_TEST_CASE(a_secret_reveals_what_it_was_given) {
    const Secret secret(std::string("token-1"));
    BOOST_TEST(secret.reveal() == "token-1");
    BOOST_TEST(!secret.empty());
    BOOST_TEST(Secret().empty());
}

BOOST_AUTO_TEST_CASE(the_string_a_secret_was_made_of_is_wiped_whether_short_or_long) {
    for (const std::size_t length : {7u, 500u}) {
        std::string text(length, 'x');
        const Secret secret(std::move(text));
        BOOST_TEST(text.empty());
        BOOST_TEST(whole_memory(text).find('x') == std::string::npos);
        BOOST_TEST(secret.reveal().size() == length);
    }
}

BOOST_AUTO_TEST_CASE(moving_leaves_nothing_behind) {
    Secret first(std::string("short"));
    Secret second(std::move(first));
    BOOST_TEST(first.empty());
    BOOST_TEST(second.reveal() == "short");
    Secret third(std::string("to be replaced"));
    third = std::move(second);
    BOOST_TEST(second.empty());
    BOOST_TEST(third.reveal() == "short");
}

BOOST_AUTO_TEST_CASE(a_clone_is_a_second_secret_of_its_own) {
    Secret first(std::string("token"));
    const Secret clone = first.clone();
    first = Secret();
    BOOST_TEST(first.empty());
    BOOST_TEST(clone.reveal() == "token");
}

BOOST_AUTO_TEST_CASE(wiping_reaches_what_a_shortened_string_held_before) {
    std::string text(400, 'x');
    text.resize(3);
    const char* memory = text.data();
    BOOST_REQUIRE(whole_memory(text).find('x', 4) != std::string::npos);
    wipe(text);
    BOOST_TEST(text.empty());
    BOOST_REQUIRE(text.data() == memory);
    BOOST_TEST(whole_memory(text).find('x') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
