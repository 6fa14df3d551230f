#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// What stands between the entries of variables such as PATH and BROWSER.
char list_separator();

/// True where the file is a program that this user may run.
bool is_runnable(const std::filesystem::path& program);

/// The program that `name` means: itself where it is an absolute path, else the first of that name in PATH and then in
/// the usual folders (a browser starts its host without a useful PATH). Empty where there is none that can be run.
std::filesystem::path find_program(std::string_view name);

/// Runs a program without a shell, in a session of its own, with nothing of ours but the environment: standard input,
/// output and error are /dev/null, all other descriptors closed. Gives false where it can't be started or ends with
/// another exit code than 0 within `watch`; true where it ended well or is still running then (it is left to itself).
bool launch_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                    std::chrono::milliseconds watch);

/// What a program writes to standard output, `size_limit` bytes at most. Nothing where it can't be started, ends with
/// another exit code than 0, or not within `limit`: it is killed then, with whatever it started. Otherwise as
/// launch_program().
std::optional<std::string> program_output(const std::filesystem::path& program,
                                          const std::vector<std::string>& arguments, std::chrono::milliseconds limit,
                                          std::size_t size_limit = 4096);

}  // namespace jit_console
