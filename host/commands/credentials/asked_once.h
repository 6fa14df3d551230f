#pragma once

#include <algorithm>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "commands/context.h"
#include "commands/portals/portal_state.h"
#include "domain/ascii.h"

namespace jit_console {

/// What people typed, as a part of CacheEntry::what. Whoever types the same gets the same; two names may share one.
inline std::string turn_word(std::string_view typed) {
    std::string word = to_lower(typed);
    for (char& c : word) {
        // A file's name: what could lead elsewhere is replaced.
        if (!is_lower(c) && !is_digit(c)) c = '-';
    }
    word.resize(std::min<std::size_t>(word.size(), 100));
    return word;
}

/// `request.from_portal()`, after a sign-in where that is needed and `request.sign_in()` is set.
template <typename Request>
auto from_portal_after_sign_in(const Request& request, std::stop_token stop) {
    try {
        return request.from_portal(stop);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::sign_in_needed || !request.sign_in()) throw;
        request.sign_in()(error);
    }
    return request.from_portal(std::move(stop));
}

/// What `request` asks for, from the cache or else from the portal. Of many that ask for the same (`request.turn()`) at
/// once, in any process, one asks the portal and all get what it got, be it an error.
template <typename Request>
auto asked_once(Context& context, const Request& request, std::stop_token stop) {
    if (auto cached = request.from_cache()) return std::move(*cached);
    // Without a sign-in and without anybody to make one nobody needs to wait.
    if (!request.sign_in()) with_kept_sign_in(context, request.portal());
    const auto turn = context.credential_cache.take_turn(request.turn(), stop);
    if (auto cached = request.from_cache()) return std::move(*cached);
    try {
        return from_portal_after_sign_in(request, std::move(stop));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::cancelled) turn->failed(error);
        throw;
    }
}

}  // namespace jit_console
