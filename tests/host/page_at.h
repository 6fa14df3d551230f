#pragma once

#include <string_view>

#include "domain/console_page.h"

namespace jit_console {

/// The page that a person's words mean in a session.
inline ConsolePage page_at(std::string_view to, const Partition& partition, std::string_view region) {
    return console_page(parse_console_place(to), partition, region_named(region));
}

}  // namespace jit_console
