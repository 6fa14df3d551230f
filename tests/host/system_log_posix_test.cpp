// What a syslog daemon gets, and what is said where none listens.
#include "system/log/system_log.h"

#include <array>
#include <cstring>
#include <string>

#include <boost/test/unit_test.hpp>
#include <sys/socket.h>
#include <sys/un.h>

#include "fake_folder.h"
#include "fake_socket.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

struct SyslogFixture {
    fake::TestFolder folder;
    std::filesystem::path path = folder / "log";
    fake::Socket daemon{::socket(AF_UNIX, SOCK_DGRAM, 0)};

    void listen() const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        BOOST_REQUIRE(path.string().size() < sizeof address.sun_path);
        std::strcpy(address.sun_path, path.c_str());
        BOOST_REQUIRE(::bind(daemon.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    }
    std::string received() const {
        std::array<char, 8192> bytes{};
        const ssize_t size = ::recv(daemon.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
        return {bytes.data(), static_cast<std::size_t>(size < 0 ? 0 : size)};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(system_log_posix, SyslogFixture)

BOOST_AUTO_TEST_CASE(a_line_goes_out_whole_with_the_program_and_its_process) {
    listen();
    make_syslog(path)->write(R"({"class_uid":3003})");
    const std::string wanted = "<85>jit-console[" + std::to_string(::getpid()) + R"(]: {"class_uid":3003})";
    BOOST_TEST(received() == wanted);
}

BOOST_AUTO_TEST_CASE(where_nobody_listens_it_is_an_error) {
    BOOST_CHECK_EXCEPTION(make_syslog(path)->write("x"), Error, has_with_hint(ErrorCode::config));
}

BOOST_AUTO_TEST_CASE(whoever_does_not_read_keeps_nobody_waiting) {
    listen();
    const auto log = make_syslog(path);
    const auto fill = [&] {
        for (int i = 0; i < 10'000; ++i) log->write(std::string(1000, 'x'));
    };
    BOOST_CHECK_EXCEPTION(fill(), Error, has(ErrorCode::config));
}

BOOST_AUTO_TEST_SUITE_END()
