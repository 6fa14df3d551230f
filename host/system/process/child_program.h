#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// Runs another program in this one's place: with our standard streams, folder and terminal, and with the descriptors
/// that we were given, but none of ours.
class ChildProgram {
public:
    /// Made before anything is opened: what is open now is the program's. Throws `usage` where a system can't do this.
    ChildProgram();

    /// Runs `words` (the program, looked for as a shell does, and its arguments) to its end, and gives its exit code,
    /// 128 + n where signal n ended it, 127 where there is no such program and 126 where it can't be run (which is said
    /// on standard error). Its environment: ours without the variables that `dropped` is true for, and `own`
    /// ("NAME=VALUE"). Signals that others send us go to it; those of the terminal's keys it gets from the terminal.
    /// Once in a process.
    int run(std::vector<std::string> words, const std::function<bool(std::string_view name)>& dropped,
            std::vector<std::string> own) const;

    /// The person's shell.
    static std::string shell();

private:
    std::vector<int> inherited_;  ///< descriptors
};

}  // namespace jit_console
