#include "system/process/controlling_terminal.h"

#include <cstdio>
#include <string>

#include <termios.h>
#include <unistd.h>

#include "domain/readable_text.h"

namespace jit_console {

bool input_is_terminal() { return ::isatty(STDIN_FILENO) != 0; }

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) != 0; }

bool error_is_terminal() { return ::isatty(STDERR_FILENO) != 0; }

bool is_in_foreground() { return ::tcgetpgrp(STDIN_FILENO) == ::getpgrp(); }

std::size_t read_input(char* to, std::size_t size) {
    const ssize_t count = ::read(STDIN_FILENO, to, size);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

void print_to_terminal(std::string_view line) {
    std::FILE* terminal = std::fopen("/dev/tty", "we");
    if (terminal == nullptr) return;
    const std::string text = terminal_text(line);
    std::fwrite(text.data(), 1, text.size(), terminal);
    std::fputc('\n', terminal);
    std::fclose(terminal);
}

struct UnseenInput::Before {
    termios settings{};
};

UnseenInput::UnseenInput() {
    termios before{};
    if (::tcgetattr(STDIN_FILENO, &before) != 0) return;
    termios without_echo = before;
    without_echo.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (::tcsetattr(STDIN_FILENO, TCSAFLUSH, &without_echo) == 0) before_ = std::make_unique<Before>(Before{before});
}

UnseenInput::~UnseenInput() {
    if (before_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_->settings);
}

}  // namespace jit_console
