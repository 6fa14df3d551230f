#include "system/loopback/loopback_server.h"

#include <chrono>
#include <future>
#include <list>

#include <boost/test/unit_test.hpp>

#include "fake_browser.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

struct ServerFixture {
    std::unique_ptr<LoopbackServer> server =
        make_loopback_server_beast([](LoopbackRequest&& request, LoopbackServer::Reply reply) {
            reply(loopback_page(200, "Seen",
                                request.method + " " + request.path + " [" + request.query + "] " + request.body));
        });
    std::uint16_t port = server->port();
};

bool system_has_v6_loopback() {
    const Socket socket(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    return ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(loopback_server_beast, ServerFixture)

BOOST_AUTO_TEST_CASE(hands_on_method_path_query_and_body) {
    BOOST_TEST(ask(port, "GET", "/a?b=c?d").body.find("GET /a [b=c?d] <") != std::string::npos);
    BOOST_TEST(ask(port, "POST", "/a", "", "text").body.find("POST /a [] text<") != std::string::npos);
    BOOST_TEST(ask(port, "HEAD", "/a").body == "");
}

BOOST_AUTO_TEST_CASE(listens_on_both_loopback_addresses_with_one_port) {
    const Socket v6 = connect_to_v6(port);
    BOOST_TEST((v6.get() >= 0) == system_has_v6_loopback());
    if (v6.get() < 0) return;
    v6.send(request_text(port, "GET", "/", "Host: [::1]:" + std::to_string(port) + "\r\n"));
    BOOST_TEST(parse_answer(v6.receive_all()).status == 200);
}

BOOST_AUTO_TEST_CASE(silent_and_half_open_connections_hold_up_nobody) {
    std::list<Socket> silent;
    for (int i = 0; i < 20; ++i) {
        silent.push_back(connect_to(port));
        if (i % 2 == 0)
            silent.back().send("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                               "\r\nContent-Length: 100\r\n\r\nhalf");
    }
    BOOST_TEST(ask(port, "GET", "/").status == 200);
}

BOOST_AUTO_TEST_CASE(as_many_silent_connections_as_there_may_be_shut_nobody_out) {
    std::list<Socket> silent;
    for (int i = 0; i < 130; ++i) silent.push_back(connect_to(port));
    const auto start = std::chrono::steady_clock::now();
    BOOST_TEST(ask(port, "GET", "/").status == 200);
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(closes_connections_of_other_users_of_the_machine) {
    bool asked = false;
    server = make_loopback_server_beast([&](LoopbackRequest&&, LoopbackServer::Reply) { asked = true; },
                                        [&](const LoopbackEnd& own, const LoopbackEnd& peer) {
                                            return own.address == "127.0.0.1" && own.port == server->port() &&
                                                   peer.address == own.address && peer.port != own.port;
                                        });
    BOOST_TEST(!server->turned_others_away());
    const Socket other = connect_to(server->port());
    BOOST_TEST(other.receive() == "");
    BOOST_TEST(server->turned_others_away());
    BOOST_TEST(!asked);
}

BOOST_AUTO_TEST_CASE(takes_a_request_that_comes_in_pieces) {
    const Socket slow = connect_to(port);
    for (const char c : request_text(port, "POST", "/slow", "", "body")) slow.send(std::string(1, c));
    BOOST_TEST(parse_answer(slow.receive_all()).body.find("POST /slow [] body<") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_too_large_before_reading_it) {
    BOOST_TEST(
        say(port, "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\nContent-Length: 65537\r\n\r\n")
            .status == 413);
    BOOST_TEST(ask(port, "GET", "/" + std::string(70'000, 'x')).status == 431);
    BOOST_TEST(ask(port, "POST", "/", "", std::string(65'536, 'x')).status == 200);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_http) {
    for (const char* raw : {"\x16\x03\x01\x02\x01\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                            "GET / HTTP/1.1\r\nno colon\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n"}) {
        BOOST_TEST(say(port, raw).status == 400, raw);
    }
    BOOST_TEST(ask(port, "GET", "/").status == 200);
}

BOOST_AUTO_TEST_CASE(an_answer_arrives_although_the_client_has_not_been_read_to_the_end) {
    const std::string rest(60'000, 'x');
    BOOST_TEST(say(port, "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                             "\r\nContent-Length: 100000\r\n\r\n" + rest)
                   .status == 413);
}

BOOST_AUTO_TEST_CASE(goes_at_once_with_connections_open) {
    const Socket silent = connect_to(port);
    const Socket half = connect_to(port);
    half.send("GET / HTTP/1.1\r\n");
    BOOST_TEST(ask(port, "GET", "/").status == 200);
    const auto start = std::chrono::steady_clock::now();
    server.reset();
    BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(5)));
    BOOST_TEST(half.receive() == "");
}

BOOST_AUTO_TEST_CASE(sends_the_answers_under_way_before_it_goes) {
    std::promise<LoopbackServer::Reply> came;
    server = make_loopback_server_beast(
        [&](LoopbackRequest&&, LoopbackServer::Reply reply) { came.set_value(std::move(reply)); });
    const Socket waiting = connect_to(server->port());
    waiting.send(request_text(server->port(), "GET", "/"));
    came.get_future().get()(loopback_page(200, "Late", "but there"));
    server.reset();
    BOOST_TEST(parse_answer(waiting.receive_all()).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
