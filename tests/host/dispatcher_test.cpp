#include "messaging/dispatcher.h"

#include <atomic>
#include <semaphore>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "fake_context.h"
#include "messaging/frames.h"

using namespace jit_console;

namespace {

/// Collects what the dispatcher sends, and waits for it.
class Outbox {
public:
    void add(std::string_view text) {
        const std::lock_guard lock(mutex_);
        frames_.push_back(Json::parse(text));
        largest_ = std::max(largest_, text.size());
        changed_.notify_all();
    }
    /// The first frame with this id, waited for.
    Json reply(const Json& id) {
        return first([&](const Json& frame) { return frame.value("id", Json("none")) == id; });
    }
    Json event(std::string_view name) {
        return first([&](const Json& frame) { return frame.value("event", "") == name; });
    }
    std::size_t count() {
        const std::lock_guard lock(mutex_);
        return frames_.size();
    }
    std::vector<Json> parts(std::size_t wanted) {
        std::unique_lock lock(mutex_);
        BOOST_REQUIRE(changed_.wait_for(lock, std::chrono::seconds(20), [&] { return frames_.size() >= wanted; }));
        return frames_;
    }
    std::size_t largest() {
        const std::lock_guard lock(mutex_);
        return largest_;
    }

private:
    template <typename Predicate>
    Json first(Predicate&& fits) {
        std::unique_lock lock(mutex_);
        Json found;
        const auto arrived = [&] {
            for (const Json& frame : frames_) {
                if (fits(frame)) {
                    found = frame;
                    return true;
                }
            }
            return false;
        };
        BOOST_REQUIRE(changed_.wait_for(lock, std::chrono::seconds(20), arrived));
        return found;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Json> frames_;
    std::size_t largest_ = 0;
};

std::binary_semaphore gate{0};       // opened by a test to let `slow` end
std::binary_semaphore deaf_gate{0};  // the same for `deaf`

Json quick(const Call& call) { return {{"echo", call.params}}; }

Json slow(const Call& call) {
    while (!gate.try_acquire_for(std::chrono::milliseconds(5))) {
        if (call.stop.stop_requested()) throw Error(ErrorCode::cancelled, "the request was cancelled");
    }
    return "slow one done";
}

Json deaf(const Call&) {
    deaf_gate.acquire();
    return "too late";
}

Json large(const Call&) { return std::string(2 * kFrameLimitOut, '"'); }

Json failing(const Call&) { throw std::runtime_error("token=abc"); }

Json refusing(const Call&) { throw Error(ErrorCode::unknown_tenant, "no tenant x", "look again"); }

Json noisy(const Call& call) {
    call.emit("grant_page", {{"request", call.id}});
    return Json::object();
}

constexpr Method kMethods[] = {
    {"quick", std::chrono::seconds(60), quick},     {"slow", std::chrono::seconds(60), slow},
    {"hasty", std::chrono::seconds(0), deaf},       {"large", std::chrono::seconds(60), large},
    {"failing", std::chrono::seconds(60), failing}, {"refusing", std::chrono::seconds(60), refusing},
    {"noisy", std::chrono::seconds(60), noisy},
};

struct DispatcherFixture {
    fake::FakeContext fakes;
    Outbox outbox;
    Dispatcher dispatcher{fakes.context, kMethods, [this](std::string_view text) { outbox.add(text); }};

