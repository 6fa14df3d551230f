#include "domain/region_refusal.h"

#include <cstddef>
#include <string>

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {

bool looks_like_region(std::string_view text) {
    constexpr std::size_t kLongestNumber = 2;
    const std::size_t dash = text.rfind('-');
    if (dash == std::string_view::npos) return false;
    const std::string_view words = text.substr(0, dash);
    const std::string_view number = text.substr(dash + 1);
    return words.find('-') != std::string_view::npos && is_all(words, [](char c) { return is_lower(c) || c == '-'; }) &&
           number.size() <= kLongestNumber && is_all(number, is_digit);
}

void check_in_partition(const Region& region, const Partition& partition) {
    if (&region.partition() == &partition) return;
    throw Error(ErrorCode::destination, "region " + region.code() + " is not in partition " + std::string(partition.id),
                "choose a region such as " + std::string(partition.global_region));
}

void check_region_in_address(std::string_view code, const Partition* partition) {
    if (!looks_like_region(code)) return;
    const auto region = region_named(code);
    if (region->partition().has_console()) return;
    if (partition != nullptr) check_in_partition(*region, *partition);
    check_has_console(region->partition());
}

void check_region_of_host(std::string_view host) {
    for (const Partition& partition : partitions()) {
        const std::string end = "." + std::string(partition.console_domain);
        if (!host.ends_with(end)) continue;
        host.remove_suffix(end.size());
        const std::string_view code = host.substr(host.rfind('.') + 1);
        if (looks_like_region(code)) check_in_partition(*region_named(code), partition);
        return;
    }
}

}  // namespace jit_console
