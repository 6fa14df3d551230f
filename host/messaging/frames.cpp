#include "messaging/frames.h"

#include <cstdint>
#include <cstring>

#include "base/error.h"
#include "system/process/standard_streams.h"

namespace jit_console {
namespace {

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

std::optional<std::string> FrameReader::read() {
    std::uint32_t length = 0;
    char header[sizeof length];
    const std::size_t got = read_fully(descriptor_, header, sizeof header);
    if (got == 0) return std::nullopt;
    if (got < sizeof header) throw Error(ErrorCode::bad_frame, "the stream ended within a frame's length");
    std::memcpy(&length, header, sizeof length);
    if (length == 0 || length > kFrameLimitIn) {
        throw Error(ErrorCode::bad_frame,
                    "a frame of " + std::to_string(length) + " bytes; allowed: 1 to " + std::to_string(kFrameLimitIn));
    }
    std::string text(length, '\0');
    if (read_fully(descriptor_, text.data(), length) < length) {
        throw Error(ErrorCode::bad_frame, "the stream ended within a frame");
    }
    return text;
}

void FrameWriter::write(std::string_view text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    char header[sizeof length];
    std::memcpy(header, &length, sizeof length);
    const std::lock_guard lock(mutex_);
    if (gone_) return;
    gone_ = !write_fully(descriptor_, header, sizeof header) || !write_fully(descriptor_, text.data(), text.size());
}

std::vector<std::string_view> split_for_parts(std::string_view text) {
    // JSON text holds no raw control characters, so escaping it doubles it at the most.
    constexpr std::size_t kPiece = kFrameLimitOut / 2 - 512;
    std::vector<std::string_view> pieces;
    while (text.size() > kPiece) {
        std::size_t end = kPiece;
        while (!starts_code_point(text[end])) --end;
        pieces.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    pieces.push_back(text);
    return pieces;
}

}  // namespace jit_console
