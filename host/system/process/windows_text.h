#pragma once

#include <string>
#include <string_view>

// Windows' own text is UTF-16, that of the rest of the program UTF-8.

namespace jit_console {

std::wstring wide_text(std::string_view text);
std::string narrow_text(std::wstring_view text);

/// The system's words for an error number of GetLastError().
std::string windows_error_words(unsigned long number);

}  // namespace jit_console