    Json ask(const Json& request) {
        dispatcher.handle(request.dump());
        return outbox.reply(request.value("id", Json()));
    }
};

std::string error_code_in(const Json& reply) { return reply.at("error").at("code"); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(dispatcher, DispatcherFixture)

BOOST_AUTO_TEST_CASE(hello_says_who_we_are_and_what_we_can) {
    dispatcher.hello();
    const Json data = outbox.event("hello").at("data");
    BOOST_TEST(data.at("protocol") == 1);
    BOOST_TEST(!data.at("version").get<std::string>().empty());
    BOOST_TEST(data.at("capabilities").back() == "cancel");
}

BOOST_AUTO_TEST_CASE(a_request_gets_its_result_under_its_own_id) {
    BOOST_TEST(ask({{"id", 7}, {"method", "quick"}, {"params", {{"a", 1}}}}) ==
               Json({{"id", 7}, {"result", {{"echo", {{"a", 1}}}}}}));
    BOOST_TEST(ask({{"id", "x"}, {"method", "quick"}}) == Json({{"id", "x"}, {"result", {{"echo", Json::object()}}}}));
}

BOOST_AUTO_TEST_CASE(a_slow_request_delays_no_other) {
    dispatcher.handle(R"({"id":1,"method":"slow"})");
    BOOST_TEST(ask({{"id", 2}, {"method", "quick"}}).contains("result"));
    gate.release();
    BOOST_TEST(outbox.reply(1).at("result") == "slow one done");
}

BOOST_AUTO_TEST_CASE(a_cancelled_request_says_so_and_ends) {
    dispatcher.handle(R"({"id":1,"method":"slow"})");
    BOOST_TEST(ask({{"id", 2}, {"method", "cancel"}, {"params", {{"request", 1}}}}).at("result").at("cancelled") ==
               true);
    BOOST_TEST(error_code_in(outbox.reply(1)) == "cancelled");
}

BOOST_AUTO_TEST_CASE(cancelling_what_does_not_run_is_no_error) {
    BOOST_TEST(ask({{"id", 2}, {"method", "cancel"}, {"params", {{"request", 1}}}}).at("result").at("cancelled") ==
               false);
    BOOST_TEST(ask({{"id", 3}, {"method", "cancel"}}).at("result").at("cancelled") == false);
}

BOOST_AUTO_TEST_CASE(past_its_deadline_a_request_is_answered_once_even_if_it_never_listens) {
    dispatcher.handle(R"({"id":1,"method":"hasty"})");
    BOOST_TEST(error_code_in(outbox.reply(1)) == "deadline");
    deaf_gate.release();
    BOOST_TEST(dispatcher.stop(std::chrono::seconds(20)));
    BOOST_TEST(outbox.count() == 1U);
}

BOOST_AUTO_TEST_CASE(an_error_carries_code_message_and_hint) {
    BOOST_TEST(ask({{"id", 1}, {"method", "refusing"}}).at("error") ==
               Json({{"code", "unknown_tenant"}, {"message", "no tenant x"}, {"hint", "look again"}}));
}

BOOST_AUTO_TEST_CASE(a_fault_of_ours_is_answered_without_what_it_said) {
    const Json reply = ask({{"id", 1}, {"method", "failing"}});
    BOOST_TEST(error_code_in(reply) == "internal");
    BOOST_TEST(reply.dump().find("abc") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_event_comes_before_the_reply) {
    dispatcher.handle(R"({"id":5,"method":"noisy"})");
    outbox.reply(5);
    BOOST_TEST(outbox.parts(2)[0].at("data").at("request") == 5);
}

BOOST_AUTO_TEST_CASE(a_large_reply_comes_in_parts_that_join_to_it) {
    dispatcher.handle(R"({"id":"big","method":"large"})");
    const std::size_t count = outbox.reply("big").at("part").at("count");
    BOOST_TEST(count > 3U);
    std::string joined;
    for (const Json& frame : outbox.parts(count)) joined += frame.at("part").at("text").get<std::string>();
    BOOST_TEST((Json::parse(joined) == Json({{"id", "big"}, {"result", std::string(2 * kFrameLimitOut, '"')}})));
    BOOST_TEST(outbox.largest() <= kFrameLimitOut);
}

BOOST_AUTO_TEST_CASE(one_request_more_than_allowed_gets_busy) {
    for (std::size_t i = 0; i < kRequestLimit; ++i) {
        dispatcher.handle(Json({{"id", i}, {"method", "slow"}}).dump());
    }
    BOOST_TEST(error_code_in(ask({{"id", "more"}, {"method", "quick"}})) == "busy");
}

BOOST_AUTO_TEST_CASE(one_of_as_many_as_allowed_makes_room_before_it_is_answered) {
    std::atomic<bool> is_first = true;
    std::binary_semaphore answering{0};
    std::binary_semaphore asked{0};
    Outbox replies;
    Dispatcher full(fakes.context, kMethods, [&](std::string_view text) {
        if (is_first.exchange(false)) {
            answering.release();
            asked.acquire();
        }
        replies.add(text);
    });
    for (std::size_t i = 0; i < kRequestLimit; ++i) full.handle(Json({{"id", i}, {"method", "slow"}}).dump());
    gate.release();
    answering.acquire();
    full.handle(R"({"id":"next","method":"quick"})");
    asked.release();
    BOOST_TEST(replies.reply("next").contains("result"));
}

BOOST_AUTO_TEST_CASE(an_id_in_use_is_refused_without_ending_the_one_that_runs) {
    dispatcher.handle(R"({"id":1,"method":"slow"})");
    dispatcher.handle(R"({"id":1,"method":"quick"})");
    BOOST_TEST(error_code_in(outbox.reply(nullptr)) == "bad_request");
    gate.release();
    BOOST_TEST(outbox.reply(1).at("result") == "slow one done");
}

struct Unfit {
    const char* request;
    const char* code;
    friend std::ostream& operator<<(std::ostream& out, const Unfit& unfit) { return out << unfit.request; }
};

const Unfit kUnfit[] = {
    {R"({"method":"quick"})", "bad_request"},
    {R"({"id":null,"method":"quick"})", "bad_request"},
    {R"({"id":-1,"method":"quick"})", "bad_request"},
    {R"({"id":1.5,"method":"quick"})", "bad_request"},
    {R"({"id":9007199254740992,"method":"quick"})", "bad_request"},
    {R"({"id":"","method":"quick"})", "bad_request"},
    {R"({"id":[1],"method":"quick"})", "bad_request"},
    {R"({"id":1})", "bad_request"},
    {R"({"id":1,"method":7})", "bad_request"},
    {R"({"id":1,"method":"quick","params":[]})", "bad_request"},
    {R"({"id":1,"method":"quick","params":null})", "bad_request"},
    {R"({"id":1,"method":"nothing_known"})", "unknown_method"},
    {R"({"id":1,"method":"quick","protocol":2})", "protocol_version"},
};

BOOST_DATA_TEST_CASE(an_unfit_request_gets_a_reply, boost::unit_test::data::make(kUnfit), unfit) {
    dispatcher.handle(unfit.request);
    BOOST_TEST(error_code_in(outbox.parts(1)[0]) == unfit.code);
}

const char* const kNoObjects[] = {"", "{", "[]", "7", "\"x\"", "{\"id\":1}x", "\xFF", "{\"a\":\"\xC3\"}"};

BOOST_DATA_TEST_CASE(a_frame_that_is_no_object_breaks_the_stream, boost::unit_test::data::make(kNoObjects), text) {
    BOOST_CHECK_EXCEPTION(dispatcher.handle(text), Error,
                          [](const Error& error) { return error.code() == ErrorCode::bad_frame; });
}

BOOST_AUTO_TEST_CASE(a_mebibyte_of_brackets_breaks_the_stream_and_nothing_else) {
    BOOST_CHECK_THROW(dispatcher.handle(std::string(kFrameLimitIn, '[')), Error);
    const std::string deep = std::string(500'000, '[') + std::string(500'000, ']');
    BOOST_CHECK_EXCEPTION(dispatcher.handle("{\"id\":1,\"method\":\"quick\",\"params\":{\"a\":" + deep + "}}"), Error,
                          [](const Error& error) { return error.code() == ErrorCode::bad_frame; });
}

BOOST_AUTO_TEST_CASE(a_frame_of_too_many_values_or_with_a_field_twice_breaks_the_stream) {
    const auto is_bad_frame = [](const Error& error) { return error.code() == ErrorCode::bad_frame; };
    std::string many = R"({"id":1,"method":"quick","params":{"a":[1)";
    for (int i = 0; i < 10'000; ++i) many += ",1";
    BOOST_CHECK_EXCEPTION(dispatcher.handle(many + "]}}"), Error, is_bad_frame);
    BOOST_CHECK_EXCEPTION(dispatcher.handle(R"({"id":1,"method":"quick","method":"slow"})"), Error, is_bad_frame);
    BOOST_TEST(outbox.count() == 0U);
}

BOOST_AUTO_TEST_CASE(what_follows_a_nul_is_not_passed_over) {
    BOOST_CHECK_THROW(dispatcher.handle(std::string_view("{\"id\":1,\"method\":\"quick\"}\0x", 28)), Error);
}

BOOST_AUTO_TEST_CASE(finishing_lets_what_runs_be_answered_but_not_for_ever) {
    dispatcher.handle(R"({"id":1,"method":"slow"})");
    dispatcher.finish(std::chrono::milliseconds(20));
    BOOST_TEST(outbox.count() == 0U);
    gate.release();
    dispatcher.finish(std::chrono::seconds(20));
    BOOST_TEST(outbox.count() == 1U);
}

BOOST_AUTO_TEST_CASE(stopping_ends_what_runs_without_a_reply) {
    dispatcher.handle(R"({"id":1,"method":"slow"})");
    BOOST_TEST(dispatcher.stop(std::chrono::seconds(20)));
    BOOST_TEST(outbox.count() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
