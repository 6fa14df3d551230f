// Runs the examples of tests/contract through the dispatcher. Each says what world it holds in (`given`): the portals
// and their sign-ins, what the portals answer, and what a person does on the grant page. Results are compared whole, of
// errors the code: their words may be bettered.
#include <filesystem>
#include <fstream>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "fake_context.h"
#include "messaging/dispatcher.h"

using namespace jit_console;

namespace {

struct Example {
    std::string title;
    Json json;
    friend std::ostream& operator<<(std::ostream& out, const Example& example) { return out << example.title; }
};

std::vector<Example> examples() {
    std::vector<Example> all;
    for (const auto& entry : std::filesystem::directory_iterator(JIT_CONSOLE_SOURCE_DIR "/tests/contract")) {
        if (entry.path().extension() != ".json") continue;
        const Json file = Json::parse(std::ifstream(entry.path()));
        for (const Json& example : file.at("cases")) {
            all.push_back(
                {file.at("method").get<std::string>() + ": " + example.at("name").get<std::string>(), example});
        }
    }
    return all;
}

std::string text_or_empty(const Json& json, const char* field) {
    return json.contains(field) && json.at(field).is_string() ? json.at(field).get<std::string>() : "";
}

ErrorCode code_named(const std::string& word) {
    for (int i = 0; i <= static_cast<int>(kLastErrorCode); ++i) {
        if (error_word(static_cast<ErrorCode>(i)) == word) return static_cast<ErrorCode>(i);
    }
    throw std::runtime_error("no error code " + word);
}

class WaitingListener final : public GrantListener {
public:
    std::uint16_t port() const override { return 40123; }
    Grant wait(std::chrono::seconds, std::stop_token stop, const AcceptGrant&) override {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait(lock, stop, [] { return false; });
        throw Error(ErrorCode::cancelled, "the request was cancelled");
    }
};

class World {
public:
    explicit World(const Json& given) {
        for (const Json& portal : given.at("portals")) add_portal(portal);
        const Json answers = given.value("answers", Json::object());
        for (const auto& [path, answer] : answers.items()) add_answer(path, answer);
        for (const Json& entry : given.value("history", Json::array())) {
            fakes.history.kept.push_back(history_entry_of(entry));
        }
        for (const Json& session : given.value("terminal_sessions", Json::array())) add_session(session);
        if (given.contains("policy")) fakes.policy.set(given.at("policy").dump());
        if (given.contains("aws_config")) fakes.aws_config.text = given.at("aws_config").get<std::string>();
        if (given.contains("kubeconfig"))
            fakes.kubeconfig.texts.front().second = given.at("kubeconfig").get<std::string>();
        if (given.contains("workstation")) set_workstation(given.at("workstation"));
        if (given.contains("grant")) set_grant(given.at("grant"));
        fakes.context.caller = text_or_empty(given, "caller");
        if (given.contains("running_sign_in")) fakes.running_sign_ins.begin(given.at("running_sign_in"));
    }

    fake::FakeContext fakes;

private:
    void add_portal(const Json& portal) {
        const std::string url = portal.at("url");
        fakes.portals.portals.push_back(
            {portal.at("name"), url, portal.at("api_url"), "", text_or_empty(portal, "handover")});
        if (!portal.at("signed_in").get<bool>()) return;
        fakes.vault.kept[url] = {"kept-token", "", text_or_empty(portal, "user"),
                                 Time(std::chrono::seconds(portal.at("session_expires_at").get<std::int64_t>()))};
    }
    void add_session(const Json& session) {
        const auto parsed = [&](Json fields) {
            fields["tenant_name"] = session.at("tenant").is_null() ? "" : text_or_empty(session.at("tenant"), "name");
            fields["tenant"] = session.at("tenant").is_null() ? "" : text_or_empty(session.at("tenant"), "id");
            if (fields.at("ends_at").is_null()) fields.erase("ends_at");
            return parse_terminal_session(text_or_empty(session, "id"), fields.dump());
        };
        fakes.terminal_sessions.running.push_back(parsed(session).value());
    }
    void add_answer(const std::string& path, const Json& answer) {
        auto& made = fakes.http.answers[path];
        made.status = answer.value("status", 200);
        made.body = answer.contains("body") ? answer.at("body").dump() : answer.value("text", "");
        if (answer.value("failure", "") == "timeout") made.failure = HttpFailure::Kind::timeout;
    }
    void set_workstation(const Json& workstation) {
        const Json files = workstation.value("files", Json::object());
        for (const auto& [path, content] : files.items()) {
            fakes.workstation.put(path, content.is_string() ? content.get<std::string>() : content.dump());
        }
        fakes.workstation.open = workstation.value("open_secrets", std::vector<std::string>());
    }
    void set_grant(const Json& grant) {
        if (grant.contains("waits")) {
            fakes.context.make_grant_listener = [](const Portal&, bool) { return std::make_unique<WaitingListener>(); };
        }
        fakes.grant.token = grant.value("token", "");
        fakes.grant.handover = grant.value("handover", "redirect");
        if (grant.contains("error")) fakes.grant.refused = code_named(grant.at("error"));
    }
};

class Frames {
public:
    void add(std::string_view text) {
        const std::lock_guard lock(mutex_);
        Json frame = Json::parse(text);
        if (frame.contains("event")) {
            events_.push_back(std::move(frame));
        } else {
            replies_.push_back(std::move(frame));
        }
        changed_.notify_all();
    }
    Json reply_to(const Json& id) {
        std::unique_lock lock(mutex_);
        Json found;
        BOOST_REQUIRE(changed_.wait_for(lock, std::chrono::seconds(20), [&] {
            for (const Json& reply : replies_) {
                if (reply.at("id") == id) found = reply;
            }
            return !found.is_null();
        }));
        return found;
    }
    Json events() {
        const std::lock_guard lock(mutex_);
        return events_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Json> replies_;
    Json events_ = Json::array();
};

}  // namespace

BOOST_AUTO_TEST_SUITE(contract)

BOOST_DATA_TEST_CASE(the_host_answers_as_the_example_says, boost::unit_test::data::make(examples()), example) {
    World world(example.json.at("given"));
    Frames frames;
    Dispatcher dispatcher(world.fakes.context, methods(), [&](std::string_view text) { frames.add(text); });
    for (const Json& request : example.json.at("given").value("before", Json::array()))
        dispatcher.handle(request.dump());
    const Json& expected = example.json.at("reply");
    dispatcher.handle(example.json.at("request").dump());
    const Json reply = frames.reply_to(expected.at("id"));
    if (expected.contains("error")) {
        BOOST_REQUIRE_MESSAGE(reply.contains("error"), reply.dump());
        BOOST_TEST(reply.at("error").at("code") == expected.at("error").at("code"));
        BOOST_TEST(!reply.at("error").at("message").get<std::string>().empty());
        BOOST_TEST(reply.at("error").at("hint").is_string());
    } else {
        BOOST_TEST(reply == expected);
    }
    if (example.json.contains("events")) BOOST_TEST(frames.events() == example.json.at("events"));
}

BOOST_AUTO_TEST_CASE(every_method_has_examples) {
    for (const Method& method : methods()) {
        BOOST_TEST(
            std::filesystem::exists(JIT_CONSOLE_SOURCE_DIR "/tests/contract/" + std::string(method.name) + ".json"),
            method.name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
