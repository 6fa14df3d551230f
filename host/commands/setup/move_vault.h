#pragma once

#include <cstddef>

#include "commands/context.h"

namespace jit_console {

/// Moves all sign-ins to the vault `to`, which is used from then on; to `memory` they are wiped instead. Where one
/// can't be kept there, all stays as it was. Gives how many were moved. Throws `vault`, `keyring`, `config`,
/// `policy_forbids`.
std::size_t move_vault(Context& context, VaultKind to, const MakeVault& make);

}  // namespace jit_console
