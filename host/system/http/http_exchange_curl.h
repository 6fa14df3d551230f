#pragma once

#include <stop_token>
#include <string>

#include <curl/curl.h>

#include "base/unique_handle.h"
#include "system/http/http_client.h"

namespace jit_console {

using Easy = UniqueHandle<CURL, curl_easy_cleanup>;
using Multi = UniqueHandle<CURLM, curl_multi_cleanup>;

/// One exchange at a time. The multi handle owns the connections, which stay open for the next one.
struct Line {
    Multi multi{curl_multi_init()};
    Easy easy{curl_easy_init()};  // after `multi`: goes first
    std::string authority;        ///< whom it last talked to
};

struct Exchanged {
    HttpResult result;
    /// The line's kept connection didn't answer; it is closed, and a fresh one took its place.
    bool found_dead = false;
};

/// Sends a request as HttpClient::send() does. A kept connection may be dead without anybody having said so (a VPN that
/// was switched, a machine that slept): where it stays silent, a GET is sent on a fresh one beside it, and the first
/// answer counts. `authorities` instead of those that libcurl was built to use, where not null and the request trusts
/// the system's.
Exchanged exchange(Line& line, const HttpRequest& request, const SystemAuthorities* authorities,
                   const std::stop_token& stop);

}  // namespace jit_console
