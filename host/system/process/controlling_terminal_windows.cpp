#include "system/process/controlling_terminal.h"

#include <string>

#include <windows.h>

#include "domain/readable_text.h"
#include "system/process/windows_handle.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

bool is_console(DWORD which) {
    DWORD mode = 0;
    return ::GetConsoleMode(::GetStdHandle(which), &mode) != 0;
}

}  // namespace

bool input_is_terminal() { return is_console(STD_INPUT_HANDLE); }

bool output_is_terminal() { return is_console(STD_OUTPUT_HANDLE); }

bool error_is_terminal() { return is_console(STD_ERROR_HANDLE); }

/// There is no background in a console.
bool is_in_foreground() { return true; }

std::size_t read_input(char* to, std::size_t size) {
    const bool typed = input_is_terminal();
    DWORD count = 0;
    do {
        if (!::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), to, static_cast<DWORD>(size), &count, nullptr)) return 0;
        // A line that is typed ends in CR and LF.
    } while (typed && count == 1 && *to == '\r');
    return count;
}

void print_to_terminal(std::string_view line) {
    const WindowsHandle console = windows_handle(
        ::CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr));
    const std::wstring text = wide_text(terminal_text(line)) + L"\r\n";
    DWORD count = 0;
    if (console) ::WriteConsoleW(console.get(), text.data(), static_cast<DWORD>(text.size()), &count, nullptr);
}

struct UnseenInput::Before {
    DWORD mode = 0;
};

UnseenInput::UnseenInput() {
    const HANDLE console = ::GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode = 0;
    if (!::GetConsoleMode(console, &mode)) return;
    if (::SetConsoleMode(console, mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT)))
        before_ = std::make_unique<Before>(Before{mode});
}

UnseenInput::~UnseenInput() {
    if (before_) ::SetConsoleMode(::GetStdHandle(STD_INPUT_HANDLE), before_->mode);
}

}  // namespace jit_console
