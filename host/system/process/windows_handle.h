#pragma once

#include <windows.h>

#include "base/unique_handle.h"

namespace jit_console {

inline void close_windows_handle(HANDLE handle) { ::CloseHandle(handle); }
using WindowsHandle = UniqueHandle<void, close_windows_handle>;

/// Empty where the system says so in either of its two ways.
inline WindowsHandle windows_handle(HANDLE handle) {
    return WindowsHandle(handle == INVALID_HANDLE_VALUE ? nullptr : handle);
}

inline void free_local(void* memory) { ::LocalFree(memory); }
/// What the system gives to be freed by LocalFree().
template <typename T>
using LocalMemory = UniqueHandle<T, free_local>;

}  // namespace jit_console
