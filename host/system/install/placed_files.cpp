#include "system/install/placed_files.h"

#include <algorithm>
#include <string>
#include <system_error>

#include "base/error.h"
#include "base/path_text.h"
#include "system/files/files.h"
#include "system/install/registry.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolderWord = "folder ";
constexpr std::string_view kFileWord = "file ";
constexpr std::string_view kKeyFolderWord = "key-folder ";
constexpr std::string_view kKeyWord = "key ";
constexpr std::size_t kRecordLimit = 256 * 1024;

[[noreturn]] void fail(const std::string& what, const fs::path& path, const std::error_code& error) {
    throw Error(ErrorCode::install, what + " " + path.string() + ": " + error.message(),
                "check the owner and the mode of the folder; to write for all users, run it as root with --system");
}

/// files.h reports `config`; from here it is the installation that fails.
template <typename Action>
auto as_install_error(const Action& action) {
    try {
        return action();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::config) throw;
        throw Error(ErrorCode::install, error.what(), error.hint());
    }
}

bool is_at_or_below(const fs::path& path, const fs::path& folder) {
    return std::mismatch(path.begin(), path.end(), folder.begin(), folder.end()).second == folder.end();
}

void check_bounds(const fs::path& folder, const std::vector<fs::path>& bounds) {
    if (bounds.empty()) return;
    std::error_code error;
    const fs::path real = fs::weakly_canonical(folder, error);
    if (error) fail("can't write to", folder, error);
    for (const fs::path& bound : bounds) {
        const fs::path real_bound = fs::weakly_canonical(bound, error);
        if (!error && is_at_or_below(real, real_bound)) return;
    }
    throw Error(ErrorCode::install,
                "a symbolic link leads out of the home folder: " + folder.string() + " is " + real.string(),
                "put a folder in the link's place, or write the manifest there yourself (see --dry-run)");
}

/// The folders on the way to `folder` that are missing, the outermost first.
std::vector<fs::path> missing_folders(fs::path folder) {
    std::vector<fs::path> missing;
    std::error_code ignored;
    for (; !folder.empty() && !fs::exists(fs::symlink_status(folder, ignored)); folder = folder.parent_path()) {
        missing.insert(missing.begin(), folder);
    }
    return missing;
}

/// False where there is no such file.
bool remove_file(const fs::path& file) {
    std::error_code error;
    // Only a file: an empty folder in its place would go, too.
    if (fs::is_directory(fs::symlink_status(file, error))) {
        fail("can't remove", file, std::make_error_code(std::errc::is_a_directory));
    }
    const bool removed = fs::remove(file, error);
    if (error && error != std::errc::not_a_directory) fail("can't remove", file, error);
    return removed;
}

/// Not empty: somebody else uses it by now, and it is theirs.
void remove_empty_folder(const fs::path& folder) {
    std::error_code ignored;
    if (fs::is_directory(fs::symlink_status(folder, ignored))) fs::remove(folder, ignored);
}

template <typename Item, typename Name>
void add(std::vector<Item>& items, const Name& name) {
    if (std::ranges::find(items, name) == items.end()) items.emplace_back(name);
}

bool is_fit_for_record(const fs::path& path) { return path.string().find('\n') == std::string::npos; }

}  // namespace

PlacedFiles::PlacedFiles(std::optional<fs::path> record, unsigned folder_mode)
    : record_(std::move(record)), folder_mode_(folder_mode) {}

void PlacedFiles::put(const fs::path& file, std::string_view text, const std::vector<fs::path>& bounds) {
    const fs::path folder = file.parent_path();
    check_bounds(folder, bounds);
    const std::vector<fs::path> missing = missing_folders(folder);
    if (record_ && is_fit_for_record(file)) {
        // Before anything is made: what stands in the record without being there does no harm.
        Record record = read();
        for (const fs::path& made : missing_folders(record_->parent_path())) add(record.folders, made);
        for (const fs::path& made : missing) add(record.folders, made);
        add(record.files, file);
        write(record);
    }
    for (const fs::path& made : missing) as_install_error([&] { make_folder(made, folder_mode_); });
    as_install_error([&] { replace_file(file, text, 0644); });
}

