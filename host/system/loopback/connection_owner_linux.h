#pragma once

#include <optional>

#include <sys/types.h>

#include "system/loopback/connection_owner.h"

namespace jit_console {

/// Whose socket the peer's end of a connection is; root's where its owner has closed it, nothing where it isn't found.
/// Takes the same time however many connections the machine has (source: sock_diag(7)).
std::optional<uid_t> owner_by_sock_diag(const LoopbackEnd& own, const LoopbackEnd& peer);

/// The same by reading the list of all connections, for systems that don't answer the other question (source: proc(5)).
std::optional<uid_t> owner_by_proc(const LoopbackEnd& own, const LoopbackEnd& peer);

}  // namespace jit_console
