#include "messaging/open_requests.h"

#include <deque>
#include <future>

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "fake_context.h"

using namespace jit_console;

namespace {

/// A host with one portal, whose extension says of an event what the test wants, at once.
struct HostWithExtension {
    fake::FakeContext fakes;
    std::vector<Json> events;
    std::vector<Json> withdrawn;
    std::deque<Json> words;  ///< of the extension
    std::deque<Json> lease_words;
    std::function<void(const Json& event)> while_asked;
    OpenRequests requests{fakes.context, [this](std::string_view event, const Json& data) { hear(event, data); }};

    HostWithExtension() { fakes.portals.portals.push_back({"acme", kAcmeUrl, kAcmeUrl, "", ""}); }

    void hear(std::string_view event, const Json& data) {
        if (event == "lease_withdrawn") {
            withdrawn.push_back(data);
            return;
        }
        events.push_back(data);
        if (while_asked) while_asked(data);
        if (event == "lease_requested") {
            for (Json word : lease_words) {
                word["ticket"] = data.at("ticket");
                BOOST_TEST(requests.answer_lease(word).at("wanted") == true);
            }
            return;
        }
        BOOST_TEST(event == "open_requested");
        for (Json word : words) {
            word["ticket"] = data.at("ticket");
            BOOST_TEST(requests.answer(word).at("wanted") == true);
        }
    }
    OpenOutcome ask_lease(const LeaseRequest& wanted) {
        return outcome_of(requests.ask(question_text(wanted), {}, std::chrono::milliseconds(1)));
    }
    OpenOutcome ask(const OpenRequest& wanted) {
        return outcome_of(requests.ask(question_text(wanted), {}, std::chrono::milliseconds(1)));
    }
};

const LeaseRequest kReport{
    "acme", Role::tenant, kTenantId, "invoice", "./report.py 'a b'", "/home/bob", std::chrono::minutes(15), "OPS-1"};
const OpenRequest kDev01{"acme", Role::tenant, kTenantId, "us-east-1", "s3", "OPS-1"};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(open_requests, HostWithExtension)

BOOST_AUTO_TEST_CASE(the_extension_hears_what_is_wanted_and_the_terminal_what_came_of_it) {
    words = {{{"outcome", "taken"}}, {{"outcome", "opened"}, {"expires_at", 1790000000}, {"region", "us-east-1"}}};
    const OpenOutcome outcome = ask(kDev01);
    BOOST_TEST(outcome.word == "opened");
    BOOST_TEST((outcome.expires_at == Time(std::chrono::seconds(1790000000))));
    BOOST_TEST(outcome.region == "us-east-1");
    const Json expected = {{"ticket", 1},           {"portal", "acme"},
                           {"role", "tenant"},      {"tenant", {{"id", kTenantId}, {"name", nullptr}}},
                           {"region", "us-east-1"}, {"to", "s3"},
                           {"reason", "OPS-1"}};
    BOOST_REQUIRE(events.size() == 1);
    BOOST_TEST(events.front() == expected);
}

BOOST_AUTO_TEST_CASE(a_name_that_only_the_extension_may_know_is_passed_on) {
    ask({"acme", Role::tenant, "dev01", "", "", ""});
    const Json expected = {{"id", nullptr}, {"name", "dev01"}};
    BOOST_REQUIRE(events.size() == 1);
    BOOST_TEST(events.front().at("tenant") == expected);
}

BOOST_AUTO_TEST_CASE(an_extension_that_is_silent_is_not_to_open_it_later) {
    BOOST_TEST(ask(kDev01).word == "not_taken");
    BOOST_TEST(requests.answer({{"ticket", 1}, {"outcome", "taken"}}).at("wanted") == false);
}

BOOST_AUTO_TEST_CASE(what_it_could_not_open_is_the_terminals_error_without_commands_for_it) {
    words = {{{"outcome", "failed"},
              {"error", {{"code", "portal_unreachable"}, {"message", "no \x1b[2J\nanswer"}, {"hint", "wait"}}}}};
    const OpenOutcome outcome = ask(kDev01);
    BOOST_REQUIRE(outcome.error.has_value());
    BOOST_TEST((outcome.error->code() == ErrorCode::portal_unreachable));
    BOOST_TEST(std::string(outcome.error->what()).find('\x1b') == std::string::npos);
    BOOST_TEST(outcome.error->hint() == "wait");
}

BOOST_AUTO_TEST_CASE(what_no_terminal_of_ours_asks_reaches_no_extension) {
    const auto code_of_refusal = [&](const std::string& question) {
        const OpenOutcome outcome = outcome_of(requests.ask(question, {}));
        BOOST_REQUIRE_MESSAGE(outcome.error.has_value(), question);
        return outcome.error->code();
    };
    BOOST_TEST((code_of_refusal("GET / HTTP/1.1") == ErrorCode::bad_request));
    BOOST_TEST((code_of_refusal(R"({"portal": "acme", "role": "tenant"})") == ErrorCode::bad_request));
    BOOST_TEST((code_of_refusal(R"({"portal": "other", "role": "admin"})") == ErrorCode::unknown_portal));
    BOOST_TEST((code_of_refusal(R"({"portal": "acme", "role": "admin", "to": "https://example.com"})") ==
                ErrorCode::destination));
    BOOST_TEST(
        (code_of_refusal(R"({"portal": "acme", "role": "admin", "region": "nowhere"})") == ErrorCode::destination));
    BOOST_TEST(events.empty());
}

BOOST_AUTO_TEST_CASE(the_extension_hears_what_is_wanted_lent_and_the_terminal_what_somebody_said) {
    for (const char* word : {"allowed", "refused"}) {
        events.clear();
        lease_words = {{{"outcome", "taken"}}, {{"outcome", word}}};
        BOOST_TEST(ask_lease(kReport).word == word);
        BOOST_TEST(withdrawn.empty());
        Json expected = {{"portal", "acme"},
                         {"role", "tenant"},
                         {"tenant", {{"id", kTenantId}, {"name", nullptr}}},
                         {"program", "./report.py 'a b'"},
                         {"folder", "/home/bob"},
                         {"minutes", 15},
                         {"reason", "OPS-1"}};
        BOOST_REQUIRE(events.size() == 1);
        expected["ticket"] = events.front().at("ticket");
        BOOST_TEST(events.front() == expected);
    }
}

BOOST_AUTO_TEST_CASE(a_lease_is_answered_by_its_own_words_only) {
    Json told;
    while_asked = [&](const Json& event) {
        told = requests.answer({{"ticket", event.at("ticket")}, {"outcome", "opened"}});
        BOOST_CHECK_EXCEPTION(requests.answer_lease({{"ticket", event.at("ticket")}, {"outcome", "opened"}}), Error,
                              [](const Error& error) { return error.code() == ErrorCode::bad_request; });
    };
    BOOST_TEST(ask_lease(kReport).word == "not_taken");
    BOOST_TEST(told.at("wanted") == false);
    BOOST_TEST(requests.answer_lease({{"ticket", 1}, {"outcome", "allowed"}}).at("wanted") == false);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_lent_or_shown_reaches_no_extension) {
    for (const char* fields : {R"("minutes": 0, "program": "sh")", R"("minutes": 61, "program": "sh")",
                               R"("minutes": "15", "program": "sh")", R"("program": "sh")", R"("minutes": 15)",
                               R"("minutes": 15, "program": "a\u001bb")", R"("minutes": 15, "program": "a\nb")"}) {
        const std::string lease = R"({"lease": {"portal": "acme", "role": "admin", )" + std::string(fields) + "}}";
        const OpenOutcome outcome = outcome_of(requests.ask(lease, {}));
        BOOST_REQUIRE_MESSAGE(outcome.error.has_value(), fields);
        BOOST_TEST((outcome.error->code() == ErrorCode::bad_request), fields);
    }
    BOOST_TEST((outcome_of(requests.ask(R"({"lease": 1})", {})).error->code() == ErrorCode::bad_request));
    BOOST_TEST(events.empty());
}

BOOST_AUTO_TEST_CASE(a_host_from_before_there_were_leases_opens_nothing_for_one) {
    // What it reads of the question.
    const Json question = Json::parse(question_text(kReport));
    BOOST_TEST(!question.contains("portal"));
    BOOST_TEST(!question.contains("role"));
    BOOST_TEST(!question.contains("tenant"));
}

BOOST_AUTO_TEST_CASE(a_lease_that_nobody_waits_for_any_more_is_withdrawn) {
    lease_words = {{{"outcome", "taken"}}};
    std::stop_source stop;
    stop.request_stop();  // the terminal has gone
    BOOST_TEST(outcome_of(requests.ask(question_text(kReport), stop.get_token())).word == "unanswered");
    const Json ticket = events.front().at("ticket");
    BOOST_REQUIRE(withdrawn.size() == 1);
    BOOST_TEST(withdrawn.front().at("ticket") == ticket);
    BOOST_TEST(requests.answer_lease({{"ticket", ticket}, {"outcome", "allowed"}}).at("wanted") == false);
    words = {{{"outcome", "taken"}}};
    requests.ask(question_text(kDev01), stop.get_token());
    BOOST_TEST(withdrawn.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_end_of_the_host_ends_the_wait) {
    std::stop_source stop;
    auto asked = std::async(std::launch::async, [&] {
        return requests.ask(question_text(kDev01), stop.get_token(), std::chrono::hours(1));
    });
    stop.request_stop();
    BOOST_REQUIRE((asked.wait_for(std::chrono::seconds(20)) == std::future_status::ready));
    BOOST_TEST(outcome_of(asked.get()).word == "not_taken");
}

BOOST_AUTO_TEST_SUITE_END()
