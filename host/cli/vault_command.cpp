#include "cli/command.h"
#include "cli/terminal.h"
#include "commands/setup/move_vault.h"

namespace jit_console {
namespace {

void run_vault(const CliCall& call) {
    Context& context = call.services.context();
    if (call.flag("discard")) {
        const bool removed = context.vault.discard();
        return print_remark(removed ? "threw away the kept sign-ins; sign in again with: jit-console sign-in"
                                    : "there is no file of sign-ins to throw away");
    }
    if (call.argument().empty()) {
        const auto kind = context.portals.vault();
        if (!kind)
            print_remark("not settled yet: the first sign-in goes into the keyring, or a file where there is none");
        if (kind) print_line(vault_word(*kind));
        return;
    }
    const auto to = find_vault_kind(call.argument());
    if (!to) throw Error(ErrorCode::usage, "no such vault: " + call.argument(), "use one of keyring, file, memory");
    const std::size_t moved = move_vault(context, *to, call.services.make_vault);
    const std::string count = std::to_string(moved) + (moved == 1 ? " sign-in" : " sign-ins");
    if (*to == VaultKind::memory) {
        print_remark("wiped " + count + "; from now on sign-ins end with the program that made them");
    } else {
        print_remark("moved " + count + "; from now on they are kept in: " + call.argument());
    }
}

}  // namespace

const CliCommand kVault{"vault",
                        "[VAULT]",
                        "tell or change where sign-ins are kept: keyring, file or memory",
                        "jit-console vault keyring",
                        [](po::options_description& options) {
                            options.add_options()("discard", po::bool_switch(),
                                                  "throw away the file of sign-ins, even where it can't be read");
                        },
                        run_vault};

}  // namespace jit_console
