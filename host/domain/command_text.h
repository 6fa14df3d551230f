#pragma once

#include <span>
#include <string>

namespace jit_console {

/// A command line as people read it and shells take it: words that a shell would read otherwise are in quotes, and what
/// neither a terminal nor a page shows as it is (line breaks, control characters, what turns the direction of writing,
/// bytes that are no UTF-8) is an escape within $'…'.
std::string command_text(std::span<const std::string> words);

}  // namespace jit_console
