#pragma once

#include <stop_token>

#include "commands/doctor/doctor_vault.h"

namespace jit_console {

/// The way to each portal and who is signed in there, this machine's clock, and the way to AWS's sign-in hosts of the
/// partitions in use. Each request has 5 s. Throws `cancelled`.
Diagnosis check_network(Context& context, const Workstation& workstation, const VaultCheck& vault,
                        std::stop_token stop);

}  // namespace jit_console
