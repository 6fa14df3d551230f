#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace jit_console {

/// Collects an answer's body piece by piece, up to a limit that is checked before memory is taken, and wipes what it
/// leaves behind while it grows.
class HttpBody {
public:
    explicit HttpBody(std::size_t limit) : limit_(limit) {}
    HttpBody(const HttpBody&) = delete;
    HttpBody& operator=(const HttpBody&) = delete;
    ~HttpBody() { wipe(text_); }

    /// False, and nothing is taken, where the limit would be passed or there is no memory; see too_large().
    bool append(std::string_view piece) noexcept;
    bool too_large() const { return too_large_; }
    /// The whole; empty afterwards.
    Secret take() { return Secret(std::move(text_)); }

private:
    std::size_t limit_;
    std::string text_;
    bool too_large_ = false;
};

}  // namespace jit_console
