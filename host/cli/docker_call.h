#pragma once

#include <string_view>

namespace jit_console {

/// True where the program was started by the name that docker has for its credential helpers, with or without the
/// folder before it: "docker-credential-jit-console".
bool is_docker_call(std::string_view program);

}  // namespace jit_console
