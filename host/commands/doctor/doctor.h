#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "commands/context.h"
#include "domain/browser_locations.h"
#include "domain/finding.h"
#include "system/install/workstation.h"

namespace jit_console {

/// Looks at everything that a click goes through: the browsers and their manifests, where sign-ins are kept, the
/// portals, AWS. Changes nothing. Takes 15 s at most, and 30 s more while the desktop asks for its keyring's password.
/// Throws `cancelled`. `asking` is what kind of browser asks, where one does.
Diagnosis doctor(Context& context, Workstation& workstation, std::stop_token stop,
                 std::optional<BrowserFamily> asking = {});

struct Repairs {
    std::vector<std::string> done;  ///< what was repaired, in words
    std::vector<Error> failed;
};
/// Repairs what is `fixable`: writes the user's manifests anew for `program` and the extension's ids, with
/// those of the machine's policy, and closes files that guard secrets to
/// others.
Repairs repair(const Diagnosis& diagnosis, Workstation& workstation, const std::string& program,
               const std::vector<std::string>& extension_ids = {});

}  // namespace jit_console
