#include <cstdlib>
#include <cstring>

#include <malloc.h>

// Memory is wiped when it is freed, whoever frees it: libraries and containers leave copies of secrets behind that no
// one else reaches. glibc's own functions do the rest (source: glibc's manual, "Replacing malloc"); sanitizers have
// their own.

extern "C" {

// Also for the libraries that are loaded, whatever this program hides by default.
#pragma GCC visibility push(default)

void __libc_free(void* memory) noexcept;

void free(void* memory) noexcept {
    if (memory != nullptr) ::explicit_bzero(memory, ::malloc_usable_size(memory));
    __libc_free(memory);
}

/// Never in place: what is left behind when a block moves is wiped.
void* realloc(void* memory, std::size_t size) noexcept {
    if (memory == nullptr) return std::malloc(size);
    if (size == 0) {
        free(memory);
        return nullptr;
    }
    const std::size_t before = ::malloc_usable_size(memory);
    if (size <= before && size >= before / 2) return memory;
    void* const moved = std::malloc(size);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, memory, size < before ? size : before);
    free(memory);
    return moved;
}

#pragma GCC visibility pop
}
