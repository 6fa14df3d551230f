#include "messaging/frames.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include <unistd.h>

#include "only_throws.h"

using namespace jit_console;

namespace {

/// A descriptor that doesn't exist, behind which __wrap_read() and __wrap_write() stand.
constexpr int kStream = 1'000'000;

/// Gives its bytes, and takes them, in pieces of the sizes that the input says; size 0 is an interrupted call.
struct Stream {
    std::string_view sizes;
    std::size_t calls = 0;
    std::string_view to_read;
    std::string written;

    std::size_t next(std::size_t wanted) {
        if (sizes.empty()) return wanted;
        const auto size = static_cast<unsigned char>(sizes[calls++ % sizes.size()]);
        // Never interrupted for ever.
        return size == 0 && calls % 2 == 0 ? 0 : std::clamp<std::size_t>(size, 1, wanted);
    }
};
Stream* stream = nullptr;

/// The frames of a whole stream; `clean`: it ends where a frame does, and all before it are of a size that is taken.
std::vector<std::string_view> frames_of(std::string_view bytes, bool& clean) {
    std::vector<std::string_view> frames;
    while (bytes.size() >= 4) {
        std::uint32_t length = 0;
        std::memcpy(&length, bytes.data(), 4);
        if (length == 0 || length > kFrameLimitIn || length > bytes.size() - 4) break;
        frames.push_back(bytes.substr(4, length));
        bytes.remove_prefix(4 + length);
    }
    clean = bytes.empty();
    return frames;
}

void read_all(std::string_view bytes) {
    stream->to_read = bytes;
    bool clean = false;
    const auto wanted = frames_of(bytes, clean);
    FrameReader reader(kStream);
    std::size_t count = 0;
    bool threw = true;
    only_throws({ErrorCode::bad_frame}, [&] {
        while (const auto frame = reader.read()) {
            require(count < wanted.size() && *frame == wanted[count], "a frame is what stands in the stream");
            ++count;
        }
        threw = false;
    });
    require(count == wanted.size(), "no frame is lost");
    require(threw != clean, "a broken end is told, and no other");
}

void write_all(std::string_view bytes) {
    bool ignored = false;
    const auto frames = frames_of(bytes, ignored);
    FrameWriter writer(kStream);
    std::size_t size = 0;
    for (const std::string_view frame : frames) {
        writer.write(frame);
        size += frame.size() + 4;
    }
    require(stream->written == bytes.substr(0, size), "what is written is read again as it was");
}

void split(std::string_view text) {
    std::string joined;
    for (const std::string_view piece : split_for_parts(text)) joined += piece;
    require(joined == text, "parts are the whole");
}

}  // namespace

extern "C" ssize_t __real_read(int descriptor, void* to, size_t size);
extern "C" ssize_t __real_write(int descriptor, const void* from, size_t size);

extern "C" ssize_t __wrap_read(int descriptor, void* to, size_t size) {
    if (descriptor != kStream) return __real_read(descriptor, to, size);
    const std::size_t count = std::min(stream->next(size), stream->to_read.size());
    if (count == 0 && !stream->to_read.empty()) {
        errno = EINTR;
        return -1;
    }
    std::memcpy(to, stream->to_read.data(), count);
    stream->to_read.remove_prefix(count);
    return static_cast<ssize_t>(count);
}

extern "C" ssize_t __wrap_write(int descriptor, const void* from, size_t size) {
    if (descriptor != kStream) return __real_write(descriptor, from, size);
    const std::size_t count = stream->next(size);
    if (count == 0) {
        errno = EINTR;
        return -1;
    }
    stream->written.append(static_cast<const char*>(from), count);
    return static_cast<ssize_t>(count);
}

/// The input: how many sizes, the sizes, the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t sizes = std::min<std::size_t>(data[0] % 16, size - 1);
    Stream made{.sizes = text.substr(1, sizes), .to_read = {}, .written = {}};
    stream = &made;
    const std::string_view bytes = text.substr(1 + sizes);
    read_all(bytes);
    write_all(bytes);
    split(bytes);
    return 0;
}
