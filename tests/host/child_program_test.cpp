#include "system/process/child_program.h"

#include <fstream>

#include <boost/test/unit_test.hpp>

#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

int run(std::vector<std::string> words, std::vector<std::string> own = {}) {
    return ChildProgram().run(
        std::move(words), [](std::string_view name) { return name == "DROPPED"; }, std::move(own));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(child_program)

BOOST_AUTO_TEST_CASE(exit_codes_and_signals_are_told_as_a_shell_tells_them) {
    BOOST_TEST(run({"sh", "-c", "exit 7"}) == 7);
    BOOST_TEST(run({"sh", "-c", "kill -TERM $$"}) == 128 + 15);
    BOOST_TEST(run({"/nowhere/at/all"}) == 127);
    const TestFolder folder;
    put(folder / "text", "no program");
    BOOST_TEST(run({(folder / "text").string()}) == 126);
}

BOOST_AUTO_TEST_CASE(the_environment_is_ours_but_for_what_is_dropped_and_replaced) {
    const TestFolder folder;
    const TestVariable dropped("DROPPED", "1");
    const TestVariable replaced("REPLACED", "old");
    const TestVariable kept("KEPT", "a b");
    const std::string file = (folder / "out").string();
    BOOST_TEST(
        run({"sh", "-c", R"(echo "$DROPPED|$REPLACED|$KEPT|$NEW" > "$0"; env | grep -c ^REPLACED= >> "$0")", file},
            {"REPLACED=new", "NEW=x=y"}) == 0);
    BOOST_TEST(text_of(file) == "|new|a b|x=y\n1\n");
}

BOOST_AUTO_TEST_CASE(what_was_open_before_is_the_programs_and_what_we_open_is_not) {
    const TestFolder folder;
    std::ifstream given("/etc/passwd");
    const ChildProgram child;
    std::ifstream ours("/etc/group");
    const std::string file = (folder / "out").string();
    child.run({"sh", "-c", "ls -l /proc/self/fd > \"$0\"", file}, [](std::string_view) { return false; }, {});
    BOOST_TEST(text_of(file).find("/etc/passwd") != std::string::npos);
    BOOST_TEST(text_of(file).find("/etc/group") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
