#pragma once

#include <array>
#include <chrono>
#include <cstddef>

#include <curl/curl.h>

#include "base/unique_handle.h"
#include "system/http/http_body.h"
#include "system/http/http_client.h"

namespace jit_console {

using HeaderList = UniqueHandle<curl_slist, curl_slist_free_all>;

/// What libcurl's callbacks write to; must outlive the transfer.
struct Receiver {
    HttpBody body;
    std::size_t header_bytes = 0;
    std::array<char, CURL_ERROR_SIZE> sentence{};

    bool header_too_large() const;
};

/// The request's headers as libcurl takes them.
HeaderList header_list(const HttpRequest& request);

/// Sets all that a request needs. `request`, `headers` and `receiver` must outlive the transfer.
void set_options(CURL* easy, const HttpRequest& request, curl_slist* headers, Receiver& receiver);

/// For a second try of a request whose options are set: on a connection of its own, within what is left of its time.
void set_second_try(CURL* easy, std::chrono::milliseconds time_left);

/// False where the request, or SSL_CERT_FILE, names the authorities to trust.
bool trusts_system(const HttpRequest& request);

/// Instead of those that libcurl was built to use.
void set_authorities(CURL* easy, const SystemAuthorities& authorities);

/// Those that this libcurl was built to use.
SystemAuthorities default_authorities();

}  // namespace jit_console
