#pragma once

#include <string>
#include <string_view>

namespace jit_console {

/// What a person can do about a TLS connection that failed, by libcurl's and OpenSSL's own words about it.
std::string tls_hint(std::string_view detail);

}  // namespace jit_console
