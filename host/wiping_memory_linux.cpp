#include <cstdlib>
#include <cstring>

#include <malloc.h>

// Memory is wiped when it is freed, whoever frees it: libraries and containers leave copies of secrets behind that no
// one else reaches. glibc's own functions do the rest (source: glibc's manual, "Replacing malloc"); sanitizers have
// their own. Parameters are named as in glibc's headers.

// NOLINTBEGIN(cppcoreguidelines-no-malloc, readability-identifier-naming): malloc and free themselves.
extern "C" {

// Also for the libraries that are loaded, whatever this program hides by default.
#pragma GCC visibility push(default)

void __libc_free(void* ptr) noexcept;

void free(void* ptr) noexcept {
    if (ptr != nullptr) ::explicit_bzero(ptr, ::malloc_usable_size(ptr));
    __libc_free(ptr);
}

/// Never in place: what is left behind when a block moves is wiped.
void* realloc(void* ptr, std::size_t size) noexcept {
    if (ptr == nullptr) return std::malloc(size);
    if (size == 0) {
        free(ptr);
        return nullptr;
    }
    const std::size_t before = ::malloc_usable_size(ptr);
    if (size <= before && size >= before / 2) return ptr;
    void* const moved = std::malloc(size);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, ptr, size < before ? size : before);
    free(ptr);
    return moved;
}

#pragma GCC visibility pop
}
// NOLINTEND(cppcoreguidelines-no-malloc, readability-identifier-naming)
