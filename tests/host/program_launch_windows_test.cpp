#include "system/process/program_launch.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "base/path_text.h"
#include "fake_folder.h"

// The programs are Windows' own and ours.

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kLimit{20'000};
const fs::path kProgram = path_of(JIT_CONSOLE_PROGRAM);
const fs::path kShell = R"(C:\windows\system32\cmd.exe)";

}  // namespace

BOOST_AUTO_TEST_SUITE(program_launch_windows)

BOOST_AUTO_TEST_CASE(programs_are_found_in_path_with_and_without_their_ending) {
    BOOST_TEST((find_program("cmd") == find_program("cmd.exe")));
    BOOST_TEST(find_program("cmd").is_absolute());
    BOOST_TEST(find_program("no-such-program").empty());
    BOOST_TEST(find_program("system32\\cmd.exe").empty());
    BOOST_TEST((find_program(kShell.string()) == kShell));
}

BOOST_AUTO_TEST_CASE(a_programs_output_is_what_it_wrote) {
    const auto version = program_output(kProgram, {"--version"}, kLimit);
    BOOST_REQUIRE(version.has_value());
    BOOST_TEST(version->starts_with("jit-console "));
    BOOST_TEST(!program_output(kProgram, {"--version"}, kLimit, 5).has_value());
    BOOST_TEST(!program_output(kProgram, {"no-such-command"}, kLimit).has_value());
    BOOST_TEST(!program_output("C:\\missing.exe", {}, kLimit).has_value());
}

BOOST_AUTO_TEST_CASE(arguments_arrive_as_they_were_given) {
    for (const std::string word :
         {R"(a b)", R"(a"b)", R"(a\"b)", R"(a b\)", R"(a\\)", "", "\xC3\xA4 \xE6\x97\xA5", "%PATH%"}) {
        const std::string argument = "C:\\" + word;
        // Shows the program's path in what it would write.
        const auto output = program_output(
            kProgram, {"install", "--dry-run", "--user-data-dir", "C:\\x", "--program", argument}, kLimit);
        BOOST_REQUIRE_MESSAGE(output.has_value(), argument);
        const auto manifest = nlohmann::json::parse(output->substr(output->find('\n')));
        BOOST_TEST(manifest.at("path") == argument);
    }
}

BOOST_AUTO_TEST_CASE(a_program_that_takes_too_long_is_ended) {
    const auto before = std::chrono::steady_clock::now();
    BOOST_TEST(
        !program_output(kShell, {"/c", "ping", "-n", "60", "127.0.0.1"}, std::chrono::milliseconds(100)).has_value());
    BOOST_TEST((std::chrono::steady_clock::now() - before < std::chrono::seconds(20)));
}

BOOST_AUTO_TEST_CASE(what_ends_well_or_goes_on_was_launched) {
    BOOST_TEST(launch_program(kProgram, {"--version"}, kLimit));
    BOOST_TEST(!launch_program(kProgram, {"no-such-command"}, kLimit));
    BOOST_TEST(!launch_program("C:\\missing.exe", {}, kLimit));
}

BOOST_AUTO_TEST_SUITE_END()
