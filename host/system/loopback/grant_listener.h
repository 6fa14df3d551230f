#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "base/secret.h"
#include "domain/portal.h"

namespace jit_console {

/// What the portal handed over.
struct Grant {
    Secret token;
    Secret otp;            ///< only the way "post_otp" brings one
    std::string handover;  ///< "redirect", "post" or "post_otp"
};

/// Listens on 127.0.0.1 and, with the same port, on ::1 where the system has it, for one hand-over of a token by the
/// portal's grant page in any of the three ways (reference: loopback grant). Checks Host, Origin and the browser's
/// Sec-Fetch headers; preflights, /favicon.ico and refused requests don't use up the one shot.
class GrantListener {
public:
    virtual ~GrantListener() = default;
    virtual std::uint16_t port() const = 0;
    /// Blocks until a token came and `accept` (which tries it against the portal and throws when it is not taken)
    /// returned; the browser is answered after that: with the portal's success page or "done", else with a sentence or
    /// "failed". Rethrows what `accept` threw. Throws `sign_in_refused` when the portal says that the user cancelled,
    /// `sign_in_timeout`, `cancelled`.
    virtual Grant wait(std::chrono::seconds limit, std::stop_token stop,
                       const std::function<void(const Grant&)>& accept) = 0;
};

/// Starts to listen. Throws `listener`.
std::unique_ptr<GrantListener> make_grant_listener_beast(const Portal& portal, bool admin);

}  // namespace jit_console
