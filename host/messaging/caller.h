#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// True where a browser started us: Chromium passes "chrome-extension://ID/" first, Firefox the manifest's absolute
/// path and the add-on's id (source: both browsers' documentation). Whether the caller is known is another question.
bool is_browser_call(std::span<const std::string_view> arguments);

/// More ids than those set at build time; asked for only where none of those is the caller's.
using MoreIds = std::function<std::vector<std::string>()>;

/// Checks the caller against the ids set at build time and those of `more`, since the browser's own check rests on a
/// file that others may have written. Further arguments are tolerated. Throws `unknown_caller`.
void check_caller(std::span<const std::string_view> arguments, const MoreIds& more);

}  // namespace jit_console
