#include "system/loopback/connection_owner_linux.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <list>

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

#include "fake_socket.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

constexpr uid_t kSomebodyElse = 12345;

Socket connect_from(const char* address, std::uint16_t own_port, std::uint16_t port) {
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in from = loopback(own_port);
    ::inet_pton(AF_INET, address, &from.sin_addr);
    const sockaddr_in to = loopback(port);
    BOOST_REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&from), sizeof from) == 0);
    BOOST_REQUIRE(::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
    return socket;
}

/// As programs do that only have IPv6 sockets: to ::ffff:127.0.0.1.
Socket connect_mapped(std::uint16_t port) {
    Socket socket(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(port);
    ::inet_pton(AF_INET6, "::ffff:127.0.0.1", &to.sin6_addr);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) return Socket();
    return socket;
}

std::chrono::nanoseconds fastest(const std::function<void()>& act) {
    auto least = std::chrono::nanoseconds::max();
    for (int i = 0; i < 100; ++i) {
        const auto start = std::chrono::steady_clock::now();
        act();
        least = std::min<std::chrono::nanoseconds>(least, std::chrono::steady_clock::now() - start);
    }
    return least;
}

struct ListenerFixture {
    Socket listener = listen_on_loopback();
    LoopbackEnd own{"127.0.0.1", port_of(listener)};

    void check(const LoopbackEnd& peer, std::optional<uid_t> owner) const {
        BOOST_TEST_CONTEXT(peer.address << " port " << peer.port) {
            BOOST_TEST((owner_by_sock_diag(own, peer) == owner));
            BOOST_TEST((owner_by_proc(own, peer) == owner));
            BOOST_TEST(is_another_users(own, peer) == (owner && *owner != ::geteuid()));
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(connection_owner_linux, ListenerFixture)

BOOST_AUTO_TEST_CASE(knows_whose_a_connection_is) {
    const Socket mine = connect_to(own.port);
    check({"127.0.0.1", port_of(mine)}, ::geteuid());
    const Socket mapped = connect_mapped(own.port);
    if (mapped.get() >= 0) check({"127.0.0.1", port_of(mapped)}, ::geteuid());
    check({"127.0.0.1", 1}, {});
    check({"127.0.0.1", own.port}, {});
}

BOOST_AUTO_TEST_CASE(over_v6_too) {
    const Socket v6(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    if (::bind(v6.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
    BOOST_REQUIRE(::listen(v6.get(), 8) == 0);
    own = {"::1", port_of(v6)};
    const Socket mine = connect_to_v6(own.port);
    check({"::1", port_of(mine)}, ::geteuid());
    check({"127.0.0.1", port_of(mine)}, {});
}

BOOST_AUTO_TEST_CASE(the_same_port_at_another_address_is_somebody_elses) {
    const Socket mine = connect_to(own.port);
    const std::uint16_t port = port_of(mine);
    check({"127.0.0.2", port}, {});
    if (::geteuid() != 0) return;  // only root can connect as somebody else
    BOOST_REQUIRE(::seteuid(kSomebodyElse) == 0);
    const Socket theirs = connect_from("127.0.0.2", port, own.port);
    BOOST_REQUIRE(::seteuid(0) == 0);
    check({"127.0.0.2", port}, kSomebodyElse);
    check({"127.0.0.1", port}, 0);
}

BOOST_AUTO_TEST_CASE(is_known_without_looking_through_all_connections_of_the_machine) {
    std::list<Socket> crowd;
    for (int i = 0; i < 300; ++i) {
        crowd.push_back(connect_to(own.port));
        crowd.push_back(Socket(::accept(listener.get(), nullptr, nullptr)));
    }
    const Socket mine = connect_to(own.port);
    const LoopbackEnd peer{"127.0.0.1", port_of(mine)};
    const auto looked_through = fastest([&] { owner_by_proc(own, peer); });
    const auto asked = fastest([&] { is_another_users(own, peer); });
    BOOST_TEST_CONTEXT(asked.count() << " ns, and " << looked_through.count() << " ns to look through all")
    BOOST_TEST((asked < looked_through / 2));
}

BOOST_AUTO_TEST_SUITE_END()
