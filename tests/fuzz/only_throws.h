#pragma once

#include <initializer_list>
#include <string_view>

#include "base/error.h"
#include "require.h"

namespace jit_console {

/// Does `action`, which may throw an Error of these codes and nothing else.
template <typename Action>
void only_throws(std::initializer_list<ErrorCode> allowed, const Action& action) {
    try {
        action();
    } catch (const Error& error) {
        for (const ErrorCode code : allowed) {
            if (error.code() == code) return;
        }
        require(false, error.what());
    }
}

}  // namespace jit_console
