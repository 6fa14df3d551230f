#pragma once

#include <string>
#include <string_view>

namespace jit_console {

/// What a person can do about a TLS connection that failed, by libcurl's and OpenSSL's own words about it.
/// `ca_file`: what is trusted instead of the system's store; may be empty.
std::string tls_hint(std::string_view detail, std::string_view ca_file = {});

}  // namespace jit_console
