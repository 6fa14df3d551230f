#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "system/loopback/connection_owner.h"

namespace jit_console {

struct LoopbackRequest {
    std::string method;
    std::string path;                                          ///< of the target, before "?", as it was sent
    std::string query;                                         ///< after "?"
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string body;

    /// Every value of a header, in order; `name` in lower case.
    std::vector<std::string_view> header(std::string_view name) const;
};

struct LoopbackResponse {
    unsigned status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;  ///< beside those that every answer carries
};

/// `text` for a page.
std::string escape_html(std::string_view text);

/// A page of one title and one sentence (plain text), without anything from outside.
LoopbackResponse loopback_page(unsigned status, std::string_view title, std::string_view sentence);

/// True unless the browser's Sec-Fetch headers say that this is anything but a person's navigation of a whole tab.
bool is_tab_navigation(const LoopbackRequest& request);

/// An HTTP/1.1 server on 127.0.0.1 and, with the same port, on ::1 where the system has it. It has a thread of its own;
/// a slow or silent connection holds up no other, is dropped after ten seconds, and gives way where there are many.
/// Connections of other users of the machine are closed where the system tells whose they are. Requests whose Host is
/// not 127.0.0.1, localhost or [::1] with the port get 403 and never reach the handler; larger ones than 64 KiB of
/// header or of body are refused. Every answer forbids storing, framing and scripts.
class LoopbackServer {
public:
    /// Answers a request: called once, at any time, from any thread, while the server lives.
    using Reply = std::function<void(LoopbackResponse)>;
    /// Called on the server's thread; must not block or throw.
    using Handler = std::function<void(LoopbackRequest&&, Reply)>;

    /// True where the other end of a connection is another user's of this machine.
    using IsAnothers = std::function<bool(const LoopbackEnd& own, const LoopbackEnd& peer)>;

    virtual ~LoopbackServer() = default;
    virtual std::uint16_t port() const = 0;
    /// True once a connection was closed because it was another user's.
    virtual bool turned_others_away() const = 0;
};

/// Starts to listen. It goes when the answers under way have been sent (at most half a second), without those never
/// given. Throws `listener`.
std::unique_ptr<LoopbackServer> make_loopback_server_beast(LoopbackServer::Handler handler,
                                                           LoopbackServer::IsAnothers is_anothers = is_another_users);

}  // namespace jit_console
