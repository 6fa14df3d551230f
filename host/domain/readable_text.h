#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Text of others that people are shown: on a terminal a control character is a command, not a character.

namespace jit_console {

/// `text` for a terminal: what is no UTF-8, control characters but line breaks and tabs, and what changes the direction
/// of writing is replaced by U+FFFD.
std::string terminal_text(std::string_view text);

/// True for well-formed UTF-8 without control characters (C0, DEL, C1), line separators and characters that turn
/// the direction of text. Spaces pass.
bool is_readable(std::string_view text);

/// `text` as one line of at most `limit` characters: line breaks and tabs become spaces, what is_readable() refuses
/// is left out, and what was cut ends in "…". "" where `text` is not UTF-8.
std::string readable_line(std::string_view text, std::size_t limit);

/// For error messages: `text` in double quotes where it looks like a name somebody typed (readable, at most 64
/// characters), else "what was given". Long texts may be tokens and are never quoted.
std::string quoted(std::string_view text);

}  // namespace jit_console
