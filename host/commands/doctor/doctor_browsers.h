#pragma once

#include "domain/finding.h"
#include "system/install/workstation.h"

namespace jit_console {

/// The browsers that are there, their manifests, what those start, and policies.
Diagnosis check_browsers(Workstation& workstation);

}  // namespace jit_console
