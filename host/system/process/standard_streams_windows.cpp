#include "system/process/standard_streams.h"

#include <algorithm>

#include <windows.h>
#include <fcntl.h>
#include <io.h>

#include "base/error.h"

namespace jit_console {
namespace {

constexpr int kIn = 0;
constexpr int kOut = 1;
constexpr int kError = 2;
constexpr std::size_t kMostAtOnce = 1024 * 1024;

unsigned piece(std::size_t size) { return static_cast<unsigned>(std::min(size, kMostAtOnce)); }

/// A program that is started doesn't get it: it would keep the pipe open after our end.
void keep_to_ourselves(int descriptor) {
    ::SetHandleInformation(reinterpret_cast<HANDLE>(::_get_osfhandle(descriptor)), HANDLE_FLAG_INHERIT, 0);
}

}  // namespace

/// A write to a closed pipe is an error here, and no signal.
// Handles are no small numbers that the next file would take.
void fill_standard_descriptors() {}

void ignore_size_limit() {}

void ignore_broken_pipes() {}

Streams take_over_standard_streams() {
    const int out = ::_dup(kOut);
    // A browser may give no standard error.
    if (::_get_osfhandle(kError) < 0) {
        const int nowhere = ::_open("NUL", _O_WRONLY | _O_BINARY);
        ::_dup2(nowhere, kError);
    }
    if (out < 0 || ::_dup2(kError, kOut) != 0) {
        throw Error(ErrorCode::internal, "the standard streams can't be set up");
    }
    for (const int descriptor : {kIn, out}) {
        ::_setmode(descriptor, _O_BINARY);
        keep_to_ourselves(descriptor);
    }
    return {kIn, out};
}

std::size_t read_fully(int descriptor, char* to, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
        const int count = ::_read(descriptor, to + done, piece(size - done));
        if (count <= 0) break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

bool write_fully(int descriptor, const char* from, std::size_t size) {
    while (size > 0) {
        const int count = ::_write(descriptor, from, piece(size));
        if (count <= 0) return false;
        from += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

}  // namespace jit_console
