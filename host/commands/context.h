#pragma once

#include "system/clock.h"
#include "system/grant_listener.h"
#include "system/http_client.h"
#include "system/portal_store.h"
#include "system/vault.h"

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace jit_console {

/// The portals that a sign-in is waiting for in this process; one at a time for each.
class RunningSignIns {
public:
    /// Throws `sign_in_running` where `portal_name` has one already.
    void begin(const std::string& portal_name);
    void end(const std::string& portal_name);

private:
    std::mutex mutex_;
    std::set<std::string> portal_names_;
};

/// What every command works with. Refers to objects of main's; may be shared by threads.
struct Context {
    const Clock& clock;
    HttpClient& http;
    PortalStore& portals;
    Vault& vault;
    RunningSignIns& running_sign_ins;
    std::function<std::unique_ptr<GrantListener>(const Portal&, bool admin)> make_grant_listener;
};

}  // namespace jit_console
