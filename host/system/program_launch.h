#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// The program that `name` means: itself where it is an absolute path, else the first of that name in PATH and then in
/// the usual folders (a browser starts its host without a useful PATH). Empty where there is none that can be run.
std::filesystem::path find_program(std::string_view name);

/// Runs a program without a shell, in a session of its own, with nothing of ours but the environment: standard input,
/// output and error are /dev/null, all other descriptors closed. Gives false where it can't be started or ends with
/// another exit code than 0 within `watch`; true where it ended well or is still running then (it is left to itself).
bool launch_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                    std::chrono::milliseconds watch);

}  // namespace jit_console
