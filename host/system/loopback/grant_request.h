#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "system/loopback/grant_listener.h"
#include "system/loopback/loopback_server.h"

namespace jit_console {

/// The portal says that the user cancelled.
struct GrantRefused {};

/// The person said yes on the page of grant_question_page(), which the nonce names.
struct GrantAgreed {
    std::string nonce;
};

/// What a request to the grant listener means: an answer to give at once that leaves the one shot unused, or a
/// hand-over.
using GrantVerdict = std::variant<LoopbackResponse, Grant, GrantRefused, GrantAgreed>;

/// Checks path, method, Origin and Sec-Fetch headers and the form of what was handed over (reference: loopback grant).
/// `portal_url` is the origin of the portal's pages.
GrantVerdict judge_grant_request(const LoopbackRequest& request, std::string_view portal_url);

/// Whether the browser asks leave for a POST of the page's own kind, and not only because it goes to loopback.
bool is_page_preflight(const LoopbackRequest& request);

/// The answer to a hand-over: for the redirect way on to `success_url` or a page, for a POST "done" or "failed" as
/// JSON. `error`: why it wasn't taken; null where it was.
LoopbackResponse grant_answer(const LoopbackRequest& request, std::string_view portal_url, std::string_view success_url,
                              const Error* error);

/// The page that puts a question to the person in the tab that handed over.
LoopbackResponse grant_question_page(const GrantQuestion& question, std::string_view nonce,
                                     std::string_view portal_url);

}  // namespace jit_console
