#pragma once

#include <optional>
#include <string_view>

namespace jit_console {

/// Whose AWS access is asked for.
enum class Role { tenant, admin, duplo_ops };

/// "tenant", "admin", "duplo_ops": as on the wire, in the history and in what is kept.
std::string_view role_word(Role role);
/// The reverse; nothing where there is no such role.
std::optional<Role> find_role(std::string_view word);

/// The option of the command line that asks for it: "--tenant", "--admin", "--duplo-ops".
std::string_view role_option(Role role);

}  // namespace jit_console
