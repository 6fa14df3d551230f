#include "domain/service_names.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "domain/ascii.h"

namespace jit_console {
namespace {

std::string without_filling(std::string_view text) {
    constexpr std::string_view kFilling = "-_.";
    std::string name;
    for (const char c : text) {
        if (!is_space(c) && kFilling.find(c) == std::string_view::npos) name += to_lower(c);
    }
    return name;
}

bool holds_name(std::string_view names, std::string_view name) {
    while (true) {
        const std::string_view candidate = names.substr(0, names.find('|'));
        if (candidate == name) return true;
        if (candidate.size() == names.size()) return false;
        names.remove_prefix(candidate.size() + 1);
    }
}

const ServiceRow* row_of(std::string_view name) {
    const auto rows = service_rows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const ServiceRow& row) { return holds_name(row.names, name); });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

const ServiceRow* find_service(std::string_view name) {
    constexpr std::size_t kLongestName = 100;
    if (name.size() > kLongestName) return nullptr;
    const std::string plain = without_filling(name);
    if (plain.empty()) return nullptr;
    if (const ServiceRow* row = row_of(plain)) return row;
    for (const std::string_view brand : {"aws", "amazon"}) {
        if (plain.starts_with(brand)) {
            return row_of(std::string_view(plain).substr(brand.size()));
        }
    }
    return nullptr;
}

std::string_view service_of_path(std::string_view path) {
    if (path.empty()) return "";
    path.remove_prefix(1);
    for (const ServiceRow& row : service_rows()) {
        const std::string_view page = row.page.substr(0, row.page.find('#'));
        if (path.starts_with(page.substr(0, page.rfind('/') + 1))) return row.service;
    }
    return "";
}

}  // namespace jit_console
