#include "system/placed_files.h"

#include "base/error.h"
#include "system/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolderWord = "folder ";
constexpr std::string_view kFileWord = "file ";
constexpr std::size_t kRecordLimit = 256 * 1024;

[[noreturn]] void fail(const std::string& what, const fs::path& path, int error_number) {
    throw Error(ErrorCode::install, what + " " + path.string() + ": " + std::generic_category().message(error_number),
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

bool is_below(const fs::path& path, const fs::path& folder) {
    return std::mismatch(path.begin(), path.end(), folder.begin(), folder.end()).second == folder.end();
}

void check_bounds(const fs::path& folder, const std::vector<fs::path>& bounds) {
    if (bounds.empty()) return;
    std::error_code error;
    const fs::path real = fs::weakly_canonical(folder, error);
    if (error) fail("can't write to", folder, error.value());
    for (const fs::path& bound : bounds) {
        const fs::path real_bound = fs::weakly_canonical(bound, error);
        if (!error && is_below(real, real_bound)) return;
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

void make_folder(const fs::path& folder, unsigned mode) {
    if (::mkdir(folder.c_str(), static_cast<mode_t>(mode)) != 0) {
        if (errno == EEXIST) return;
        fail("can't make the folder", folder, errno);
    }
    // mkdir() takes the umask's bits away; those for all users' browsers must stay.
    if (::chmod(folder.c_str(), static_cast<mode_t>(mode)) != 0) fail("can't make the folder", folder, errno);
}

template <typename Path>
void add(std::vector<fs::path>& paths, const Path& path) {
    if (std::ranges::find(paths, path) == paths.end()) paths.push_back(path);
}

bool is_fit_for_record(const fs::path& path) { return path.native().find('\n') == std::string::npos; }

}  // namespace

bool is_own(const fs::path& folder) {
    struct stat status {};
    return ::stat(folder.c_str(), &status) == 0 && status.st_uid == ::geteuid();
}

bool is_roots_alone(const fs::path& program) {
    std::error_code error;
    for (fs::path path = fs::canonical(program, error); !error; path = path.parent_path()) {
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0 || status.st_uid != 0) return false;
        if ((status.st_mode & 0002) != 0 && (status.st_mode & S_ISVTX) == 0) return false;
        if (path == path.parent_path()) return true;
    }
    return false;
}

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
    for (const fs::path& made : missing) make_folder(made, folder_mode_);
    as_install_error([&] { replace_file(file, text, 0644); });
}

bool PlacedFiles::remove(const fs::path& file) {
    const bool removed = ::unlink(file.c_str()) == 0;
    if (!removed && errno != ENOENT && errno != ENOTDIR) fail("can't remove", file, errno);
    if (!record_) return removed;
    Record record = read();
    if (std::erase(record.files, file) > 0) forget_empty_folders(record);
    return removed;
}

std::vector<fs::path> PlacedFiles::files() const { return record_ ? read().files : std::vector<fs::path>(); }

void PlacedFiles::forget_empty_folders(Record& record) const {
    if (record.files.empty()) {
        if (::unlink(record_->c_str()) != 0 && errno != ENOENT) fail("can't remove", *record_, errno);
    }
    std::vector<fs::path> kept;
    for (auto folder = record.folders.rbegin(); folder != record.folders.rend(); ++folder) {
        const bool needed =
            std::ranges::any_of(record.files, [&](const fs::path& file) { return is_below(file, *folder); });
        const bool holds_record = !record.files.empty() && is_below(*record_, *folder);
        if (needed || holds_record) {
            kept.insert(kept.begin(), *folder);
        } else {
            // Not empty: somebody else uses it by now, and it is theirs.
            ::rmdir(folder->c_str());
        }
    }
    record.folders = std::move(kept);
    if (!record.files.empty()) write(record);
}

PlacedFiles::Record PlacedFiles::read() const {
    const auto text = as_install_error([&] { return read_file(*record_, kRecordLimit); });
    Record record;
    std::string_view rest = text ? std::string_view(*text) : std::string_view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.starts_with(kFolderWord)) add(record.folders, fs::path(line.substr(kFolderWord.size())));
        if (line.starts_with(kFileWord)) add(record.files, fs::path(line.substr(kFileWord.size())));
    }
    return record;
}

void PlacedFiles::write(const Record& record) const {
    std::string text = "# What jit-console's installation made; uninstall removes it and this file.\n";
    for (const fs::path& folder : record.folders) text.append(kFolderWord).append(folder.native()).append("\n");
    for (const fs::path& file : record.files) text.append(kFileWord).append(file.native()).append("\n");
    for (const fs::path& folder : missing_folders(record_->parent_path())) make_folder(folder, folder_mode_);
    as_install_error([&] { replace_file(*record_, text, 0644); });
}

}  // namespace jit_console
