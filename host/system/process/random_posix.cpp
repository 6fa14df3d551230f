#include "system/process/random.h"

#include <sys/random.h>
#include <unistd.h>

#include "base/error.h"

namespace jit_console {

void fill_with_random_bytes(std::span<unsigned char> bytes) {
    if (::getentropy(bytes.data(), bytes.size()) != 0)
        throw Error(ErrorCode::internal, "the system gives no random numbers");
}

}  // namespace jit_console
