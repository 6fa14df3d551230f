#include "system/desktop/live_browser.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace jit_console {

namespace fs = std::filesystem;

namespace {

/// FAMILY-PROGRAM-NUMBER.socket; a name with other parts is something else's.
std::optional<LiveBrowser> browser_of(const fs::path& file) {
    if (file.extension() != ".socket") return std::nullopt;
    const std::string name = file.stem().string();
    const std::size_t first = name.find('-');
    const std::size_t second = name.find('-', first == std::string::npos ? first : first + 1);
    if (second == std::string::npos) return std::nullopt;
    return LiveBrowser{name.substr(0, first), name.substr(first + 1, second - first - 1), file,
                       std::strtoll(name.c_str() + second + 1, nullptr, 10)};
}

}  // namespace

std::vector<LiveBrowser> live_browsers(const fs::path& folder) {
    std::vector<std::pair<fs::file_time_type, LiveBrowser>> found;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        auto browser = browser_of(entry.path());
        if (!browser) continue;
        // Of a file that went meanwhile, the earliest time there is.
        found.emplace_back(fs::last_write_time(entry.path(), ignored), *std::move(browser));
    }
    std::ranges::stable_sort(found, [](const auto& left, const auto& right) { return left.first > right.first; });
    std::vector<LiveBrowser> browsers;
    for (auto& [_, browser] : found) browsers.push_back(std::move(browser));
    return browsers;
}

}  // namespace jit_console
