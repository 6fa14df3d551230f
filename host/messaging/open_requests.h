#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <span>
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

/// The longest lease, and the longest command line that is shown to who is asked about one, in bytes.
inline constexpr std::chrono::minutes kLongestLease{60};
inline constexpr std::size_t kLongestLeaseCommand = 8000;

/// Credentials that a terminal wants lent to a program, if the person at that browser agrees.
struct LeaseRequest {
    std::string portal;
    Role role = Role::tenant;
    std::string tenant;       ///< as in OpenRequest
    std::string tenant_name;  ///< for people; not sent
    std::string program;      ///< command_text()
    std::string folder;       ///< may be ""
    std::chrono::minutes minutes{};
    std::string reason;  ///< may be empty
};
std::string question_text(const LeaseRequest& wanted);

/// What came of either.
struct OpenOutcome {
    /// PROTOCOL.md, answer_open and answer_lease; "not_taken" where the extension didn't hear of it, "unanswered" where
    /// nobody said anything to a lease.
    std::string word;
    std::optional<Time> expires_at;  ///< of "opened", where known
    std::string region;              ///< of "opened"; may be empty
    std::optional<Error> error;      ///< of "failed"
};
/// Of the host's answer; "not_taken" for what can't be understood. What is for people is safe for a terminal.
OpenOutcome outcome_of(const std::string& answer);

/// How long a terminal has to wait for an answer at most, and a little.
inline constexpr std::chrono::seconds kOpenRequestLimit{75};
inline constexpr std::chrono::seconds kLeaseRequestLimit{315};

/// The host's side: hands what terminals want to the extension as the events `open_requested` and `lease_requested`,
/// and the extension's word on it back to them. `lease_withdrawn` says that a terminal no longer waits.
class OpenRequests {
public:
    using Emit = std::function<void(std::string_view event, const Json& data)>;

    OpenRequests(Context& context, Emit emit) : context_(context), emit_(std::move(emit)) {}

    /// The answer to what a terminal asks, text both; waits for the extension. Once `taken_within` is over without its
    /// word, it is not to open it any more. Doesn't throw.
    std::string ask(const std::string& question, std::stop_token stop,
                    std::chrono::milliseconds taken_within = std::chrono::seconds(10));
    /// The extension's word: params and result of answer_open, and of answer_lease. Both throw `bad_request`.
    Json answer(const Json& params);
    Json answer_lease(const Json& params);

private:
    /// What the extension is told, and what a terminal is told where nothing comes of it in time.
    struct Question {
        std::string_view event;
        Json data;
        std::chrono::seconds limit;
        std::string_view otherwise;
    };
    struct Waiting {
        std::string_view event;
        bool taken = false;
        Json answer;  ///< null: none yet
    };

    Question question_of(const std::string& text);
    Question opening_of(const Json& wanted);
    Question lease_of(const Json& wanted);
    Json tenant_of(const Portal& portal, const JitTarget& target);
    Json wait(const Question& question, const std::stop_token& stop, std::chrono::milliseconds taken_within);
    Json answer_to(std::string_view event, const Json& params, std::span<const std::string_view> last_words);

    Context& context_;
    Emit emit_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::int64_t, Waiting> waiting_;  // by ticket
    std::int64_t next_ticket_ = 1;
};

}  // namespace jit_console
