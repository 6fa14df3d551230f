#include "commands/history/clear_history.h"

namespace jit_console {

std::size_t clear_history(Context& context) { return context.history.clear(); }

}  // namespace jit_console
