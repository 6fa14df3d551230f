#pragma once

#include <string_view>

#include "domain/arn.h"
#include "domain/console_page.h"

namespace jit_console {

/// The page of the resource that `text`, parsed as `arn`, names: its own where console_page_table.h has a row for it,
/// else the console's general resolver. `region` is the session's, for ARNs without one. The ARN's partition and region
/// must fit `partition`.
ConsolePage arn_page(std::string_view text, const Arn& arn, const Partition& partition, std::string_view region);

}  // namespace jit_console