bool PlacedFiles::remove(const fs::path& file) {
    const bool removed = remove_file(file);
    if (!record_) return removed;
    Record record = read();
    if (std::erase(record.files, file) > 0) forget_empty_folders(record);
    return removed;
}

void PlacedFiles::put_key(const std::string& key, const fs::path& file) {
    std::vector<std::string> missing = missing_registry_keys(key);
    if (!missing.empty()) missing.pop_back();  // the key itself
    if (record_) {
        Record record = read();
        for (const fs::path& made : missing_folders(record_->parent_path())) add(record.folders, made);
        for (const std::string& made : missing) add(record.key_folders, made);
        add(record.keys, key);
        write(record);
    }
    set_registry_default(key, file.string());
}

bool PlacedFiles::remove_key(const std::string& key) {
    const bool removed = remove_registry_key(key);
    if (!record_) return removed;
    Record record = read();
    if (std::erase(record.keys, key) > 0) {
        forget_empty_keys(record);
        forget_empty_folders(record);
    }
    return removed;
}

std::vector<std::string> PlacedFiles::keys() const { return record_ ? read().keys : std::vector<std::string>(); }

void PlacedFiles::forget_empty_keys(Record& record) const {
    std::vector<std::string> kept;
    for (auto folder = record.key_folders.rbegin(); folder != record.key_folders.rend(); ++folder) {
        const bool needed =
            std::ranges::any_of(record.keys, [&](const std::string& key) { return key.starts_with(*folder + "\\"); });
        if (needed) {
            kept.insert(kept.begin(), *folder);
        } else {
            remove_empty_registry_key(*folder);
        }
    }
    record.key_folders = std::move(kept);
}

std::vector<fs::path> PlacedFiles::files() const { return record_ ? read().files : std::vector<fs::path>(); }

void PlacedFiles::forget_empty_folders(Record& record) const {
    if (record.is_empty()) remove_file(*record_);
    std::vector<fs::path> kept;
    for (auto folder = record.folders.rbegin(); folder != record.folders.rend(); ++folder) {
        const bool needed =
            std::ranges::any_of(record.files, [&](const fs::path& file) { return is_at_or_below(file, *folder); });
        const bool holds_record = !record.is_empty() && is_at_or_below(*record_, *folder);
        if (needed || holds_record) {
            kept.insert(kept.begin(), *folder);
        } else {
            remove_empty_folder(*folder);
        }
    }
    record.folders = std::move(kept);
    if (!record.is_empty()) write(record);
}

PlacedFiles::Record PlacedFiles::read() const {
    const auto text = as_install_error([&] { return read_file(*record_, kRecordLimit); });
    Record record;
    std::string_view rest = text ? std::string_view(*text) : std::string_view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.starts_with(kFolderWord)) add(record.folders, path_of(line.substr(kFolderWord.size())));
        if (line.starts_with(kKeyFolderWord)) add(record.key_folders, line.substr(kKeyFolderWord.size()));
        if (line.starts_with(kKeyWord)) add(record.keys, line.substr(kKeyWord.size()));
        if (line.starts_with(kFileWord)) add(record.files, path_of(line.substr(kFileWord.size())));
    }
    return record;
}

void PlacedFiles::write(const Record& record) const {
    std::string text = "# What jit-console's installation made; uninstall removes it and this file.\n";
    for (const fs::path& folder : record.folders) text.append(kFolderWord).append(folder.string()).append("\n");
    for (const fs::path& file : record.files) text.append(kFileWord).append(file.string()).append("\n");
    for (const std::string& key : record.key_folders) text.append(kKeyFolderWord).append(key).append("\n");
    for (const std::string& key : record.keys) text.append(kKeyWord).append(key).append("\n");
    as_install_error([&] {
        for (const fs::path& folder : missing_folders(record_->parent_path())) make_folder(folder, folder_mode_);
        replace_file(*record_, text, 0644);
    });
}

}  // namespace jit_console
