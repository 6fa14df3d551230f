#include "domain/readable_text.h"

#include <string>

#include <boost/test/unit_test.hpp>

using namespace jit_console;

BOOST_AUTO_TEST_SUITE(readable_text)

BOOST_AUTO_TEST_CASE(plain_text_of_any_language_is_readable) {
    for (const char* text : {"", "a b", "~", "Größe", "日本語", "🙂", "\xF4\x8F\xBF\xBF"})
        BOOST_TEST(is_readable(text), text);
}

BOOST_AUTO_TEST_CASE(control_characters_and_broken_utf_8_are_not_readable) {
    for (const char* text : {"\n",
                             "\t",
                             "\x1b[2J",
                             "\x7f",
                             "\xC2\x80",
                             "\xC2\x9B",
                             "\xE2\x80\xA8",
                             "\xE2\x80\xAE",
                             "\xE2\x81\xA6",
                             "\x80",
                             "\xC3",
                             "\xC3(",
                             "\xC0\x80",
                             "\xC1\xBF",
                             "\xE0\x80\xAF",
                             "\xE2\x82",
                             "\xED\xA0\x80",
                             "\xF0\x80\x80\x80",
                             "\xF4\x90\x80\x80",
                             "\xF5\x80\x80\x80",
                             "\xFF"}) {
        BOOST_TEST(!is_readable(text));
    }
    BOOST_TEST(!is_readable(std::string("a\0b", 3)));
}

BOOST_AUTO_TEST_CASE(a_line_has_no_breaks_and_no_control_characters) {
    BOOST_TEST(readable_line("  a\r\n\tb \x1b[31mred\x7f\n", 100) == "a   b [31mred");
    BOOST_TEST(readable_line(std::string("a\0b", 3), 100) == "ab");
    BOOST_TEST(readable_line("a\xFF", 100) == "");
    BOOST_TEST(readable_line("", 100) == "");
}

BOOST_AUTO_TEST_CASE(a_long_line_is_cut_between_characters) {
    BOOST_TEST(readable_line("äöü", 3) == "äöü");
    BOOST_TEST(readable_line("äöüß", 3) == "äö…");
    BOOST_TEST(readable_line(std::string(1000, 'x'), 200) == std::string(199, 'x') + "…");
    BOOST_TEST(readable_line("ab", 1) == "…");
    BOOST_TEST(readable_line("ab", 0) == "");
}

BOOST_AUTO_TEST_CASE(only_short_readable_texts_are_quoted) {
    BOOST_TEST(jit_console::quoted("no such service") == "\"no such service\"");
    BOOST_TEST(jit_console::quoted("") == "what was given");
    BOOST_TEST(jit_console::quoted("a\nb") == "what was given");
    BOOST_TEST(jit_console::quoted(std::string(65, 'x')) == "what was given");
}

BOOST_AUTO_TEST_SUITE_END()
