#include "system/process/program_launch.h"

#include <chrono>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kLong{10'000};

std::filesystem::path script(const std::filesystem::path& file, const std::string& text) {
    put(file, "#!/bin/sh\n" + text);
    ::chmod(file.c_str(), 0700);
    return file;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(program_launch)

BOOST_AUTO_TEST_CASE(finds_programs_in_path_first_and_without_path_in_the_usual_folders) {
    const TestFolder folder;
    const auto own = script(folder / "sh", "");
    {
        const TestVariable path("PATH", ("relative::/nowhere:" + folder.path().string()).c_str());
        BOOST_TEST(find_program("sh") == own);
    }
    const TestVariable path("PATH", nullptr);
    BOOST_TEST(find_program("sh").is_absolute());
    BOOST_TEST(find_program("sh") != own);
}

BOOST_AUTO_TEST_CASE(finds_nothing_that_cannot_be_run) {
    const TestFolder folder;
    put(folder / "text", "no program");
    std::filesystem::create_directory(folder / "folder");
    const TestVariable path("PATH", folder.path().c_str());
    for (const char* name : {"text", "folder", "missing", "", "../sh", "bin/sh"})
        BOOST_TEST(find_program(name) == "", name);
    BOOST_TEST(find_program((folder / "text").string()) == "");
    BOOST_TEST(find_program("/bin/sh") == "/bin/sh");
}

BOOST_AUTO_TEST_CASE(hands_arguments_on_as_they_are) {
    const TestFolder folder;
    const auto program =
        script(folder / "program", "for word in \"$@\"; do printf '[%s]' \"$word\"; done > \"$0.out\"\n");
    BOOST_TEST(launch_program(program, {"a b", "$(id)", "", "'"}, kLong));
    BOOST_TEST(text_of(folder / "program.out") == "[a b][$(id)][][']");
}

BOOST_AUTO_TEST_CASE(gives_the_program_nothing_of_ours) {
    const TestFolder folder;
    const auto program = script(folder / "program", "ls -l /proc/self/fd > \"$0.tmp\"; mv \"$0.tmp\" \"$0.out\"\n");
    std::ifstream open_here("/etc/passwd");
    BOOST_TEST(launch_program(program, {}, kLong));
    const std::string seen = text_of(folder / "program.out");
    BOOST_TEST(seen.find(" 0 -> /dev/null") != std::string::npos, seen);
    BOOST_TEST(seen.find(" 2 -> /dev/null") != std::string::npos, seen);
    BOOST_TEST(seen.find("/etc/passwd") == std::string::npos, seen);
    BOOST_TEST(seen.find("socket:") == std::string::npos, seen);
}

BOOST_AUTO_TEST_CASE(tells_a_program_that_fails_from_one_that_goes_on) {
    const TestFolder folder;
    BOOST_TEST(!launch_program(script(folder / "fails", "exit 3\n"), {}, kLong));
    BOOST_TEST(!launch_program(folder / "missing", {}, kLong));
    BOOST_REQUIRE(::mkfifo((folder / "wait").c_str(), 0600) == 0);
    const auto stays = script(folder / "stays", "read word < \"$1\"; exit 3\n");
    BOOST_TEST(launch_program(stays, {(folder / "wait").string()}, milliseconds(50)));
    put(folder / "wait", "go\n");
}

BOOST_AUTO_TEST_CASE(gives_what_a_program_writes) {
    const TestFolder folder;
    BOOST_TEST(program_output(script(folder / "says", "echo \"$1\"; echo no >&2\n"), {"a b"}, kLong).value() ==
               "a b\n");
    BOOST_TEST(program_output(script(folder / "silent", "exit 0\n"), {}, kLong).value() == "");
    BOOST_TEST(!program_output(script(folder / "fails", "echo yes; exit 3\n"), {}, kLong));
    BOOST_TEST(!program_output(script(folder / "talks", "echo 123456\n"), {}, kLong, 5));
    BOOST_TEST(!program_output(folder / "missing", {}, kLong));
}

BOOST_AUTO_TEST_CASE(kills_a_program_that_is_late_with_all_that_it_started) {
    const TestFolder folder;
    BOOST_REQUIRE(::mkfifo((folder / "wait").c_str(), 0600) == 0);
    // The child would outlive its parent, and hold the output open.
    const auto late =
        script(folder / "late", "read word < \"$1\" &\necho $! > \"$1.pid\"\necho yes\nread word < \"$1\"\n");
    const auto start = std::chrono::steady_clock::now();
    BOOST_TEST(!program_output(late, {(folder / "wait").string()}, milliseconds(500)));
    BOOST_TEST((std::chrono::steady_clock::now() - start < kLong));
    const pid_t child = std::stoi(text_of(folder / "wait.pid"));
    // Dead at once; who inherits it may take a moment to bury it.
    std::string state = "?";
    for (const auto end = start + kLong; std::chrono::steady_clock::now() < end && state != "Z" && !state.empty();) {
        const std::string stat = text_of("/proc/" + std::to_string(child) + "/stat");
        state = stat.empty() ? "" : stat.substr(stat.rfind(')') + 2, 1);
    }
    BOOST_TEST((state == "Z" || state.empty()));
}

BOOST_AUTO_TEST_CASE(one_that_closed_its_output_and_lives_on_is_late_too) {
    const TestFolder folder;
    BOOST_REQUIRE(::mkfifo((folder / "wait").c_str(), 0600) == 0);
    const auto stays = script(folder / "stays", "echo yes; exec >&-; read word < \"$1\"\n");
    BOOST_TEST(!program_output(stays, {(folder / "wait").string()}, milliseconds(300)));
}

BOOST_AUTO_TEST_SUITE_END()
