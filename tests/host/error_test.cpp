#include "base/error.h"

#include <fstream>
#include <map>
#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

using namespace jit_console;

namespace {

constexpr int kCodes = static_cast<int>(kLastErrorCode) + 1;

/// word → exit code, as PROTOCOL.md's table "Error codes and exit codes" has them.
std::map<std::string, int> documented_codes() {
    std::ifstream file(JIT_CONSOLE_SOURCE_DIR "/PROTOCOL.md");
    BOOST_REQUIRE(file);
    std::map<std::string, int> codes;
    bool in_table = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("## ")) in_table = line == "## Error codes and exit codes";
        // | `word` | exit code | meaning |
        if (!in_table || !line.starts_with("| `")) continue;
        const std::size_t word_end = line.find('`', 3);
        codes.emplace(line.substr(3, word_end - 3), std::stoi(line.substr(line.find('|', word_end) + 1)));
    }
    return codes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(error)

BOOST_AUTO_TEST_CASE(every_code_has_the_word_and_the_exit_code_of_the_protocol) {
    const auto documented = documented_codes();
    BOOST_REQUIRE_EQUAL(documented.size(), kCodes);
    for (int i = 0; i < kCodes; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const std::string word(error_word(code));
        BOOST_TEST_CONTEXT(word) {
            BOOST_REQUIRE(documented.contains(word));
            BOOST_TEST(exit_code(code) == documented.at(word));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_two_codes_share_an_exit_code_and_none_means_done) {
    std::set<int> exits;
    for (int i = 0; i < kCodes; ++i) exits.insert(exit_code(static_cast<ErrorCode>(i)));
    BOOST_TEST(exits.size() == static_cast<std::size_t>(kCodes));
    BOOST_TEST(*exits.begin() >= 1);
    BOOST_TEST(*exits.rbegin() <= 63);
}

BOOST_AUTO_TEST_CASE(an_error_carries_code_message_and_hint) {
    const Error error(ErrorCode::sign_in_needed, "the session on acme has ended", "sign in to acme");
    BOOST_TEST((error.code() == ErrorCode::sign_in_needed));
    BOOST_TEST(error.what() == "the session on acme has ended");
    BOOST_TEST(error.hint() == "sign in to acme");
    BOOST_TEST(Error(ErrorCode::internal, "x").hint().empty());
}

BOOST_AUTO_TEST_SUITE_END()
