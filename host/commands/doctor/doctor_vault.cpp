#include "commands/doctor/doctor_vault.h"

#include <optional>
#include <utility>

#include "commands/portals/portal_state.h"
#include "system/files/ownership.h"

namespace jit_console {
namespace {

void add_error(VaultCheck& check, std::string_view code, Subject subject, const Error& error) {
    check.usable = false;
    check.diagnosis.findings.push_back(
        {.code = code, .subject = subject, .message = error.what(), .hint = error.hint()});
}

void check_files(VaultCheck& check, const Workstation& workstation) {
    for (const std::string& path : workstation.open_secrets()) {
        check.usable = false;
        check.diagnosis.findings.push_back(
            {.code = "vault_open",
             .subject = Subject::vault,
             .message = "other users of this machine can read or change a file that guards secrets: " + path,
             .hint = "restrict it to yourself",
             .command = closing_command(path),
             .fixable = true,
             .fix = path});
    }
}

void count_left_files(VaultCheck& check, const Workstation& workstation) {
    const std::vector<std::string> left = workstation.left_files();
    if (left.empty()) return;
    std::string names;
    for (const std::string& path : left) names += (names.empty() ? "" : ", ") + path;
    check.diagnosis.findings.push_back(
        {.code = "left_behind",
         .subject = Subject::vault,
         .severity = Severity::warning,
         .message = std::to_string(left.size()) + (left.size() == 1 ? " file" : " files") +
                    " left behind by a jit-console that was killed while writing",
         .hint = "jit-console removes them when it next writes there; or remove " + names});
}

/// Without a portal there is nothing to read, but whether it can be read shows all the same.
void read_sign_ins(VaultCheck& check, Vault& vault) {
    try {
        if (check.portals.empty()) vault.read("https://localhost");
        for (const Portal& portal : check.portals) {
            if (auto sign_in = vault.read(portal.url)) check.sign_ins.emplace(portal.url, std::move(*sign_in));
        }
    } catch (const Error& error) {
        add_error(check, error.code() == ErrorCode::keyring ? "keyring" : "vault", Subject::vault, error);
    }
}

}  // namespace

VaultCheck check_vault(Context& context, Workstation& workstation) {
    VaultCheck check;
    std::optional<VaultKind> kind;
    try {
        const Policy policy = context.policy.read();
        if (!policy.source.empty()) {
            check.diagnosis.checked.push_back(
                {Subject::program, "", "the policy of this machine is in force: " + policy.source});
        }
    } catch (const Error& error) {
        add_error(check, "policy", Subject::program, error);
        return check;
    }
    try {
        check.portals = usable_portals(context);
        kind = context.portals.vault();
    } catch (const Error& error) {
        add_error(check, "config", Subject::program, error);
        return check;
    }
    check_files(check, workstation);
    count_left_files(check, workstation);
    if (check.usable) read_sign_ins(check, context.vault);
    if (check.usable) {
        const std::string where =
            kind ? "sign-ins are kept in: " + std::string(vault_word(*kind)) : "no sign-in is stored yet";
        check.diagnosis.checked.push_back({Subject::vault, "", where});
    }
    return check;
}

}  // namespace jit_console
