#include "domain/terminal_session.h"

#include <boost/test/unit_test.hpp>

using namespace jit_console;

BOOST_AUTO_TEST_SUITE(terminal_session)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
    TerminalSession session{"0a1b2c3d",
                            true,
                            "acme",
                            Role::tenant,
                            "7c1f0e9a-3d52-4a6b-9e0f-2b8c4d1e5f60",
                            "invoice",
                            "./a \"program\"",
                            "/home/bob",
                            Time(std::chrono::seconds(1'790'000'000)),
                            Time(std::chrono::seconds(1'790'000'900))};
    BOOST_TEST((parse_terminal_session(session.id, terminal_session_text(session)) == session));
    BOOST_TEST(session.label() == "invoice");
    session.tenant_name.clear();
    BOOST_TEST(session.label() == session.tenant);
    session = {"0a1b2c3d", false, "acme", Role::duplo_ops, "", "", "sh", "/", Time(), std::nullopt};
    BOOST_TEST((parse_terminal_session(session.id, terminal_session_text(session)) == session));
    BOOST_TEST(session.label() == "duplo-ops");
}

BOOST_AUTO_TEST_CASE(names_that_are_no_utf_8_or_would_command_a_terminal_are_told_without_that) {
    const TerminalSession session{"0a1b2c3d", false,         "acme",      Role::admin, "",
                                  "",         "a\x1b[2J\nb", "/tmp/\xff", Time(),      std::nullopt};
    const auto read = parse_terminal_session(session.id, terminal_session_text(session));
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->program == "a[2J b");
    BOOST_TEST(read->folder == "/tmp/\xef\xbf\xbd");
}

BOOST_AUTO_TEST_CASE(anything_else_is_none) {
    const std::string good = R"({"kind":"exec","portal":"acme","role":"admin","program":"sh","started_at":1})";
    BOOST_TEST(parse_terminal_session("0a1b2c3d", good).has_value());
    BOOST_TEST(!parse_terminal_session("../../etc", good).has_value());
    for (const char* text :
         {"", "x", "[]", "{}", R"({"kind":"other","portal":"acme","role":"admin","program":"sh","started_at":1})",
          R"({"kind":"lease","portal":"acme","role":"admin","program":"sh","started_at":1})",
          R"({"kind":"exec","portal":"acme","role":"admin","program":"sh","started_at":1,"ends_at":2})",
          R"({"kind":"exec","portal":"a/b","role":"admin","program":"sh","started_at":1})",
          R"({"kind":"exec","portal":"acme","role":"tenant","tenant":"x","program":"sh","started_at":1})",
          R"({"kind":"exec","portal":"acme","role":"admin","program":"","started_at":1})",
          R"({"kind":"exec","portal":"acme","role":"admin","program":"sh","started_at":"1"})"}) {
        BOOST_TEST(!parse_terminal_session("0a1b2c3d", text).has_value(), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
