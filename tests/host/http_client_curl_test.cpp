#include <chrono>
#include <functional>
#include <future>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "fake_curl_fixture.h"
#include "fake_resolver.h"
#include "version.h"

using namespace jit_console;
using namespace jit_console::fake;
using Kind = HttpFailure::Kind;
using std::chrono::milliseconds;

namespace {

bool is_internal(const Error& error) { return error.code() == ErrorCode::internal; }

/// True where send() throws `cancelled`.
bool is_cancelled(HttpClient& client, const HttpRequest& request, std::stop_token stop) {
    try {
        client.send(request, std::move(stop));
    } catch (const Error& error) {
        return error.code() == ErrorCode::cancelled;
    }
    return false;
}

/// How long it took from the stop, once the request was under way, until send() threw `cancelled`.
milliseconds cancel_time(HttpClient& client, const HttpRequest& request, const std::function<bool()>& under_way) {
    std::stop_source stop;
    auto cancelled = std::async(std::launch::async, [&] { return is_cancelled(client, request, stop.get_token()); });
    BOOST_CHECK(under_way());
    const auto start = std::chrono::steady_clock::now();
    stop.request_stop();
    BOOST_CHECK(cancelled.get());
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
}

// Much longer than it takes, for busy machines; much shorter than anything else that would end the wait.
constexpr milliseconds kPromptly{2000};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_client_curl, CurlFixture)

BOOST_AUTO_TEST_CASE(gives_status_media_type_and_body) {
    FakeTlsServer server([](const SeenRequest&) {
        return status(418, "short and stout", "Content-Type: Text/Plain; charset=utf-8\r\n");
    });
    const HttpResult result = send(get(server, "/pot?size=2"));
    BOOST_TEST(response(result).status == 418);
    BOOST_TEST(response(result).content_type == "text/plain");
    BOOST_TEST(response(result).body.reveal() == "short and stout");
    BOOST_TEST(server.requests().at(0).target == "/pot?size=2");
}

BOOST_AUTO_TEST_CASE(reads_how_long_to_wait_in_seconds_or_until_a_date) {
    FakeTlsServer server([](const SeenRequest& seen) {
        const std::string later = "Retry-After: " + seen.target.substr(1) + "\r\n";
        return status(429, "slow down", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n" + later);
    });
    const auto wait = [&](const std::string& value) {
        const HttpResult result = send(get(server, "/" + value));
        return response(result).retry_after.value_or(std::chrono::seconds(-1)).count();
    };
    BOOST_TEST(wait("90") == 90);
    BOOST_TEST(wait("06-Nov-94,08:51:07") == 90);
    for (const char* none : {"0", "-5", "86401", "99999999999999999999", "soon", "05-Nov-94", "90x"})
        BOOST_TEST(wait(none) == -1, none);
}

BOOST_AUTO_TEST_CASE(sends_method_headers_and_body_and_says_who_it_is) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    HttpRequest request = get(server);
    request.method = "POST";
    request.headers.emplace_back("Authorization", Secret("Bearer t0ken"));
    request.headers.emplace_back("X-Empty", Secret());
    request.body = Secret(std::string(2 * 1024 * 1024, 'b'));
    response(send(request));
    const SeenRequest seen = server.requests().at(0);
    BOOST_TEST(seen.method == "POST");
    BOOST_TEST(seen.body.size() == 2U * 1024 * 1024);
    BOOST_TEST(seen.head.find("\r\nAuthorization: Bearer t0ken\r\n") != std::string::npos);
    BOOST_TEST(seen.head.find("\r\nX-Empty:\r\n") != std::string::npos);
    BOOST_TEST(seen.head.find("\r\nUser-Agent: jit-console/" + std::string(kVersion) + "\r\n") != std::string::npos);
    BOOST_TEST(seen.head.find("Expect:") == std::string::npos);
    BOOST_TEST(seen.head.find("\r\nAccept-Encoding: gzip\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(offers_http_2_before_http_1) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    response(send(get(server)));
    BOOST_TEST(server.offered_protocols() == "h2,http/1.1");
}

BOOST_AUTO_TEST_CASE(keeps_a_connection_for_the_next_request_to_the_same_host) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    FakeTlsServer other([](const SeenRequest&) { return ok("{}"); });
    for (int i = 0; i < 3; ++i) {
        response(send(get(server)));
        response(send(get(other)));
    }
    BOOST_TEST(server.connections() == 1);
    BOOST_TEST(other.connections() == 1);
}

BOOST_AUTO_TEST_CASE(tries_again_where_a_kept_connection_has_died) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    response(send(get(server)));
    server.drop_connections();
    BOOST_TEST(response(send(get(server))).status == 200);
    BOOST_TEST(server.connections() == 2);
}

