#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace jit_console {

/// The value of an environment variable, "" where it isn't set.
using Variable = std::function<std::string(const char* name)>;

/// "HOST[:PORT]" of the proxy through which https requests to `host` go, without a user's name and password; "" where
/// they go straight. By libcurl's rules: https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY, but for what no_proxy or
/// NO_PROXY names.
std::string proxy_for(std::string_view host, const Variable& variable);

}  // namespace jit_console
