#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>

#include "messaging/wire.h"

namespace jit_console {

/// What a terminal wants opened in a running browser, as it asks that browser's host. No secret, and no sign-in URL.
struct OpenRequest {
    std::string portal;
    Role role = Role::tenant;
    std::string tenant;  ///< GUID, or a name that only the extension may know; of Role::tenant
    std::string region;  ///< may be empty
    std::string to;      ///< as it was typed; may be empty
    std::string reason;  ///< may be empty
};
std::string question_text(const OpenRequest& wanted);

/// What came of it.
struct OpenOutcome {
    std::string word;                ///< PROTOCOL.md, answer_open; "not_taken" where the extension didn't hear of it
    std::optional<Time> expires_at;  ///< of "opened", where known
    std::string region;              ///< of "opened"; may be empty
    std::optional<Error> error;      ///< of "failed"
};
/// Of the host's answer; "not_taken" for what can't be understood. What is for people is safe for a terminal.
OpenOutcome outcome_of(const std::string& answer);

/// How long a terminal has to wait for an answer at most, and a little.
inline constexpr std::chrono::seconds kOpenRequestLimit{75};

/// The host's side: hands what terminals want to the extension as the event `open_requested`, and the extension's word
/// on it back to them.
class OpenRequests {
public:
    using Emit = std::function<void(std::string_view event, const Json& data)>;

    OpenRequests(Context& context, Emit emit) : context_(context), emit_(std::move(emit)) {}

    /// The answer to what a terminal asks, text both; waits for the extension. Once `taken_within` is over without its
    /// word, it is not to open it any more. Doesn't throw.
    std::string ask(const std::string& question, std::stop_token stop,
                    std::chrono::milliseconds taken_within = std::chrono::seconds(10));
    /// The extension's word: params and result of answer_open. Throws `bad_request`.
    Json answer(const Json& params);

private:
    struct Waiting {
        bool taken = false;
        Json answer;  ///< null: none yet
    };

    Json event_data(const std::string& question);
    Json wait(const Json& data, const std::stop_token& stop, std::chrono::milliseconds taken_within);

    Context& context_;
    Emit emit_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::int64_t, Waiting> waiting_;  // by ticket
    std::int64_t next_ticket_ = 1;
};

}  // namespace jit_console
