#include "system/process/windows_text.h"

#include <system_error>

#include <windows.h>

namespace jit_console {

std::wstring wide_text(std::string_view text) {
    const int size = static_cast<int>(text.size());
    const int count = ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, nullptr, 0);
    std::wstring wide(static_cast<std::size_t>(count), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, wide.data(), count);
    return wide;
}

std::string narrow_text(std::wstring_view text) {
    const int size = static_cast<int>(text.size());
    const int count = ::WideCharToMultiByte(CP_UTF8, 0, text.data(), size, nullptr, 0, nullptr, nullptr);
    std::string narrow(static_cast<std::size_t>(count), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, text.data(), size, narrow.data(), count, nullptr, nullptr);
    return narrow;
}

std::string windows_error_words(unsigned long number) {
    std::string words = std::system_category().message(static_cast<int>(number));
    while (!words.empty() && (words.back() == '.' || words.back() == '\n' || words.back() == '\r')) words.pop_back();
    return words;
}

}  // namespace jit_console
