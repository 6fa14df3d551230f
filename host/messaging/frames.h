#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Native messaging's frames: an unsigned 32-bit length in the machine's byte order, then that many bytes of JSON
// (source: Chrome and Firefox documentation of native messaging).

namespace jit_console {

/// Largest frame that is read, and largest text that is written in one frame (the browsers' own limit is 1 MiB).
inline constexpr std::size_t kFrameLimitIn = 1024 * 1024;
inline constexpr std::size_t kFrameLimitOut = 900 * 1024;

/// Reads frames from a descriptor that it doesn't own. Blocking.
class FrameReader {
public:
    explicit FrameReader(int descriptor) : descriptor_(descriptor) {}
    /// The next frame's bytes; nothing at a clean end of file. Throws `bad_frame` on a length of zero or over the limit
    /// (before any memory is taken for it) and on an end within a frame.
    std::optional<std::string> read();

private:
    int descriptor_;
};

/// Writes frames to a descriptor that it doesn't own, whole frames from any thread.
class FrameWriter {
public:
    explicit FrameWriter(int descriptor) : descriptor_(descriptor) {}
    /// `text` is at most kFrameLimitOut bytes. When the browser has gone nothing is written any more and nothing is
    /// thrown: end of file on the other descriptor tells the same.
    void write(std::string_view text);

private:
    std::mutex mutex_;
    int descriptor_;
    bool gone_ = false;
};

/// Cuts JSON text at code point borders into pieces that fit a frame each after being escaped once more.
std::vector<std::string_view> split_for_parts(std::string_view text);

}  // namespace jit_console
