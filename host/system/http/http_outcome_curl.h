#pragma once

#include <curl/curl.h>

#include "system/http/http_body.h"
#include "system/http/http_client.h"

namespace jit_console {

/// How a transfer of libcurl's ended.
struct HttpEnd {
    CURL* easy;
    CURLcode code;
    const char* sentence;  ///< what libcurl wrote into CURLOPT_ERRORBUFFER
};

/// What that means: the answer, whose body is taken over, or why there is none.
HttpResult http_outcome(const HttpEnd& end, HttpBody& body, bool header_too_large);

}  // namespace jit_console
