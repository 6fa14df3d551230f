#pragma once

#include <stop_token>
#include <string_view>
#include <vector>

#include "commands/context.h"
#include "domain/cloud_resources.h"
#include "domain/portal_answers.h"

namespace jit_console {

struct ResourceList {
    Tenant tenant;  ///< name empty where only the GUID was given
    std::vector<CloudResource> resources;
};

/// A tenant's resources that have an ARN. One portal request, one more where the tenant was given by name. Throws
/// `sign_in_needed`, `unknown_tenant`, and what PortalClient throws.
ResourceList list_resources(Context& context, std::string_view portal, std::string_view tenant, std::stop_token stop);

}  // namespace jit_console
