#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/portals/portal_state.h"

namespace jit_console {

struct AddPortal {
    std::string url;                  ///< as typed; see portal_origin()
    std::string name;                 ///< "": the host's first label
    std::string api_url;              ///< "": the same as `url`
    std::string ca_file;              ///< "": the system's store
    bool insecure_localhost = false;  ///< `url` and `api_url` are taken by localhost_origin()
};

/// Adds a portal without asking it. One that is there already is given back, unless a name, API or CA file was asked
/// for that it doesn't have. Throws `portal_url`, `portal_exists`, `ca_file`, `config`.
PortalState add_portal(Context& context, const AddPortal& params);

/// The name that a new portal gets where none is given: none of those that are there.
std::string new_portal_name(std::string_view origin, const std::vector<Portal>& portals);

}  // namespace jit_console
