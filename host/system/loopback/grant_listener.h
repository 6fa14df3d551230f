#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "base/error.h"
#include "base/secret.h"
#include "domain/portal.h"

namespace jit_console {

/// What the portal handed over.
struct Grant {
    Secret token;
    Secret otp;                ///< only the way "post_otp" brings one
    std::string handover;      ///< "redirect", "post" or "post_otp"
    bool agreed = false;       ///< the person said yes to the question that it raised
    bool asked_first = false;  ///< the page's POST was of a kind that browsers ask leave for (a CORS preflight)
};

/// What a person is to say yes to before a grant is taken.
struct GrantQuestion {
    std::string title;
    std::string sentence;
    std::string yes;  ///< the button
    Error otherwise;  ///< what it comes to where nobody says so
};

/// Tries a grant and keeps it, or says what has to be asked first. Throws where it can't be taken.
using AcceptGrant = std::function<std::optional<GrantQuestion>(const Grant&)>;

/// Listens on 127.0.0.1 and, with the same port, on ::1 where the system has it, for one hand-over of a token by the
/// portal's grant page in any of the three ways (reference: loopback grant). Checks Host, Origin, Referer and the
/// browser's Sec-Fetch headers. Once the wait is over, whatever comes is told so, as long as this lives.
class GrantListener {
public:
    virtual ~GrantListener() = default;
    virtual std::uint16_t port() const = 0;
    /// Blocks until a token came and `accept` took it; the browser is answered after that: with the portal's success
    /// page or "done", else with a sentence or "failed". A question is put to the person in the tab that handed over by
    /// redirect; other ways have no such tab. Nobody can tell whose page a redirect came from: one that isn't taken
    /// (`token_rejected`, `other_user`) doesn't end the wait, and is what is thrown after it. Rethrows what else
    /// `accept` threw. Throws `sign_in_refused` when the portal says that the user cancelled, `sign_in_timeout`,
    /// `cancelled`.
    virtual Grant wait(std::chrono::seconds limit, std::stop_token stop, const AcceptGrant& accept) = 0;
};

/// Starts to listen. Throws `listener`.
std::unique_ptr<GrantListener> make_grant_listener_beast(const Portal& portal, bool admin);

}  // namespace jit_console
