#include "system/process/confinement.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <functional>

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "fake_folder.h"
#include "system/files/files.h"
#include "system/process/process_hardening.h"

#ifdef __linux__
#include <csignal>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

BOOST_AUTO_TEST_SUITE(confinement)

BOOST_AUTO_TEST_CASE(the_words_say_what_holds) {
    BOOST_TEST(confinement_words({}) == "this system has no way to hold it to less than you may do");
    BOOST_TEST(confinement_words({.privileges = true}) ==
               "when a browser starts it, it can gain no rights (no_new_privs)");
    BOOST_TEST(confinement_words({true, true, true}).find("Landlock") != std::string::npos);
}

#ifdef __linux__
namespace {

/// The environment of a usual desktop, in a process of its own.
void desktop() {
    ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1000/bus", 1);
    ::unsetenv("SECRET_BACKEND");
    ::unsetenv("SNAP_NAME");
}

/// What a process of its own, confined to `folder`, comes to.
int in_confined_process(const fs::path& folder, const std::function<int(const Confinement&)>& act,
                        const std::function<void()>& before = desktop) {
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 99;
        before();
        try {
            code = act(confine_process({folder}));
        } catch (const Error&) {
            code = 98;
        }
        ::_exit(code);
    }
    int status = 0;
    BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
    BOOST_REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/// 0 where it was refused as it should be, or this system can't.
int refused(bool holds, long result) { return !holds || (result < 0 && (errno == EPERM || errno == EACCES)) ? 0 : 1; }

struct Folders {
    TestFolder all;
    fs::path own = all / "own";
    fs::path other = all / "other";
    Folders() {
        fs::create_directory(own);
        fs::create_directory(other);
        put(other / "file", "text");
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(confined_it_does_what_the_doctor_says_it_would) {
    const Folders folders;
    const auto act = [&](const Confinement& done) {
        const Confinement wanted = possible_confinement({folders.own});
        return done == wanted && wanted.privileges ? 0 : 1;
    };
    BOOST_TEST(in_confined_process(folders.own, act) == 0);
    BOOST_TEST(!possible_confinement({folders.own, folders.all / "missing"}).files);
}

BOOST_AUTO_TEST_CASE(nothing_is_given_up_where_what_the_keyring_starts_would_outlive_the_process) {
    const Folders folders;
    const auto act = [](const Confinement& done) {
        return done == Confinement{} && possible_confinement({}) == Confinement{} &&
                       ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0
                   ? 0
                   : 1;
    };
    BOOST_TEST(in_confined_process(folders.own, act, [] {
                   desktop();
                   ::setenv("DBUS_SESSION_BUS_ADDRESS", "autolaunch:", 1);
               }) == 0);
    BOOST_TEST(in_confined_process(folders.own, act, [] {
                   ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
                   ::unsetenv("XDG_RUNTIME_DIR");
                   ::setenv("DISPLAY", ":0", 1);
               }) == 0);
    BOOST_TEST(in_confined_process(folders.own, act, [] {
                   desktop();
                   ::setenv("SECRET_BACKEND", "file", 1);
               }) == 0);
}

BOOST_AUTO_TEST_CASE(confined_it_can_make_no_file_that_others_connect_to_and_can_take_away_its_own) {
    const Folders folders;
    const fs::path own = folders.own / "made.before";
    put(own, "");
    const auto act = [&](const Confinement& done) {
        const int made = refused(done.files, ::mknod((folders.own / "socket").c_str(), S_IFSOCK | 0600, 0));
        return made == 0 && ::unlink(own.c_str()) == 0 ? 0 : 1;
    };
    BOOST_TEST(in_confined_process(folders.own, act) == 0);
}

BOOST_AUTO_TEST_CASE(where_links_lead_is_changed_too_and_a_link_to_nothing_leaves_files_as_they_are) {
    const Folders folders;
    const fs::path home = folders.own.parent_path();
    Paths paths{home, folders.own, folders.all / "state", folders.own};
    fs::create_directory(paths.state);
    fs::create_directory(folders.all / ".aws");
    const auto holds = [&](const fs::path& folder) {
        const auto all = changed_folders(paths);
        return std::ranges::find(all, folder) != all.end();
    };
    BOOST_TEST(!holds(folders.other));
    fs::create_symlink(folders.other / "file", folders.own / "config.json");
    BOOST_TEST(holds(fs::canonical(folders.other)));
    BOOST_TEST(!holds(""));
    fs::create_symlink(folders.all / "missing", folders.all / ".aws/of-somebody-else");
    BOOST_TEST(!holds(""));
    fs::create_symlink(folders.all / "missing", folders.own / "link");
    BOOST_TEST(holds(""));
    BOOST_TEST(!possible_confinement(changed_folders(paths)).files);
}

BOOST_AUTO_TEST_CASE(kubeconfigs_folders_are_changed_where_they_exist_and_never_the_home) {
    const Folders folders;
    const fs::path home = fs::canonical(folders.all / "");
    const Paths paths{home, folders.own, folders.own, folders.own};
    const auto holds = [&](const fs::path& folder) {
        const auto all = changed_folders(paths);
        return std::ranges::find(all, folder) != all.end();
    };
    ::unsetenv("KUBECONFIG");
    BOOST_TEST(!holds(home / ".kube"));
    fs::create_directory(home / ".kube");
    BOOST_TEST(holds(home / ".kube"));
    put(folders.other / "real", "text");
    fs::create_symlink(folders.other / "real", home / ".kube/config");
    BOOST_TEST(holds(fs::canonical(folders.other)));
    ::setenv("KUBECONFIG", (home / "kubeconfig").c_str(), 1);
    BOOST_TEST(!holds(home));
    BOOST_TEST(!holds(home / ".kube"));
    ::unsetenv("KUBECONFIG");
}

BOOST_AUTO_TEST_CASE(a_folder_that_was_made_again_is_another) {
    const Folders folders;
    const auto before = folder_ids({folders.own});
    BOOST_TEST((folder_ids({folders.own}) == before));
    fs::rename(folders.own, folders.all / "moved");
    BOOST_TEST((folder_ids({folders.own}) != before));
    fs::create_directory(folders.own);
    BOOST_TEST((folder_ids({folders.own}) != before));
}

BOOST_AUTO_TEST_CASE(confined_it_changes_files_in_its_own_folders_only) {
    const Folders folders;
    const auto act = [&](const Confinement& done) {
        write_file_atomically(folders.own / "made/file", "text");
        write_file_atomically(folders.own / "made/file", "other");
        shrink_file(folders.own / "made/file", "o");
        const FileLock lock(folders.own / "lock");
        int wrong = text_of(folders.own / "made/file") == "o" ? 0 : 1;
        const fs::path file = folders.other / "file";
        wrong += refused(done.files, ::open(file.c_str(), O_WRONLY));
        wrong += refused(done.files, ::open((folders.other / "new").c_str(), O_WRONLY | O_CREAT, 0600));
        wrong += refused(done.files, ::unlink(file.c_str()));
        wrong += refused(done.files, ::mkdir((folders.other / "folder").c_str(), 0700));
        wrong += refused(done.files, ::symlink("x", (folders.other / "link").c_str()));
        wrong += text_of(file) == "text" ? 0 : 1;  // reading stays
        wrong += ::open("/dev/null", O_WRONLY) < 0 ? 1 : 0;
        return wrong;
    };
    BOOST_TEST(in_confined_process(folders.own, act) == 0);
    BOOST_TEST(text_of(folders.other / "file") == "text");
}

BOOST_AUTO_TEST_CASE(confined_it_looks_into_no_other_process_and_changes_no_system) {
    const Folders folders;
    const auto act = [&](const Confinement& done) {
        int wrong = 0;
        wrong += refused(done.calls, ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr));
        wrong += refused(done.calls, ::mount("none", "/nowhere", "tmpfs", 0, nullptr));
        wrong += refused(done.calls, ::chroot("/"));
        wrong += refused(done.calls, ::syscall(442 /* mount_setattr */, -1, "", 0, nullptr, 0));
        // C libraries try calls that a kernel may not know, and go on where it says so.
        wrong += ::syscall(4095) == -1 && errno == ENOSYS ? 0 : 1;
        return wrong;
    };
    BOOST_TEST(in_confined_process(folders.own, act) == 0);
}

BOOST_AUTO_TEST_CASE(confined_it_runs_programs_which_gain_no_rights) {
    const Folders folders;
    const auto act = [&](const Confinement&) {
        if (::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) return 1;
        const pid_t child = ::fork();
        if (child == 0) {
            ::execl("/bin/sh", "sh", "-c", "cat /etc/passwd > /dev/null", nullptr);
            ::_exit(127);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    };
    BOOST_TEST(in_confined_process(folders.own, act) == 0);
}
#endif

BOOST_AUTO_TEST_SUITE_END()
