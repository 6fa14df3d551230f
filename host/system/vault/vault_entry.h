#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "system/vault/vault.h"

namespace jit_console {

/// A sign-in as vaults keep it: {"token", "user", "otp"?, "expires_at"?}.
nlohmann::json entry_of_sign_in(const SignIn& sign_in);
/// Nothing where there is no token in it.
std::optional<SignIn> sign_in_of_entry(const nlohmann::json& entry);

}  // namespace jit_console
