#include <atomic>
#include <chrono>
#include <future>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "fake_curl_fixture.h"

// A connection that was kept and has died without a word; answers that were compressed.

using namespace jit_console;
using namespace jit_console::fake;
using Kind = HttpFailure::Kind;
using std::chrono::milliseconds;

namespace {

HttpRequest impatient(const FakeTlsServer& server) {
    HttpRequest request = get(server);
    request.silence_limit = milliseconds(50);
    return request;
}

/// For what is answered, however busy the machine is.
HttpRequest patient(const FakeTlsServer& server) {
    HttpRequest request = get(server);
    request.silence_limit = request.total_timeout;
    return request;
}

TlsAnswer silence() { return {"", TlsAnswer::Then::hang}; }

/// What a server says that leaves one of its requests, by `count`, without an answer.
FakeTlsServer::Handler silent_at(int which, std::atomic<int>& count) {
    return [which, &count](const SeenRequest&) { return ++count == which ? silence() : ok("{}"); };
}

TlsAnswer gzipped(std::string_view bytes) { return status(200, std::string(bytes), "Content-Encoding: gzip\r\n"); }

using std::string_view_literals::operator""sv;

constexpr std::string_view kTenants =
    "\x1f\x8b\x08\0\0\0\0\0\x02\x03\x2b\x49\xcd\x4b\xcc\x2b\x29\x56\x28\xc1\x41\x03\0\xa7\x91\x6e\xfe\x20\0\0\0"sv;

/// 133 bytes that become 100,000.
std::string bomb() {
    const std::string_view head =
        "\x1f\x8b\x08\0\0\0\0\0\x02\x03\xed\xc1\x31\x01\0\0\0\xc2\xa0\xac\xeb\x5f\xc2\x1a\x1e\x40\x01"sv;
    const std::string_view tail = "\xaf\x06\x87\xfa\xe2\x1b\xa0\x86\x01\0"sv;
    return std::string(head) + std::string(133 - head.size() - tail.size(), '\0') + std::string(tail);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_exchange_curl, CurlFixture)

BOOST_AUTO_TEST_CASE(a_compressed_answer_is_given_as_it_was) {
    FakeTlsServer server([](const SeenRequest&) { return gzipped(kTenants); });
    BOOST_TEST(response(send(get(server))).body.reveal() == "tenants tenants tenants tenants ");
    BOOST_TEST(server.requests().at(0).head.find("\r\nAccept-Encoding: gzip\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_compressed_answer_that_grows_beyond_the_limit_is_stopped) {
    FakeTlsServer server([](const SeenRequest&) { return gzipped(bomb()); });
    HttpRequest request = get(server);
    request.body_limit = 100'000;
    BOOST_TEST(response(send(request)).body.reveal() == std::string(100'000, 'a'));
    request.body_limit = 99'999;
    BOOST_TEST((failure(send(request)).kind == Kind::too_large));
}

BOOST_AUTO_TEST_CASE(an_answer_compressed_otherwise_than_it_says_is_malformed) {
    FakeTlsServer server([](const SeenRequest&) { return gzipped("{}"); });
    BOOST_TEST((failure(send(get(server))).kind == Kind::malformed));
}

BOOST_AUTO_TEST_CASE(a_kept_connection_that_stays_silent_holds_no_request_up) {
    std::atomic<int> count = 0;
    FakeTlsServer server(silent_at(2, count));
    response(send(impatient(server)));
    BOOST_TEST(response(send(impatient(server))).status == 200);
    BOOST_TEST(server.connections() == 2);
    BOOST_TEST(server.requests().size() == 3U);
    // It isn't tried again.
    BOOST_TEST(response(send(patient(server))).status == 200);
    BOOST_TEST(server.connections() == 2);
    BOOST_TEST(server.requests().size() == 4U);
}

BOOST_AUTO_TEST_CASE(the_answer_of_a_server_that_is_only_slow_is_taken) {
    const FakeTlsServer* asked = nullptr;
    std::atomic<int> count = 0;
    FakeTlsServer server([&](const SeenRequest&) {
        const int which = ++count;
        if (which == 1) return ok("{}");
        if (which == 3) return silence();
        asked->wait_for_requests(3);
        return ok("slow");
    });
    asked = &server;
    response(send(impatient(server)));
    BOOST_TEST(response(send(impatient(server))).body.reveal() == "slow");
}

BOOST_AUTO_TEST_CASE(where_one_connection_is_dead_no_other_to_that_host_is_kept) {
    const FakeTlsServer* asked = nullptr;
    std::atomic<int> count = 0;
    FakeTlsServer server([&](const SeenRequest&) {
        const int which = ++count;
        // Two side by side at first and at last, so that each needs a connection.
        if (which <= 2) asked->wait_for_requests(2);
        if (which >= 5) asked->wait_for_requests(6);
        return which == 3 ? silence() : ok("{}");
    });
    asked = &server;
    const auto send_two = [&] {
        auto beside = std::async(std::launch::async, [&] { return send(patient(server)); });
        response(send(patient(server)));
        response(beside.get());
    };
    send_two();
    response(send(impatient(server)));
    BOOST_TEST(server.connections() == 3);
    send_two();
    BOOST_TEST(server.connections() == 4);
}

BOOST_AUTO_TEST_CASE(what_changes_something_is_sent_once) {
    std::atomic<int> count = 0;
    FakeTlsServer server(silent_at(2, count));
    response(send(impatient(server)));
    HttpRequest change = impatient(server);
    change.method = "POST";
    change.total_timeout = milliseconds(500);
    BOOST_TEST((failure(send(change)).kind == Kind::timeout));
    BOOST_TEST(server.requests().size() <= 2U);
}

BOOST_AUTO_TEST_CASE(a_connection_that_was_just_opened_is_given_its_time) {
    std::atomic<int> count = 0;
    FakeTlsServer server(silent_at(1, count));
    HttpRequest request = impatient(server);
    request.total_timeout = milliseconds(500);
    BOOST_TEST((failure(send(request)).kind == Kind::timeout));
    BOOST_TEST(server.requests().size() <= 1U);
}

BOOST_AUTO_TEST_CASE(where_both_stay_silent_it_ends_in_time) {
    std::atomic<int> count = 0;
    FakeTlsServer server([&](const SeenRequest&) { return ++count == 1 ? ok("{}") : silence(); });
    response(send(impatient(server)));
    HttpRequest request = impatient(server);
    request.total_timeout = milliseconds(500);
    BOOST_TEST((failure(send(request)).kind == Kind::timeout));
}

BOOST_AUTO_TEST_CASE(cancel_ends_both) {
    std::atomic<int> count = 0;
    FakeTlsServer server([&](const SeenRequest&) { return ++count == 1 ? ok("{}") : silence(); });
    response(send(impatient(server)));
    std::stop_source stop;
    auto cancelled = std::async(std::launch::async, [&] { client->send(impatient(server), stop.get_token()); });
    BOOST_TEST(server.wait_for_requests(3));
    stop.request_stop();
    BOOST_CHECK_EXCEPTION(cancelled.get(), Error,
                          [](const Error& error) { return error.code() == ErrorCode::cancelled; });
}

BOOST_AUTO_TEST_SUITE_END()
