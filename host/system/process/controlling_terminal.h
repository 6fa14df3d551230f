#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace jit_console {

/// True where a person types what the command reads.
bool input_is_terminal();
/// True where a person sees what goes to standard output.
bool output_is_terminal();
/// True where a person sees what goes to standard error.
bool error_is_terminal();
/// True where the command is the one that the terminal's keys go to, and not in the background.
bool is_in_foreground();

/// Up to `size` bytes of standard input as they are, unbuffered; 0 at its end.
std::size_t read_input(char* to, std::size_t size);

/// A line to the terminal that this was started from, wherever the standard streams go; nothing where there is none.
void print_to_terminal(std::string_view line);

/// Keeps what is typed off the screen as long as it lives; does nothing where nobody types.
class UnseenInput {
public:
    UnseenInput();
    ~UnseenInput();
    UnseenInput(const UnseenInput&) = delete;
    UnseenInput& operator=(const UnseenInput&) = delete;

private:
    struct Before;
    std::unique_ptr<Before> before_;  ///< nothing where nothing was changed
};

}  // namespace jit_console
