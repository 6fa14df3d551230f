#pragma once

#include "system/loopback/grant_listener.h"
#include "system/loopback/loopback_server.h"

namespace jit_console {

/// As make_grant_listener_beast() of grant_listener.h, where somebody else says whose connections are another user's.
std::unique_ptr<GrantListener> make_grant_listener_beast(const Portal& portal, bool admin,
                                                         LoopbackServer::IsAnothers is_anothers);

}  // namespace jit_console
