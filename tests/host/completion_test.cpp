#include "cli/completion.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "cli/man_page.h"

using namespace jit_console;

namespace {

std::vector<std::string> complete(const std::vector<std::string_view>& words) {
    const auto values = [](std::string_view placeholder) -> std::vector<Candidate> {
        if (placeholder == "PORTAL") return {{"acme", ""}, {"globex", ""}};
        if (placeholder == "TENANT") return {{"invoice", "acme"}};
        if (placeholder == "FORMAT") return {{"env", ""}, {"ini", ""}};
        return {};
    };
    std::vector<std::string> found;
    for (const Candidate& candidate : complete_words(words, cli_commands(), values)) found.push_back(candidate.word);
    return found;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

using Words = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(completion)

BOOST_AUTO_TEST_CASE(commands_come_first_then_their_second_words) {
    BOOST_TEST(has(complete({""}), "portal"));
    BOOST_TEST(has(complete({}), "--version"));
    BOOST_TEST(complete({"cred"}) == Words{"credentials"}, boost::test_tools::per_element());
    BOOST_TEST(complete({"portal", ""}) == (Words{"add", "list", "remove"}), boost::test_tools::per_element());
    BOOST_TEST(complete({"aws-profile", "re"}) == Words{"remove"}, boost::test_tools::per_element());
    BOOST_TEST(complete({"nonsense", ""}).empty());
}

BOOST_AUTO_TEST_CASE(what_a_word_stands_for_is_offered_in_its_place) {
    BOOST_TEST(complete({"console", ""}) == (Words{"acme", "globex"}), boost::test_tools::per_element());
    BOOST_TEST(complete({"console", "gl"}) == Words{"globex"}, boost::test_tools::per_element());
    BOOST_TEST(complete({"console", "--tenant", ""}) == Words{"invoice"}, boost::test_tools::per_element());
    BOOST_TEST(complete({"credentials", "--format", "i"}) == Words{"ini"}, boost::test_tools::per_element());
    BOOST_TEST(complete({"portal", "remove", ""}) == (Words{"acme", "globex"}), boost::test_tools::per_element());
    // NAME, which nobody knows but the person, and then PORTAL.
    BOOST_TEST(complete({"aws-profile", "add", ""}).empty());
    BOOST_TEST(complete({"aws-profile", "add", "x", "a"}) == Words{"acme"}, boost::test_tools::per_element());
    BOOST_TEST(complete({"aws-profile", "add", "--tenant", "t", "x", "a"}) == Words{"acme"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(options_come_when_they_are_begun_or_nothing_else_is_left_and_once_each) {
    BOOST_TEST(has(complete({"console", "acme", ""}), "--tenant"));
    BOOST_TEST(has(complete({"console", "--"}), "--to"));
    BOOST_TEST(!has(complete({"console", "--admin", "--"}), "--admin"));
    BOOST_TEST(has(complete({"credentials", "--v"}), "--vault"));
    BOOST_TEST(!has(complete({"link", "--v"}), "--vault"));
}

BOOST_AUTO_TEST_CASE(words_of_another_program_are_left_to_the_shell) {
    BOOST_TEST(has(complete({"exec", "--"}), "--tenant"));
    BOOST_TEST(complete({"exec", "--tenant", "invoice", "--", ""}).empty());
    BOOST_TEST(complete({"exec", "--tenant", "invoice", "--", "aws", "--p"}).empty());
}

BOOST_AUTO_TEST_CASE(every_option_has_a_description_and_every_command_an_example_of_itself) {
    for (const CliCommand& command : cli_commands()) {
        BOOST_TEST_CONTEXT(command.name) {
            const auto options = visible_options(command);
            for (const auto& option : options.options()) BOOST_TEST(!option->description().empty());
            BOOST_TEST(!command.summary.empty());
            BOOST_TEST(command.example.find("jit-console " + std::string(command.name)) != std::string_view::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_manual_page_tells_of_every_command_option_and_exit_code) {
    std::string page = man_page(cli_commands());
    for (std::size_t at; (at = page.find("\\-")) != std::string::npos;) page.erase(at, 1);
    for (const CliCommand& command : cli_commands()) {
        BOOST_TEST(page.find(".SS " + std::string(command.name)) != std::string::npos, command.name);
        const auto options = visible_options(command);
        for (const auto& option : options.options()) {
            BOOST_TEST(page.find("--" + option->long_name()) != std::string::npos, option->long_name());
        }
    }
    BOOST_TEST(page.find("20\nno token, or the portal no longer accepts it (401) (sign_in_needed)\n") !=
               std::string::npos);
    BOOST_TEST(page.find(" (duploctl)\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(three_shells_have_a_script_that_registers_itself_and_asks_this_program) {
    const auto says = [](std::string_view shell, std::string_view text) {
        return completion_script(shell).find(text) != std::string_view::npos;
    };
    BOOST_TEST(says("bash", "\ncomplete -o default -F _jit_console jit-console"));
    // zsh looks for it in the first line of a file in its fpath.
    BOOST_TEST(completion_script("zsh").starts_with("#compdef jit-console\n"));
    BOOST_TEST(says("zsh", "compdef _jit_console jit-console"));
    BOOST_TEST(says("fish", "\ncomplete -c jit-console -f -a '(__jit_console_complete)'"));
    for (const char* shell : {"bash", "zsh", "fish"}) {
        BOOST_TEST(says(shell, "jit-console complete -- "), shell);
        // What goes wrong may not end up among what is typed.
        BOOST_TEST(says(shell, " 2>/dev/null"), shell);
    }
    BOOST_TEST(completion_script("csh").empty());
}

BOOST_AUTO_TEST_SUITE_END()
