#pragma once

#include <stop_token>
#include <string_view>

#include "domain/portal.h"
#include "system/http/http_client.h"

// What all calls of the portal's API have in common. Errors as PortalClient has them.

namespace jit_console {

/// A portal with the token that opens it: what each call needs. Refers to others' objects; lives as long as a call.
struct PortalAccess {
    const Portal& portal;
    const Secret& token;
    const Secret& otp;  ///< may be empty
};

/// `what` says what was asked for, e.g. "the list of tenants"; `forbidden_hint` what a 403 may come from.
struct PortalCall {
    std::string_view path;
    std::string_view what;
    std::string_view forbidden_hint = "ask an administrator of the portal for access";
};

/// A GET of that path, with the token.
HttpRequest portal_request(const PortalAccess& access, std::string_view path);
/// The answer, whatever its status is.
HttpResponse send_to_portal(HttpClient& http, const PortalAccess& access, const HttpRequest& request,
                            std::stop_token stop);
HttpResponse ask_portal(HttpClient& http, const PortalAccess& access, std::string_view path, std::stop_token stop);

bool is_web_page(const HttpResponse& response);
/// The body of an answer that can be parsed; throws for any other.
std::string_view data_of(const HttpResponse& response, const PortalAccess& access, const PortalCall& call);

}  // namespace jit_console
