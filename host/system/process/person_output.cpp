#include "system/process/person_output.h"

#include <cstdio>
#include <string>

#include "domain/readable_text.h"
#include "system/process/controlling_terminal.h"

namespace jit_console {
namespace {

bool put(std::FILE* stream, std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
    return std::fflush(stream) == 0 && written;
}

}  // namespace

void say(std::string_view line) { put(stderr, terminal_text(line) + "\n"); }

void ask_for(std::string_view text) { put(stderr, terminal_text(text)); }

bool print_out(std::string_view line) {
    if (output_is_terminal()) return put(stdout, terminal_text(line) + "\n");
    const bool written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
    return std::fputc('\n', stdout) != EOF && std::fflush(stdout) == 0 && written;
}

}  // namespace jit_console