BOOST_AUTO_TEST_CASE(a_slow_answer_holds_up_no_other_request) {
    FakeTlsServer server([](const SeenRequest& seen) {
        return seen.target == "/slow" ? TlsAnswer{"", TlsAnswer::Then::hang} : ok("{}");
    });
    std::stop_source stop;
    auto slow =
        std::async(std::launch::async, [&] { return is_cancelled(*client, get(server, "/slow"), stop.get_token()); });
    BOOST_CHECK(server.wait_for_requests(1));
    BOOST_TEST(response(send(get(server, "/quick"))).status == 200);
    stop.request_stop();
    BOOST_TEST(slow.get());
}

BOOST_AUTO_TEST_CASE(many_threads_share_one_client) {
    FakeTlsServer server([](const SeenRequest& seen) { return ok(seen.target); });
    const auto ask = [&](int i) {
        for (int round = 0; round < 3; ++round) {
            const std::string path = "/" + std::to_string(i) + "/" + std::to_string(round);
            const HttpResult result = send(get(server, path));
            const auto* answer = std::get_if<HttpResponse>(&result);
            if (answer == nullptr || answer->body.reveal() != path) return false;
        }
        return true;
    };
    std::vector<std::future<bool>> threads;
    for (int i = 0; i < 16; ++i) threads.push_back(std::async(std::launch::async, ask, i));
    for (auto& thread : threads) BOOST_TEST(thread.get());
    BOOST_TEST(server.requests().size() == 48U);
}

