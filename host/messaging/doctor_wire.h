#pragma once

#include <string>
#include <vector>

#include "domain/finding.h"
#include "messaging/wire.h"
#include "system/install/workstation.h"

// As wire.h, of the doctor.

namespace jit_console {

Json to_json(const Finding& finding);
/// What the method `doctor` replies.
Json to_json(const Diagnosis& diagnosis, const Workstation& workstation);

/// What may be sent to others who help: that reply without the portals' addresses, names and users, and without the
/// home's path. `with_hosts`: the portals' addresses and the messages about them are left in.
Json support_bundle(const Diagnosis& diagnosis, const std::vector<Portal>& portals, const Workstation& workstation,
                    Time now, bool with_hosts);

}  // namespace jit_console
