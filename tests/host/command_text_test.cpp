#include "domain/command_text.h"

#include <array>

#include <boost/test/unit_test.hpp>

using namespace jit_console;

namespace {

std::string text_of_words(std::vector<std::string> words) { return command_text(words); }

}  // namespace

BOOST_AUTO_TEST_SUITE(command_text)

BOOST_AUTO_TEST_CASE(plain_words_stand_as_they_were_typed) {
    BOOST_TEST(text_of_words({"aws", "s3", "ls", "s3://bucket/a_b-c.txt", "--region=eu-west-1"}) ==
               "aws s3 ls s3://bucket/a_b-c.txt --region=eu-west-1");
}

BOOST_AUTO_TEST_CASE(what_a_shell_would_read_otherwise_is_in_quotes) {
    BOOST_TEST(text_of_words({"sh", "-c", "rm -rf $HOME; echo 'done'", ""}) ==
               "sh -c 'rm -rf $HOME; echo '\\''done'\\''' ''");
    BOOST_TEST(text_of_words({"echo", "a b", "~", "*", "größer"}) == "echo 'a b' '~' '*' 'größer'");
}

BOOST_AUTO_TEST_CASE(what_would_be_shown_as_something_else_is_escaped) {
    BOOST_TEST(text_of_words({"echo", "a\nb\t'\\"}) == "echo $'a\\nb\\t\\'\\\\'");
    BOOST_TEST(text_of_words({"\x1b[2J"}) == "$'\\x1b[2J'");
    BOOST_TEST(text_of_words({"a\xe2\x80\xae b"}) == "$'a\\xe2\\x80\\xae b'");  // U+202E
    BOOST_TEST(text_of_words({"\xff"}) == "$'\\xff'");
}

BOOST_AUTO_TEST_SUITE_END()
