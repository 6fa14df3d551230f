#include "system/loopback/grant_listener_beast.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "fake_grant_fixture.h"

using namespace jit_console;
using namespace jit_console::fake;
using std::chrono::seconds;

namespace {

// Much longer than it takes, for busy machines; much shorter than anything else that would end the wait.
constexpr seconds kPrompt{5};

/// Lets a test hold up a thread until it says so.
class Gate {
public:
    void open() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    bool pass() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, seconds(10), [this] { return open_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(grant_listener_beast, ListenerFixture)

BOOST_AUTO_TEST_CASE(takes_a_token_by_redirect_and_leads_on_to_the_portals_page) {
    auto waited = wait();
    const SeenAnswer answer = get("/?t=a.b%2Bc%2F-_%3D+d&localAppName=x");
    BOOST_TEST(answer.status == 302);
    BOOST_TEST(answer.header("Location") == grant_success_url(kAcme, port, true));
    const Waited result = waited.get();
    BOOST_TEST(result.token == "a.b+c/-_=+d");
    BOOST_TEST(result.otp == "");
    BOOST_TEST(result.handover == "redirect");
}

BOOST_AUTO_TEST_CASE(takes_a_bare_token_by_post) {
    auto waited = wait();
    const SeenAnswer answer = post("/", "a.b.c\n");
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.body == "\"done\"\n");
    BOOST_TEST(answer.header("Access-Control-Allow-Origin") == "https://acme.test");
    const Waited result = waited.get();
    BOOST_TEST(result.token == "a.b.c");
    BOOST_TEST(result.handover == "post");
}

BOOST_AUTO_TEST_CASE(takes_a_token_and_a_one_time_password_by_post) {
    auto waited = wait();
    const SeenAnswer answer = post("/v2/callbackWithOtp", R"({"token": "a.b.c", "otp": "123456", "more": 1})");
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.body == "\"done\"\n");
    const Waited result = waited.get();
    BOOST_TEST(result.token == "a.b.c");
    BOOST_TEST(result.otp == "123456");
    BOOST_TEST(result.handover == "post_otp");
}

const std::string kWrappedTokens[] = {R"({"token": "a.b.c"})", R"("a.b.c")", " a.b.c "};

BOOST_DATA_TEST_CASE_F(ListenerFixture, takes_a_posted_token_that_is_wrapped,
                       boost::unit_test::data::make(kWrappedTokens), body) {
    auto waited = wait();
    BOOST_TEST(post("/", body).status == 200);
    BOOST_TEST(waited.get().token == "a.b.c");
}

BOOST_AUTO_TEST_CASE(an_otp_may_be_a_number) {
    auto waited = wait();
    BOOST_TEST(post("/v2/callbackWithOtp", R"({"token": "a.b.c", "otp": 123456})").status == 200);
    BOOST_TEST(waited.get().otp == "123456");
}

BOOST_AUTO_TEST_CASE(an_otp_may_be_missing) {
    auto waited = wait();
    BOOST_TEST(post("/v2/callbackWithOtp", R"({"token": "a.b.c", "otp": null})").status == 200);
    BOOST_TEST(waited.get().otp == "");
}

const std::pair<std::string, std::string> kCancels[] = {{"/", ""},
                                                        {"/", "\n"},
                                                        {"/", R"({"token": ""})"},
                                                        {"/v2/callbackWithOtp", ""},
                                                        {"/v2/callbackWithOtp", R"({"token": null})"}};

BOOST_AUTO_TEST_CASE(an_empty_post_means_that_the_user_cancelled) {
    for (const auto& [path, body] : kCancels) {
        listener = make_grant_listener_beast(kAcme, true);
        port = listener->port();
        auto waited = wait();
        BOOST_TEST(post(path, body).status == 200);
        BOOST_TEST(waited.get().error == "sign_in_refused", path + " " + body);
    }
}

BOOST_AUTO_TEST_CASE(a_token_that_came_early_is_kept_until_it_is_waited_for) {
    const Socket browser = connect_to(port);
    browser.send(request_text(port, "GET", "/?t=early"));
    BOOST_TEST(wait().get().token == "early");
    BOOST_TEST(parse_answer(browser.receive_all()).status == 302);
}

BOOST_AUTO_TEST_CASE(answers_after_the_token_was_tried) {
    Gate tried;
    auto waited = wait([&](const Grant&) {
        tried.pass();
        return std::optional<GrantQuestion>();
    });
    const Socket browser = connect_to(port);
    browser.send(request_text(port, "GET", "/?t=a.b.c"));
    BOOST_TEST(get("/favicon.ico").status == 404);  // answered meanwhile
    BOOST_TEST(get("/?t=second").status == 409);
    BOOST_TEST(post("/", "second").status == 500);
    char byte = 0;
    BOOST_TEST(::recv(browser.get(), &byte, 1, MSG_DONTWAIT) == -1);
    tried.open();
    BOOST_TEST(parse_answer(browser.receive_all()).status == 302);
    BOOST_TEST(waited.get().token == "a.b.c");
}

std::optional<GrantQuestion> take_good_ones(const Grant& grant) {
    if (grant.token.reveal() == "good") return std::nullopt;
    throw Error(ErrorCode::token_rejected, "acme doesn't take <that>");
}

BOOST_AUTO_TEST_CASE(a_redirect_with_anybodys_token_does_not_end_the_wait) {
    auto waited = wait(take_good_ones);
    const SeenAnswer answer = get("/?t=bad");
    BOOST_TEST(answer.status == 502);
    BOOST_TEST(answer.header("Location") == "absent");
    BOOST_TEST(answer.body.find("acme doesn't take &lt;that&gt;.") != std::string::npos);
    BOOST_TEST(post("/", R"({"more": 1})").status == 400);
    BOOST_TEST(get("/?t=good").status == 302);
    BOOST_TEST(waited.get().token == "good");
}

// A browser may send the next redirect before the thread that waits has seen the end of the last one.
BOOST_AUTO_TEST_CASE(a_redirect_right_after_one_that_was_not_taken_is_tried_too) {
    auto waited = wait(take_good_ones);
    for (int i = 0; i < 200; ++i) BOOST_TEST(get("/?t=bad").status == 502);
    BOOST_TEST(get("/?t=good").status == 302);
    BOOST_TEST(waited.get().token == "good");
}

BOOST_AUTO_TEST_CASE(what_was_not_taken_is_told_after_the_time_out) {
    const Socket browser = connect_to(port);
    browser.send(request_text(port, "GET", "/?t=early"));
    while (get("/?t=x").status != 409) std::this_thread::yield();  // until the early one is the one that is tried
    BOOST_TEST(wait(take_good_ones, seconds(0)).get().error == "token_rejected");
}

BOOST_AUTO_TEST_CASE(a_post_of_the_portals_own_page_that_is_not_taken_ends_the_wait) {
    auto waited = wait(take_good_ones);
    const SeenAnswer answer = post("/", "bad");
    BOOST_TEST(answer.status == 500);
    BOOST_TEST(answer.body == "\"failed\"\n");
    BOOST_TEST(answer.header("Access-Control-Allow-Origin") == "https://acme.test");
    BOOST_TEST(waited.get().error == "token_rejected");
}

std::optional<GrantQuestion> ask_first(const Grant& grant) {
    if (grant.agreed) return std::nullopt;
    return GrantQuestion{"Sure?", "Is it <you>?", "Yes", Error(ErrorCode::other_user, "it is not")};
}

std::string nonce_in(const std::string& body) {
    const std::string before = "name=\"nonce\" value=\"";
    const std::size_t start = body.find(before) + before.size();
    return body.substr(start, body.find('"', start) - start);
}

BOOST_AUTO_TEST_CASE(a_question_is_answered_in_the_tab_that_handed_over) {
    auto waited = wait(ask_first);
    const SeenAnswer page = get("/?t=asked");
    BOOST_TEST(page.status == 200);
    BOOST_TEST(page.body.find("Is it &lt;you&gt;?") != std::string::npos);
    BOOST_TEST(page.body.find("asked") == std::string::npos);
    BOOST_TEST(page.header("Content-Security-Policy").find("form-action 'self' https://acme.test;") !=
               std::string::npos);
    const std::string own = "Origin: http://127.0.0.1:" + std::to_string(port) + "\r\n";
    const std::string yes = "nonce=" + nonce_in(page.body);
    BOOST_TEST(post("/agree", "nonce=guessed", own).status == 409);
    BOOST_TEST(post("/agree", yes, "Origin: https://evil.test\r\n").status == 403);
    BOOST_TEST(post("/agree", yes, "Origin: null\r\n").status == 403);
    BOOST_TEST(post("/agree", yes, own).status == 302);
    BOOST_TEST(waited.get().token == "asked");
    BOOST_TEST(post("/agree", yes, own).status == 409);
}

BOOST_AUTO_TEST_CASE(a_question_ends_a_wait_that_has_no_tab_to_ask_in) {
    auto waited = wait(ask_first);
    BOOST_TEST(post("/", "asked").status == 500);
    BOOST_TEST(waited.get().error == "other_user");
}

BOOST_AUTO_TEST_CASE(after_the_wait_the_port_is_held_and_takes_nothing) {
    BOOST_TEST(wait(take_all, seconds(0)).get().error == "sign_in_timeout");
    BOOST_TEST(get("/?t=late").status == 409);
    BOOST_TEST(post("/", "late").status == 500);
}

BOOST_AUTO_TEST_CASE(says_that_what_another_user_of_the_machine_sent_was_refused) {
    listener = make_grant_listener_beast(kAcme, true, [](const LoopbackEnd&, const LoopbackEnd&) { return true; });
    const Socket other = connect_to(listener->port());
    other.send(request_text(listener->port(), "POST", "/", kOrigin, "a.b.c"));
    BOOST_TEST(other.receive() == "");
    BOOST_CHECK_EXCEPTION(listener->wait(seconds(0), {}, take_all), Error, [](const Error& error) {
        return error.code() == ErrorCode::sign_in_timeout &&
               std::string(error.what()).find("another user of this machine") != std::string::npos &&
               error.hint().find("the same user") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(answers_a_preflight_of_the_portal) {
    const SeenAnswer plain = ask(port, "OPTIONS", "/", kOrigin + "Access-Control-Request-Method: POST\r\n");
    BOOST_TEST(plain.status == 204);
    BOOST_TEST(plain.header("Access-Control-Allow-Origin") == "https://acme.test");
    BOOST_TEST(plain.header("Access-Control-Allow-Headers") == "X-Requested-With, Accept, Content-Type");
    BOOST_TEST(plain.header("Access-Control-Allow-Methods") == "POST, OPTIONS");
    BOOST_TEST(plain.header("Access-Control-Allow-Private-Network") == "absent");
    BOOST_TEST(plain.header("Vary") == "Origin");
    const SeenAnswer network =
        ask(port, "OPTIONS", "/v2/callbackWithOtp", kOrigin + "Access-Control-Request-Private-Network: true\r\n");
    BOOST_TEST(network.header("Access-Control-Allow-Private-Network") == "true");
    check_unused();
}

BOOST_AUTO_TEST_CASE(tells_a_post_that_the_browser_asked_for_first) {
    const std::string network = "Access-Control-Request-Private-Network: true\r\n";
    const std::string own = "Access-Control-Request-Headers: x-requested-with\r\n";
    for (const auto& [headers, asked] :
         {std::pair{kOrigin + network, false}, std::pair{"Origin: https://evil.test\r\n" + own, false},
          std::pair{kOrigin + own, true}}) {
        ask(port, "OPTIONS", "/", headers);
        auto waited = wait();
        BOOST_TEST(post("/", "a.b.c").status == 200);
        BOOST_TEST(waited.get().asked_first == asked, headers);
        listener = make_grant_listener_beast(kAcme, true);
        port = listener->port();
    }
}

BOOST_AUTO_TEST_CASE(takes_a_get_with_the_portals_origin) {
    auto waited = wait();
    BOOST_TEST(get("/?t=good", kOrigin).status == 302);
    BOOST_TEST(waited.get().token == "good");
}

BOOST_AUTO_TEST_CASE(takes_a_navigation_as_browsers_mark_it) {
    auto waited = wait();
    BOOST_TEST(get("/?t=good",
                   "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
                   "Sec-Fetch-User: ?1\r\n")
                   .status == 302);
    BOOST_TEST(waited.get().token == "good");
}

const std::string kGoodHosts[] = {"127.0.0.1:", "localhost:", "[::1]:"};

BOOST_DATA_TEST_CASE_F(ListenerFixture, takes_every_name_of_loopback, boost::unit_test::data::make(kGoodHosts), host) {
    auto waited = wait();
    BOOST_TEST(get("/?t=good", "Host: " + host + std::to_string(port) + "\r\n").status == 302);
    BOOST_TEST(waited.get().token == "good");
}

BOOST_AUTO_TEST_CASE(takes_a_token_of_16_kib) {
    const std::string token(16 * 1024, 'x');
    auto waited = wait();
    BOOST_TEST(get("/?t=" + token).status == 302);
    BOOST_TEST((waited.get().token == token));
}

BOOST_AUTO_TEST_CASE(says_that_nothing_was_handed_over_in_time) {
    const auto start = std::chrono::steady_clock::now();
    BOOST_TEST(wait(take_all, seconds(0)).get().error == "sign_in_timeout");
    BOOST_TEST((std::chrono::steady_clock::now() - start < kPrompt));
}

BOOST_AUTO_TEST_CASE(stops_waiting_at_once_when_cancelled) {
    const Socket half = connect_to(port);
    half.send("GET / HT");
    auto waited = wait();
    const auto start = std::chrono::steady_clock::now();
    stop.request_stop();
    BOOST_TEST(waited.get().error == "cancelled");
    listener.reset();
    BOOST_TEST((std::chrono::steady_clock::now() - start < kPrompt));
    BOOST_TEST(half.receive() == "");
    BOOST_TEST(connect_to(port).get() == -1);
}

BOOST_AUTO_TEST_SUITE_END()
