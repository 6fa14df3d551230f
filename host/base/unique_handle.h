#pragma once

#include <memory>

namespace jit_console {

/// Calls a C free function; no state, so the handle is as big as a pointer.
template <auto free_function>
struct HandleDeleter {
    template <typename T>
    void operator()(T* handle) const noexcept {
        free_function(handle);
    }
};

/// Owns a C handle: `UniqueHandle<CURL, curl_easy_cleanup>`.
template <typename T, auto free_function>
using UniqueHandle = std::unique_ptr<T, HandleDeleter<free_function>>;

}  // namespace jit_console
