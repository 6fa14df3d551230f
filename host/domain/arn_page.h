#pragma once

#include <optional>
#include <string_view>

#include "domain/arn.h"
#include "domain/console_page.h"

namespace jit_console {

/// Whether `word` names a page of that resource's own (SubPageRow).
bool has_sub_page(const Arn& arn, std::string_view word);

/// The kind of page that `word` names for resources of AWS's `service`; "" where it names none.
std::string_view sub_page_kind(std::string_view service, std::string_view word);

/// The page of the resource that `arn` names, or of its part: its own where console_page_table.h has a row for it, else
/// the console's general resolver. `region` is the session's, for ARNs without one.
ConsolePage arn_page(const Arn& arn, const std::optional<Region>& region);

}  // namespace jit_console
