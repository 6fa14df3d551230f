#include "cli/terminal.h"

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <system_error>

#include "system/desktop/desktop.h"
#include "system/process/controlling_terminal.h"

namespace jit_console {
namespace {

/// False where it couldn't be written.
bool put(std::FILE* stream, std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
    return std::fputc('\n', stream) != EOF && std::fflush(stream) == 0 && written;
}

std::tm local_parts(std::time_t seconds) {
    // localtime_r() isn't everywhere; words for people are put together by one thread.
    const std::tm* parts = std::localtime(&seconds);
    return parts == nullptr ? std::tm{} : *parts;
}

}  // namespace

void print_line(std::string_view text) {
    if (put(stdout, text)) return;
    throw Error(ErrorCode::output, "the output can't be written: " + std::generic_category().message(errno),
                "look where it goes, and whether the disk is full");
}

void print_remark(std::string_view text) { put(stderr, text); }

bool person_is_there() { return desktop_is_there() && input_is_terminal() && is_in_foreground(); }

void print_to_person(std::string_view text) {
    if (error_is_terminal()) return print_remark(text);
    print_to_terminal(text);
}

bool person_agrees(std::string_view question) {
    std::fprintf(stderr, "%.*s [y/N] ", static_cast<int>(question.size()), question.data());
    std::string answer;
    char byte = 0;
    while (answer.size() < 10 && read_input(&byte, 1) == 1 && byte != '\n') answer += byte;
    return answer == "y" || answer == "yes";
}

void print_error(const Error& error) {
    put(stderr, std::string("jit-console: ") + error.what());
    if (!error.hint().empty()) put(stderr, "  " + error.hint());
}

Secret read_secret(std::string_view prompt) {
    constexpr std::size_t kLimit = 64 * 1024;
    const bool person = input_is_terminal();
    std::string text;
    text.reserve(kLimit + 1);  // so that growing leaves no copies behind
    {
        const UnseenInput unseen;
        if (person) std::fprintf(stderr, "%.*s", static_cast<int>(prompt.size()), prompt.data());
        char byte = 0;
        while (text.size() <= kLimit && read_input(&byte, 1) == 1) {
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
    if (too_long)
        throw Error(ErrorCode::usage, "that is too long for a token", "write the token alone to standard input");
    return secret;
}

std::string local_time(Time time, Time now) {
    const std::time_t seconds = time.time_since_epoch().count();
    const bool soon = time - now < std::chrono::hours(20);
    const std::tm parts = local_parts(seconds);
    char text[64];
    const std::size_t size = std::strftime(text, sizeof text, soon ? "%H:%M" : "%a %d %b %H:%M", &parts);
    return {text, size};
}

std::string local_date_time(Time time) {
    const std::time_t seconds = time.time_since_epoch().count();
    const std::tm parts = local_parts(seconds);
    char text[64];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts)};
}

}  // namespace jit_console
