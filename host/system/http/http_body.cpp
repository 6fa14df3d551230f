#include "system/http/http_body.h"

#include <algorithm>
#include <new>

namespace jit_console {

bool HttpBody::append(std::string_view piece) noexcept {
    if (piece.size() > limit_ - text_.size()) {
        too_large_ = true;
        return false;
    }
    try {
        if (text_.size() + piece.size() > text_.capacity()) {
            std::string larger;
            larger.reserve(std::min(limit_, std::max(text_.size() + piece.size(), 2 * text_.capacity())));
            larger.append(text_);
            wipe(text_);
            text_.swap(larger);
        }
        text_.append(piece);
    } catch (const std::bad_alloc&) {
        return false;
    }
    return true;
}

}  // namespace jit_console
