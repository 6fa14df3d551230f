#pragma once

#include <cstdint>

namespace jit_console {

/// True where the system says that the other end of a connection over loopback belongs to another user of this machine;
/// false where it doesn't tell.
bool is_another_users(std::uint16_t own_port, std::uint16_t peer_port);

}  // namespace jit_console
