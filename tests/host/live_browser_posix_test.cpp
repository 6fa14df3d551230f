#include "system/desktop/live_browser.h"

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include <boost/test/unit_test.hpp>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fake_folder.h"
#include "fake_socket.h"

using namespace jit_console;
using namespace jit_console::fake;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kPatience{20};

struct RuntimeFolder {
    TestFolder folder;

    std::unique_ptr<LiveSocket> host_of(const std::string& family, const std::string& program) const {
        auto host = make_live_socket(folder.path(), family, program);
        BOOST_REQUIRE(host);
        host->answer_by([family](const std::string& question, std::stop_token) { return family + ": " + question; });
        return host;
    }
    std::vector<LiveBrowser> found() const { return live_browsers(folder.path()); }
};

/// What that user gets to hear at the socket; "not connected" where it can't be reached.
std::string answer_to_user(uid_t user, const fs::path& path) {
    const Socket socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    if (::seteuid(user) != 0 ||
        ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return "not connected";
    socket.send("one");
    ::shutdown(socket.get(), SHUT_WR);
    return socket.receive_all();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(live_browser_posix, RuntimeFolder)

BOOST_AUTO_TEST_CASE(a_host_is_found_and_answers_until_it_goes) {
    auto host = host_of("chromium", "chrome");
    BOOST_REQUIRE(found().size() == 1);
    const LiveBrowser browser = found().front();
    BOOST_TEST(browser.family == "chromium");
    BOOST_TEST(browser.name() == "chrome");
    BOOST_TEST(ask_live_browser(browser, "one", kPatience).value_or("none") == "chromium: one");
    BOOST_TEST(ask_live_browser(browser, "two", kPatience).value_or("none") == "chromium: two");
    host.reset();
    BOOST_TEST(found().empty());
    BOOST_TEST(!ask_live_browser(browser, "three", kPatience));
}

BOOST_AUTO_TEST_CASE(who_hangs_up_is_no_longer_answered_and_others_are) {
    auto host = make_live_socket(folder.path(), "chromium", "chrome");
    std::mutex mutex;
    std::condition_variable_any changed;
    bool asked = false;
    std::string stopped;
    bool other_may_go = false;
    host->answer_by([&](const std::string& question, std::stop_token stop) {
        std::unique_lock lock(mutex);
        asked = asked || question == "one";
        changed.notify_all();
        const bool went = changed.wait(lock, stop, [&] { return question == "two" && other_may_go; });
        if (!went) stopped += question;
        changed.notify_all();
        return question;
    });
    auto other = std::async(std::launch::async,
                            [&] { return ask_live_browser(found().front(), "two", kPatience).value_or("none"); });
    {
        const Socket socket(::socket(AF_UNIX, SOCK_STREAM, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        found().front().socket.native().copy(address.sun_path, sizeof address.sun_path - 1);
        BOOST_REQUIRE(::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        socket.send("one");
        ::shutdown(socket.get(), SHUT_WR);
        std::unique_lock lock(mutex);
        BOOST_REQUIRE(changed.wait_for(lock, kPatience, [&] { return asked; }));
        BOOST_TEST(stopped == "");
    }
    std::unique_lock lock(mutex);
    BOOST_REQUIRE(changed.wait_for(lock, kPatience, [&] { return !stopped.empty(); }));
    BOOST_TEST(stopped == "one");
    other_may_go = true;
    changed.notify_all();
    lock.unlock();
    BOOST_TEST(other.get() == "two");
}

BOOST_AUTO_TEST_CASE(its_socket_is_for_this_user_only) {
    const auto host = host_of("firefox", "MainThread");
    struct stat status {};
    BOOST_REQUIRE(::stat(found().front().socket.c_str(), &status) == 0);
    BOOST_TEST(S_ISSOCK(status.st_mode));
    BOOST_TEST((status.st_mode & 0777) == 0600);
    BOOST_TEST(found().front().name() == "firefox");
}

BOOST_AUTO_TEST_CASE(another_users_program_that_can_open_the_file_gets_no_answer) {
    if (::geteuid() != 0) return;  // only root can connect as somebody else
    const auto host = host_of("chromium", "chrome");
    const fs::path socket = found().front().socket;
    ::chmod(folder.path().c_str(), 0777);
    ::chmod(socket.c_str(), 0777);
    // In a process of its own: the host's user stays who it is.
    const pid_t child = ::fork();
    if (child == 0) ::_exit(answer_to_user(12345, socket).empty() ? 0 : 1);
    int status = -1;
    BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
    BOOST_TEST(status == 0);
    BOOST_TEST(ask_live_browser(found().front(), "two", kPatience).value_or("none") == "chromium: two");
}

BOOST_AUTO_TEST_CASE(a_terminal_asks_no_host_of_another_user) {
    if (::geteuid() != 0) return;
    ::chmod(folder.path().c_str(), 0777);
    BOOST_REQUIRE(::seteuid(12345) == 0);
    const auto host = make_live_socket(folder.path(), "chromium", "chrome");
    BOOST_REQUIRE(::seteuid(0) == 0);
    BOOST_REQUIRE(host);
    host->answer_by([](const std::string&, std::stop_token) { return "theirs"; });
    BOOST_TEST(!ask_live_browser(found().front(), "one", kPatience));
}

BOOST_AUTO_TEST_CASE(the_browser_used_last_comes_first) {
    const auto firefox = host_of("firefox", "firefox");
    const auto chromium = host_of("chromium", "brave");
    const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
    for (const LiveBrowser& browser : found()) fs::last_write_time(browser.socket, long_ago);
    chromium->note_use();
    BOOST_TEST(found().front().name() == "brave");
    fs::last_write_time(found().front().socket, long_ago);
    firefox->note_use();
    BOOST_TEST(found().front().name() == "firefox");
}

BOOST_AUTO_TEST_CASE(the_file_that_a_killed_host_left_is_removed) {
    const fs::path left = folder / "chromium-chrome-1.socket";
    {
        const Socket killed(::socket(AF_UNIX, SOCK_STREAM, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        left.native().copy(address.sun_path, sizeof address.sun_path - 1);
        BOOST_REQUIRE(::bind(killed.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    }
    BOOST_REQUIRE(found().size() == 1);
    BOOST_TEST(!ask_live_browser(found().front(), "one", kPatience));
    BOOST_TEST(!fs::exists(left));
}

BOOST_AUTO_TEST_CASE(a_question_that_is_too_long_gets_no_answer) {
    const auto host = host_of("chromium", "chrome");
    const auto start = std::chrono::steady_clock::now();
    BOOST_TEST(!ask_live_browser(found().front(), std::string(kLiveTextLimit + 1, 'x'), kPatience));
    BOOST_TEST((std::chrono::steady_clock::now() - start < kPatience / 2));
}

BOOST_AUTO_TEST_CASE(the_end_of_a_host_stops_what_is_being_answered) {
    const auto host = make_live_socket(folder.path(), "chromium", "chrome");
    BOOST_REQUIRE(host);
    std::mutex mutex;
    std::condition_variable_any changed;
    bool asked = false;
    host->answer_by([&](const std::string&, std::stop_token stop) {
        std::unique_lock lock(mutex);
        asked = true;
        changed.notify_all();
        changed.wait(lock, stop, [] { return false; });
        return std::string("stopped");
    });
    const LiveBrowser browser = found().front();
    std::jthread terminal([&] { static_cast<void>(ask_live_browser(browser, "one", kPatience)); });
    std::unique_lock lock(mutex);
    BOOST_REQUIRE(changed.wait_for(lock, kPatience, [&] { return asked; }));
    lock.unlock();
    const auto start = std::chrono::steady_clock::now();
    host->close();
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(what_else_is_in_the_folder_is_no_browser) {
    put(folder / "credentials.key", "key");
    put(folder / "x.socket", "");
    BOOST_TEST(found().empty());
    BOOST_TEST(live_browsers(folder / "missing").empty());
}

BOOST_AUTO_TEST_SUITE_END()
