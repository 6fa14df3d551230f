#pragma once

#include <memory>
#include <optional>

#include "system/aws/credential_cache.h"
#include "system/portal/portal_facts.h"
#include "system/portal/portal_store.h"
#include "system/vault/vault.h"

namespace jit_console {

/// The portal that JIT_CONSOLE_PORTAL_URL names, for a run with the token in JIT_CONSOLE_TOKEN, as in a CI job; nothing
/// where there is no such token. Throws `usage` where there is one without an address, and `portal_url`.
std::optional<Portal> portal_of_environment();

/// A vault in memory with the sign-in of that token.
std::unique_ptr<Vault> make_vault_of_environment(const Portal& portal);

/// Only `portal`, which can't be changed: add() and remove() throw `usage`.
std::unique_ptr<PortalStore> make_portal_store_of_environment(Portal portal);

/// In memory.
std::unique_ptr<PortalFacts> make_portal_facts_memory();

/// Keeps nothing: the files may hold the keys of another sign-in to the same portal.
std::unique_ptr<CredentialCache> make_credential_cache_none();

}  // namespace jit_console
