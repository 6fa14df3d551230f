#pragma once

#include <string_view>

#include "domain/partition.h"

// What is said of regions that lead to no page. All of it throws `destination` with the region's name.

namespace jit_console {

/// "us-nowhere-7" as well as "us-west-2": words and a number, joined by dashes. Which of those are regions,
/// Region::parse says by their form, so that one that AWS opens later ("eu-south-9") needs no newer program.
bool looks_like_region(std::string_view text);

/// Throws where the region is in another partition.
void check_in_partition(const Region& region, const Partition& partition);
/// Throws where `code` looks like a region, but has the form of none of AWS's, or is one of an isolated partition.
/// `partition`: of the address that names it; null where it names none.
void check_region_in_address(std::string_view code, const Partition* partition);
/// Throws where `host` is a console host but for its region.
void check_region_of_host(std::string_view host);

}  // namespace jit_console
