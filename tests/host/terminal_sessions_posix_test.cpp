#include "system/process/terminal_sessions.h"

#include <boost/test/unit_test.hpp>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fake_folder.h"
#include "thrown_error.h"

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

const TerminalSession kTerraform{"",          false,       "acme",
                                 Role::admin, "",          "",
                                 "terraform", "/home/bob", Time(std::chrono::seconds(1'790'000'000)),
                                 std::nullopt};

struct SessionFolder {
    TestFolder folder;
    std::unique_ptr<TerminalSessions> sessions = make_terminal_sessions_files(folder / "run");

    std::vector<fs::path> files() const {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(folder / "run")) files.push_back(entry.path());
        return files;
    }
    TerminalSession lease() const {
        TerminalSession lease = kTerraform;
        lease.is_lease = true;
        lease.ends_at = lease.started_at + std::chrono::minutes(15);
        return lease;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(terminal_sessions_posix, SessionFolder)

BOOST_AUTO_TEST_CASE(what_runs_is_listed_with_an_id_of_its_own_until_it_goes) {
    auto first = sessions->add(kTerraform);
    TerminalSession second = lease();
    second.started_at += std::chrono::seconds(1);
    const auto other = sessions->add(second);
    const auto listed = sessions->list();
    BOOST_REQUIRE(listed.size() == 2);
    TerminalSession expected = kTerraform;
    expected.id = listed[0].id;
    BOOST_TEST((listed[0] == expected));
    BOOST_TEST(is_terminal_session_id(listed[0].id));
    BOOST_TEST(listed[0].id != listed[1].id);
    BOOST_TEST((listed[1].ends_at == second.ends_at));
    first.reset();
    BOOST_TEST(sessions->list().size() == 1);
    BOOST_TEST(other->holds());
}

BOOST_AUTO_TEST_CASE(its_file_is_this_users_only) {
    const auto session = sessions->add(kTerraform);
    struct stat status {};
    BOOST_REQUIRE(::stat(files().at(0).c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 0777U) == 0600U);
    BOOST_REQUIRE(::stat((folder / "run").c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 0777U) == 0700U);
}

BOOST_AUTO_TEST_CASE(what_is_ended_holds_no_longer_and_is_not_listed) {
    const auto session = sessions->add(kTerraform);
    const auto other = sessions->add(lease());
    const std::string id = sessions->list().at(0).id;
    BOOST_TEST(sessions->end(id));
    BOOST_TEST(session->holds() != other->holds());
    BOOST_TEST(sessions->list().size() == 1);
    BOOST_TEST(!sessions->end(id));
    BOOST_TEST(!sessions->end("../run/x"));
    BOOST_TEST(!sessions->end("00000000"));
}

BOOST_AUTO_TEST_CASE(a_lease_whose_file_is_gone_has_ended_and_a_long_exec_outlives_the_log_out) {
    const auto exec = sessions->add(kTerraform);
    const auto lent = sessions->add(lease());
    fs::remove_all(folder / "run");
    BOOST_TEST(!lent->holds());
    BOOST_TEST(exec->holds());
    BOOST_TEST(sessions->list().empty());
}

BOOST_AUTO_TEST_CASE(what_a_killed_process_left_is_removed) {
    int ready[2];
    BOOST_REQUIRE(::pipe(ready) == 0);
    const pid_t process = ::fork();
    if (process == 0) {
        const auto session = sessions->add(kTerraform);
        static_cast<void>(!::write(ready[1], "x", 1));
        ::pause();
        ::_exit(0);
    }
    char byte = 0;
    BOOST_REQUIRE(::read(ready[0], &byte, 1) == 1);
    for (const int end : ready) ::close(end);
    const auto running = sessions->list();
    BOOST_REQUIRE(running.size() == 1);
    ::kill(process, SIGKILL);
    ::waitpid(process, nullptr, 0);
    BOOST_TEST(files().size() == 1);
    BOOST_TEST(!sessions->end(running[0].id));
    BOOST_TEST(sessions->list().empty());
    BOOST_TEST(files().empty());
}

BOOST_AUTO_TEST_CASE(another_user_lists_and_ends_nothing) {
    if (::geteuid() != 0) return;  // only root can become another user
    const auto session = sessions->add(kTerraform);
    const std::string id = sessions->list().at(0).id;
    // Even where the folders would let them.
    for (const fs::path& open : {folder.path(), folder / "run"}) fs::permissions(open, fs::perms::all);
    for (const fs::path& file : files()) fs::permissions(file, fs::perms::all);
    BOOST_REQUIRE(::seteuid(12345) == 0);
    const bool ended = sessions->end(id);
    const std::size_t seen = sessions->list().size();
    BOOST_REQUIRE(::seteuid(0) == 0);
    BOOST_TEST(!ended);
    BOOST_TEST(seen == 0U);
    BOOST_TEST(session->holds());
}

BOOST_AUTO_TEST_CASE(what_is_no_session_is_passed_over) {
    const auto session = sessions->add(kTerraform);
    put(folder / "run" / "notes.session", "x");
    fs::create_directory(folder / "run" / "0a1b2c3d.session");
    fs::create_symlink("/etc/passwd", folder / "run" / "0a1b2c3e.session");
    BOOST_TEST(sessions->list().size() == 1);
    BOOST_TEST(fs::exists(folder / "run" / "notes.session"));
}

BOOST_AUTO_TEST_CASE(one_that_is_being_made_is_left_in_peace) {
    fs::create_directory(folder / "run");
    put(folder / "run" / "0a1b2c3d.session", "");
    BOOST_TEST(sessions->list().empty());
    BOOST_TEST(fs::exists(folder / "run" / "0a1b2c3d.session"));
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_written_it_says_so) {
    const auto nowhere = make_terminal_sessions_files("/proc/jit-console");
    BOOST_CHECK_EXCEPTION(nowhere->add(kTerraform), Error, has_with_hint(ErrorCode::config));
    BOOST_TEST(nowhere->list().empty());
}

BOOST_AUTO_TEST_SUITE_END()
