#pragma once

#include <vector>

#include "commands/kubernetes/kube_entries.h"
#include "messaging/wire.h"

namespace jit_console {

Json to_json(const std::vector<PlacedKubeEntry>& entries);

}  // namespace jit_console
