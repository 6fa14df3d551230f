#include "cli/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace jit_console {
namespace {

#ifdef __APPLE__
constexpr bool kAlwaysDesktop = true;
#else
constexpr bool kAlwaysDesktop = false;
#endif

void put(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

/// Keeps what is typed off the screen as long as it lives.
class Unseen {
public:
    Unseen() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios without_echo = before_;
        without_echo.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &without_echo) == 0;
    }
    ~Unseen() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    termios before_{};
    bool changed_ = false;
};

}  // namespace

void print_line(std::string_view text) { put(stdout, text); }

void print_remark(std::string_view text) { put(stderr, text); }

bool person_is_there() {
    const auto is_set = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    const bool desktop = kAlwaysDesktop || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("BROWSER");
    return desktop && ::isatty(STDIN_FILENO) != 0 && ::tcgetpgrp(STDIN_FILENO) == ::getpgrp();
}

void print_to_person(std::string_view text) {
    if (::isatty(STDERR_FILENO) != 0) return print_remark(text);
    if (std::FILE* terminal = std::fopen("/dev/tty", "we")) {
        put(terminal, text);
        std::fclose(terminal);
    }
}

bool person_agrees(std::string_view question) {
    std::fprintf(stderr, "%.*s [y/N] ", static_cast<int>(question.size()), question.data());
    std::string answer;
    char byte = 0;
    while (answer.size() < 10 && ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n') answer += byte;
    return answer == "y" || answer == "yes";
}

void print_error(const Error& error) {
    put(stderr, std::string("jit-console: ") + error.what());
    if (!error.hint().empty()) put(stderr, "  " + error.hint());
}

Secret read_secret(std::string_view prompt) {
    constexpr std::size_t kLimit = 64 * 1024;
    const bool person = ::isatty(STDIN_FILENO) != 0;
    std::string text;
    text.reserve(kLimit + 1);  // so that growing leaves no copies behind
    {
        const Unseen unseen;
        if (person) std::fprintf(stderr, "%.*s", static_cast<int>(prompt.size()), prompt.data());
        char byte = 0;
        while (text.size() <= kLimit && ::read(STDIN_FILENO, &byte, 1) == 1) {
            if (person && byte == '\n') break;
            text += byte;
        }
        if (person) std::fputc('\n', stderr);
    }
    const bool too_long = text.size() > kLimit;
    const auto first = text.find_first_not_of(" \t\r\n");
    Secret secret;
    if (first != std::string::npos) {
        secret = Secret(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }
    wipe(text);
    if (too_long) throw Error(ErrorCode::usage, "that is too long for a token", "write the token alone to standard input");
    return secret;
}

std::string local_time(Time time, Time now) {
    const std::time_t seconds = time.time_since_epoch().count();
    const bool soon = time - now < std::chrono::hours(20);
    std::tm parts{};
    ::localtime_r(&seconds, &parts);
    char text[64];
    const std::size_t size = std::strftime(text, sizeof text, soon ? "%H:%M" : "%a %d %b %H:%M", &parts);
    return {text, size};
}

std::string local_date_time(Time time) {
    const std::time_t seconds = time.time_since_epoch().count();
    std::tm parts{};
    ::localtime_r(&seconds, &parts);
    char text[64];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts)};
}

}  // namespace jit_console
