#pragma once

#include <cstddef>

namespace jit_console {

/// The descriptors that frames go over.
struct Streams {
    int in;
    int out;
};

/// Gives each of the descriptors 0 to 2 that the process was started without a place where nothing can be written: no
/// file that is opened later takes it. Called once, first thing.
void fill_standard_descriptors();

/// Keeps a duplicate of standard output for frames and points descriptor 1 at standard error, so that nothing that
/// anybody prints can break the stream; both carry bytes as they are. Calls ignore_broken_pipes(). Called once, before
/// anything is printed. Throws `internal`.
Streams take_over_standard_streams();

/// From here on a file that would grow past the limit on files' sizes can't be written, which doesn't end the process.
void ignore_size_limit();

/// From here on a write to a pipe or connection whose other end has gone fails, and doesn't end the process.
void ignore_broken_pipes();

/// Reads `size` bytes; fewer only at the end of the file or where the descriptor fails. Blocking.
std::size_t read_fully(int descriptor, char* to, std::size_t size);

/// Writes all of it; false where the descriptor fails.
bool write_fully(int descriptor, const char* from, std::size_t size);

}  // namespace jit_console
