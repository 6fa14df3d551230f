#pragma once

#include <filesystem>
#include <string>

namespace jit_console {

long long own_process_id();

/// The name of the program that started this one; "" where the system doesn't tell.
std::string parent_program();

/// The path of that program's file; "" where the system doesn't tell.
std::string parent_executable();

/// True where `process_id` is that process, or was started by it or by one that it started; false where the system
/// doesn't tell.
bool is_below(long long process_id, long long ancestor_id);

/// The process that holds a POSIX record lock on that file; 0 where none does, or the system doesn't tell.
long long locking_process(const std::filesystem::path& file);

/// The process that started it; 0 where the system doesn't tell.
long long parent_process(long long process_id);

/// True where that process was stopped, as by Ctrl-Z, and doesn't run; false where the system doesn't tell.
bool is_stopped(long long process_id);

}  // namespace jit_console