BOOST_AUTO_TEST_CASE(follows_no_redirect) {
    FakeTlsServer server([](const SeenRequest&) { return status(302, "", "Location: /elsewhere\r\n"); });
    BOOST_TEST(response(send(get(server))).status == 302);
    BOOST_TEST(server.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(refuses_requests_that_cannot_be_sent) {
    const auto refused = [&](auto change) {
        HttpRequest request;
        request.url = Secret("https://127.0.0.1:1/");
        change(request);
        BOOST_CHECK_EXCEPTION(send(request), Error, is_internal);
    };
    refused([](HttpRequest& request) { request.url = Secret("http://127.0.0.1:1/"); });
    refused([](HttpRequest& request) { request.url = Secret("file:///etc/passwd"); });
    refused([](HttpRequest& request) { request.url = Secret("https://127.0.0.1:1/a\r\nb"); });
    refused([](HttpRequest& request) { request.url = Secret("https://:/"); });
    refused([](HttpRequest& request) { request.method = "DELETE"; });
    refused([](HttpRequest& request) { request.headers.emplace_back("A\nB", Secret("c")); });
    refused([](HttpRequest& request) { request.headers.emplace_back("Authorization", Secret("Bearer a\r\nX: y")); });
}

BOOST_AUTO_TEST_CASE(stops_a_body_over_the_limit_whether_its_length_was_told_or_not) {
    FakeTlsServer server([](const SeenRequest& seen) {
        if (seen.target == "/told")
            return TlsAnswer{"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", TlsAnswer::Then::hang};
        return TlsAnswer{"HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x'), TlsAnswer::Then::hang};
    });
    for (const char* path : {"/told", "/untold"}) {
        HttpRequest request = get(server, path);
        request.body_limit = 1000;
        BOOST_TEST((failure(send(request)).kind == Kind::too_large), path);
    }
}

BOOST_AUTO_TEST_CASE(takes_a_body_of_exactly_the_limit) {
    FakeTlsServer server([](const SeenRequest&) { return ok(std::string(100'000, 'x')); });
    HttpRequest request = get(server);
    request.body_limit = 100'000;
    BOOST_TEST(response(send(request)).body.reveal().size() == 100'000U);
}

BOOST_AUTO_TEST_CASE(stops_endless_headers) {
    FakeTlsServer server([](const SeenRequest&) {
        std::string bytes = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < 400; ++i) bytes += "X-" + std::to_string(i) + ": " + std::string(1000, 'x') + "\r\n";
        return TlsAnswer{bytes, TlsAnswer::Then::hang};
    });
    BOOST_TEST((failure(send(get(server))).kind == Kind::too_large));
}

BOOST_AUTO_TEST_CASE(stops_a_header_line_without_an_end) {
    FakeTlsServer server([](const SeenRequest&) {
        return TlsAnswer{"HTTP/1.1 200 OK\r\nX-Long: " + std::string(1024 * 1024, 'x'), TlsAnswer::Then::hang};
    });
    BOOST_TEST((failure(send(get(server))).kind == Kind::too_large));
}

BOOST_AUTO_TEST_CASE(calls_a_reset_during_the_handshake_no_matter_of_trust) {
    const Socket listener = listen_on_loopback();
    auto reset = std::async(std::launch::async, [&] {
        const Socket client(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        client.receive();
        const linger at_once{1, 0};  // closing sends a reset
        ::setsockopt(client.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    });
    HttpRequest request;
    request.url = Secret("https://127.0.0.1:" + std::to_string(port_of(listener)) + "/");
    BOOST_TEST((failure(send(request)).kind == Kind::unreachable));
    reset.get();
}

BOOST_AUTO_TEST_CASE(calls_an_end_of_the_stream_during_the_handshake_no_matter_of_trust) {
    const Socket listener = listen_on_loopback();
    auto closed = std::async(std::launch::async, [&] {
        const Socket client(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        client.receive();
    });
    HttpRequest request;
    request.url = Secret("https://127.0.0.1:" + std::to_string(port_of(listener)) + "/");
    BOOST_TEST((failure(send(request)).kind == Kind::unreachable));
    closed.get();
}

BOOST_AUTO_TEST_CASE(tells_a_broken_off_answer_and_one_that_is_no_http_from_none) {
    FakeTlsServer server([](const SeenRequest& seen) {
        const std::string bytes = seen.target == "/short" ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"
                                  : seen.target == "/chunks"
                                      ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                                  : seen.target == "/odd" ? "SSH-2.0-OpenSSH_9.2\r\n"
                                                          : "";
        return TlsAnswer{bytes, TlsAnswer::Then::close};
    });
    for (const char* path : {"/short", "/chunks", "/odd"}) {
        BOOST_TEST((failure(send(get(server, path))).kind == Kind::malformed), path);
    }
    BOOST_TEST((failure(send(get(server, "/nothing"))).kind == Kind::unreachable));
}

BOOST_AUTO_TEST_CASE(gives_up_when_the_answer_takes_too_long) {
    FakeTlsServer server([](const SeenRequest&) { return TlsAnswer{"", TlsAnswer::Then::hang}; });
    HttpRequest request = get(server);
    request.total_timeout = milliseconds(60);
    BOOST_TEST((failure(send(request)).kind == Kind::timeout));
}

BOOST_AUTO_TEST_CASE(gives_up_when_nobody_shakes_hands) {
    const Socket silent = listen_on_loopback();
    HttpRequest request;
    request.url = Secret("https://127.0.0.1:" + std::to_string(port_of(silent)) + "/");
    request.connect_timeout = milliseconds(60);
    BOOST_TEST((failure(send(request)).kind == Kind::timeout));
}

BOOST_AUTO_TEST_CASE(says_that_nobody_listens) {
    std::uint16_t port = 0;
    {
        const Socket gone = listen_on_loopback();
        port = port_of(gone);
    }
    HttpRequest request;
    request.url = Secret("https://127.0.0.1:" + std::to_string(port) + "/secret-path");
    const HttpResult result = send(request);
    BOOST_TEST((failure(result).kind == Kind::unreachable));
    BOOST_TEST(failure(result).detail.starts_with("failed to connect"));
    BOOST_TEST(failure(result).detail.find("secret-path") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(cancel_ends_a_request_that_waits_for_its_answer) {
    FakeTlsServer server([](const SeenRequest&) { return TlsAnswer{"", TlsAnswer::Then::hang}; });
    BOOST_TEST((cancel_time(*client, get(server), [&] { return server.wait_for_requests(1); }) < kPromptly));
}

BOOST_AUTO_TEST_CASE(cancel_ends_a_request_that_waits_for_a_name) {
    HangingResolver resolver;
    HttpRequest request;
    request.url = Secret("https://hangs.test/");
    BOOST_TEST((cancel_time(*client, request, [&] { return resolver.wait_until_asked(); }) < kPromptly));
}

BOOST_AUTO_TEST_CASE(a_cancelled_request_is_not_begun) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    std::stop_source stop;
    stop.request_stop();
    BOOST_TEST(is_cancelled(*client, get(server), stop.get_token()));
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_SUITE_END()
