#include "commands/setup/move_vault.h"

#include <memory>
#include <vector>

#include "commands/portals/portal_state.h"

namespace jit_console {

std::size_t move_vault(Context& context, VaultKind to, const MakeVault& make) {
    check_vault_word(policy_or_none(context), vault_word(to));
    const auto from = context.portals.vault();
    if (from == to) return 0;
    const std::unique_ptr<Vault> old_vault = from ? make(*from) : nullptr;
    const std::unique_ptr<Vault> new_vault = make(to);
    std::vector<std::string> moved;
    for (const Portal& portal : all_portals(context)) {
        const auto sign_in = old_vault ? old_vault->read(portal.url) : std::nullopt;
        if (!sign_in) continue;
        new_vault->write(portal.url, *sign_in);
        moved.push_back(portal.url);
        if (to == VaultKind::memory) context.credential_cache.forget(portal.url);
    }
    // Probed even with nothing to move: a keyring that isn't there is told now.
    if (moved.empty()) new_vault->read("");
    context.portals.set_vault(to);
    // Last: until here every sign-in was kept somewhere.
    for (const std::string& url : moved) old_vault->erase(url);
    return moved.size();
}

}  // namespace jit_console
