#include "system/process/random.h"

#include <windows.h>
#include <bcrypt.h>

#include "base/error.h"

namespace jit_console {

void fill_with_random_bytes(std::span<unsigned char> bytes) {
    const auto size = static_cast<ULONG>(bytes.size());
    if (::BCryptGenRandom(nullptr, bytes.data(), size, BCRYPT_USE_SYSTEM_PREFERRED_RNG) != 0)
        throw Error(ErrorCode::internal, "the system gives no random numbers");
}

}  // namespace jit_console
