#pragma once

#include <cstdint>
#include <string>

namespace jit_console {

/// One end of a connection over loopback.
struct LoopbackEnd {
    std::string address;  ///< "127.0.0.1" or "::1", say
    std::uint16_t port = 0;
};

/// True where the system says that the other end of a connection over loopback belongs to another user of this machine;
/// false where it doesn't tell.
bool is_another_users(const LoopbackEnd& own, const LoopbackEnd& peer);

}  // namespace jit_console
