#pragma once

#include <string_view>

// The one place that writes to a terminal. What is written may quote others (a certificate's names, a tenant's, an
// argument): what a terminal would take for a command (escape sequences and other control characters) and what changes
// the direction of writing goes out as U+FFFD; line breaks and tabs stay.

namespace jit_console {

/// A line to standard error.
void say(std::string_view line);

/// The same without a line break, for what is answered on the same line.
void ask_for(std::string_view text);

/// A line to standard output: the very bytes, unless that is a terminal. False where it can't be written.
bool print_out(std::string_view line);

}  // namespace jit_console
