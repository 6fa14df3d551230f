#pragma once

#include <map>
#include <string>

#include "commands/context.h"
#include "domain/finding.h"
#include "system/install/workstation.h"

namespace jit_console {

struct VaultCheck {
    Diagnosis diagnosis;
    std::vector<Portal> portals;             ///< that are configured
    std::map<std::string, SignIn> sign_ins;  ///< that are kept, by the portal's URL
    bool usable = true;                      ///< what isn't kept isn't there
};

/// The policy, the configuration, and where sign-ins are kept.
VaultCheck check_vault(Context& context, Workstation& workstation);

}  // namespace jit_console
