#include "cli/command.h"
#include "cli/terminal.h"
#include "commands/setup/move_vault.h"

namespace jit_console {
namespace {

void run_vault(const CliCall& call) {
    Context& context = call.services.context();
    if (call.flag("discard")) {
        const bool removed = context.vault.discard();
        return print_remark(removed ? "deleted the stored sign-ins; sign in again with: jit-console sign-in"
                                    : "no file of sign-ins to delete");
    }
    if (call.argument().empty()) {
        const auto kind = context.portals.vault();
        if (!kind)
            print_remark("not decided yet: the first sign-in goes into the keyring, or into a file if there is none");
        if (kind) print_line(vault_word(*kind));
        return;
    }
    const auto to = find_vault_kind(call.argument());
    if (!to) throw Error(ErrorCode::usage, "no such vault: " + call.argument(), "use one of keyring, file, memory");
    const std::size_t moved = move_vault(context, *to, call.services.make_vault);
    const std::string count = std::to_string(moved) + (moved == 1 ? " sign-in" : " sign-ins");
    if (*to == VaultKind::memory) {
        print_remark("deleted " + count + "; from now on a sign-in lasts only as long as the program that made it");
    } else {
        print_remark("moved " + count + "; sign-ins are now kept in: " + call.argument());
    }
}

}  // namespace

const CliCommand kVault{"vault",
                        "[VAULT]",
                        "show or change where sign-ins are kept: keyring, file or memory",
                        "jit-console vault keyring",
                        [](po::options_description& options) {
                            options.add_options()("discard", po::bool_switch(),
                                                  "delete the file of sign-ins, even if it can't be read");
                        },
                        run_vault};

}  // namespace jit_console
