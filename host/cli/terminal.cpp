#include "cli/terminal.h"

#include <cerrno>
#include <ctime>
#include <system_error>

#include "system/desktop/desktop.h"
#include "system/process/controlling_terminal.h"
#include "system/process/person_output.h"

namespace jit_console {
namespace {

std::tm local_parts(std::time_t seconds) {
    // localtime_r() isn't everywhere; words for people are put together by one thread.
    const std::tm* parts = std::localtime(&seconds);  // NOLINT(concurrency-mt-unsafe): see above
    return parts == nullptr ? std::tm{} : *parts;
}

}  // namespace

void print_line(std::string_view text) {
    if (print_out(text)) return;
    throw Error(ErrorCode::output, "the output can't be written: " + std::generic_category().message(errno),
                "check where it is redirected to and whether the disk is full");
}

void print_remark(std::string_view text) { say(text); }

bool person_is_there() { return desktop_is_there() && input_is_terminal() && is_in_foreground(); }

void print_to_person(std::string_view text) {
    if (error_is_terminal()) return print_remark(text);
    print_to_terminal(text);
}

std::string person_answers(std::string_view question) {
    ask_for(std::string(question) + " ");
    std::string answer;
    char byte = 0;
    while (answer.size() < 500 && read_input(&byte, 1) == 1 && byte != '\n') answer += byte;
    return answer;
}

bool person_agrees(std::string_view question) {
    const std::string answer = person_answers(std::string(question) + " [y/N]");
    return answer == "y" || answer == "yes";
}

void print_error(const Error& error) {
    say(std::string("jit-console: ") + error.what());
    if (!error.hint().empty()) say("  " + error.hint());
}

Secret read_secret(std::string_view prompt) {
    constexpr std::size_t kLimit = 64 * 1024;
    const bool person = input_is_terminal();
    std::string text;
    text.reserve(kLimit + 1);  // so that growing leaves no copies behind
    {
        const UnseenInput unseen;
        if (person) ask_for(prompt);
        char byte = 0;
        while (text.size() <= kLimit && read_input(&byte, 1) == 1) {
            if (person && byte == '\n') break;
            text += byte;
        }
        if (person) say("");
    }
    const bool too_long = text.size() > kLimit;
    const auto first = text.find_first_not_of(" \t\r\n");
    Secret secret;
    if (first != std::string::npos) {
        secret = Secret(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }
    wipe(text);
    if (too_long)
        throw Error(ErrorCode::usage, "this is too long to be a token", "write only the token to standard input");
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
