#pragma once

#include <optional>

#include "domain/arn.h"
#include "domain/console_page.h"

namespace jit_console {

/// The page of the resource that `arn` names: its own where console_page_table.h has a row for it, else the console's
/// general resolver. `region` is the session's, for ARNs without one.
ConsolePage arn_page(const Arn& arn, const std::optional<Region>& region);

}  // namespace jit_console
