#include "domain/tenant_order.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace jit_console {

std::vector<Tenant> by_use(std::vector<Tenant> tenants, std::span<const std::string> favourites,
                           std::span<const std::string> recents) {
    const std::unordered_set<std::string> starred(favourites.begin(), favourites.end());
    std::unordered_map<std::string, std::size_t> places;
    for (const std::string& id : recents) places.try_emplace(id, places.size());
    const auto place_of = [&](const Tenant& tenant) {
        const auto found = places.find(tenant.id);
        return found == places.end() ? places.size() : found->second;
    };
    std::ranges::stable_sort(tenants, [&](const Tenant& left, const Tenant& right) {
        const bool first = starred.contains(left.id);
        return first == starred.contains(right.id) ? place_of(left) < place_of(right) : first;
    });
    return tenants;
}

}  // namespace jit_console
