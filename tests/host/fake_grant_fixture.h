#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "fake_browser.h"
#include "system/loopback/grant_listener.h"

namespace jit_console::fake {

inline const Portal kAcme{"acme", "https://acme.test", "https://api.acme.test", "", ""};
inline const std::string kOrigin = "Origin: https://acme.test\r\n";

/// What wait() came to: a token and how it came, or an error's word.
struct Waited {
    std::string token, otp, handover, error;
    bool asked_first = false;
};

inline std::optional<GrantQuestion> take_all(const Grant&) { return std::nullopt; }

struct ListenerFixture {
    std::unique_ptr<GrantListener> listener = make_grant_listener_beast(kAcme, true);
    std::uint16_t port = listener->port();
    std::stop_source stop;

    std::future<Waited> wait(AcceptGrant accept = take_all, std::chrono::seconds limit = std::chrono::seconds(20)) {
        return std::async(std::launch::async, [this, accept = std::move(accept), limit]() -> Waited {
            try {
                const Grant grant = listener->wait(limit, stop.get_token(), accept);
                return {std::string(grant.token.reveal()), std::string(grant.otp.reveal()), grant.handover, "",
                        grant.asked_first};
            } catch (const Error& error) {
                return {"", "", "", std::string(error_word(error.code()))};
            }
        });
    }
    SeenAnswer get(const std::string& target, const std::string& headers = "") const {
        return ask(port, "GET", target, headers);
    }
    SeenAnswer post(const std::string& target, const std::string& body, const std::string& headers = kOrigin) const {
        return ask(port, "POST", target, headers, body);
    }
    /// The one shot is there still: the good token that comes now is taken.
    void check_unused() {
        auto waited = wait();
        BOOST_TEST(get("/?t=good").status == 302);
        BOOST_TEST(waited.get().token == "good");
    }
};

}  // namespace jit_console::fake
