#include <cstddef>
#include <cstdint>
#include <string_view>

#include "domain/duploctl_config.h"
#include "only_throws.h"

using namespace jit_console;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    only_throws({ErrorCode::duploctl}, [&] { parse_duploctl_config(text); });
    only_throws({ErrorCode::duploctl}, [&] { require(!parse_duploctl_token(text).empty(), "a token is not empty"); });
    return 0;
}
