#pragma once

namespace jit_console {

/// Whose AWS access is asked for.
enum class Role { tenant, admin, duplo_ops };

}  // namespace jit_console
