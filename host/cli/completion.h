#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"

namespace jit_console {

/// A word that may come next.
struct Candidate {
    std::string word;
    std::string description;  ///< may be empty; one line
};

/// What words of the command table stand for: given "PORTAL", "TENANT", "PROFILE" …, the words that fit; empty where
/// there are none or the shell knows better (files).
using CompletionValues = std::function<std::vector<Candidate>(std::string_view placeholder)>;

/// What may follow on a command line. `words` are those after the program's name; the last is being typed and may be
/// empty. Only candidates that begin with it are given.
std::vector<Candidate> complete_words(std::span<const std::string_view> words, std::span<const CliCommand> commands,
                                      const CompletionValues& values);

/// The script that makes `shell` (bash, zsh or fish) ask the program for candidates; nothing for another shell.
std::string_view completion_script(std::string_view shell);

}  // namespace jit_console
