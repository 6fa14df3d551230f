#include <atomic>
#include <chrono>
#include <future>

#include <boost/test/unit_test.hpp>

#include "fake_curl_fixture.h"

// A connection that was kept and has died without a word.

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

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_exchange_curl, CurlFixture)

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
