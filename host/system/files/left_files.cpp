#include "system/files/left_files.h"

#include <algorithm>
#include <array>
#include <string>
#include <system_error>

#include "base/path_text.h"
#include "domain/ascii.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRandomCharacters = 6;

/// Our own files that earlier versions wrote in that way. AWS's `config` is left out: what stands beside it may be a
/// person's own.
constexpr std::array<std::string_view, 5> kNamedByEarlierVersions{"vault", "vault.key", "config.json", "history.jsonl",
                                                                  "credentials.key"};

/// True for most of what mkostemp() makes, and for no word, date or number that a person ends a copy's name with.
bool looks_random(std::string_view text) {
    const std::string_view rest = text.substr(1);  // a word may begin with a capital
    return std::ranges::any_of(rest, is_lower) && std::ranges::any_of(rest, is_upper);
}

/// The name of the file that it was to become; empty where it is no such file.
std::string_view written_for(std::string_view name) {
    if (name.size() <= kRandomCharacters) return {};
    const std::string_view start = name.substr(0, name.size() - kRandomCharacters);
    if (start.ends_with(kNewFileMark)) return start.substr(0, start.size() - kNewFileMark.size());
    const std::string_view end = name.substr(start.size());
    if (!start.ends_with('.') || !is_all(end, [](char c) { return is_lower(c) || is_upper(c) || is_digit(c); }))
        return {};
    const std::string_view target = start.substr(0, start.size() - 1);
    return looks_random(end) && std::ranges::find(kNamedByEarlierVersions, target) != kNamedByEarlierVersions.end()
               ? target
               : std::string_view();
}

}  // namespace

std::vector<fs::path> files_left_beside(const fs::path& path) {
    std::error_code ignored;
    const bool all = fs::is_directory(path, ignored);
    const std::u8string beside = path.filename().u8string();
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(all ? path : path.parent_path(), ignored)) {
        const std::u8string name = entry.path().filename().u8string();
        const std::string text(name.begin(), name.end());
        const std::string_view target = written_for(text);
        if (target.empty() || (!all && target != std::string(beside.begin(), beside.end()))) continue;
        if (fs::is_regular_file(entry.symlink_status(ignored))) files.push_back(entry.path());
    }
    return files;
}

void remove_files_left_beside(const fs::path& path) {
    std::error_code ignored;
    for (const fs::path& left : files_left_beside(path)) fs::remove(left, ignored);
}

}  // namespace jit_console
