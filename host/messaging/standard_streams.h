#pragma once

namespace jit_console {

/// The descriptors that frames go over.
struct Streams {
    int in;
    int out;
};

/// Keeps a duplicate of standard output for frames and points descriptor 1 at standard error, so that nothing that anybody
/// prints can break the stream; ignores SIGPIPE. Called once, first thing. Throws `internal`.
Streams take_over_standard_streams();

}  // namespace jit_console
