#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// A user's record of what was placed, in the folder of our state.
inline std::filesystem::path placed_files_record(const std::filesystem::path& state) { return state / "installed"; }

/// Files of ours in other programs' folders, and how to take them away again without a trace: what was made, folders
/// too, stands in a record of its own, so that nothing is removed that was there before. All throw `install`.
class PlacedFiles {
public:
    /// `record`: the record's file; nothing: none is kept (where something else removes the files, such as a package
    /// manager). `folder_mode`: that of folders that are made, whatever the umask.
    PlacedFiles(std::optional<std::filesystem::path> record, unsigned folder_mode);

    /// Writes `file` whole or not at all, mode 0644, in place of what is there: a symbolic link is replaced, not
    /// followed. Its folder must lie, links resolved, below one of `bounds`; no bounds, no limit.
    void put(const std::filesystem::path& file, std::string_view text,
             const std::vector<std::filesystem::path>& bounds);

    /// Removes a file, and the folders that were made for it as far as they are empty. False where there was no such
    /// file.
    bool remove(const std::filesystem::path& file);

    /// Windows: makes `key` name a file that was put, and remembers the keys that were made.
    void put_key(const std::string& key, const std::filesystem::path& file);
    /// Removes a key, and those that were made for it as far as they are empty. False where there was no such key.
    bool remove_key(const std::string& key);
    /// The keys that put_key() wrote and remove_key() has not removed yet.
    std::vector<std::string> keys() const;

    /// The files that put() wrote and remove() has not removed yet.
    std::vector<std::filesystem::path> files() const;

private:
    struct Record {
        std::vector<std::filesystem::path> files;
        std::vector<std::filesystem::path> folders;  ///< those above others come first
        std::vector<std::string> keys;
        std::vector<std::string>
            key_folders;  ///< keys that were made on the way to others; those above others come first

        bool is_empty() const { return files.empty() && keys.empty(); }
    };
    Record read() const;
    void write(const Record& record) const;
    void forget_empty_folders(Record& record) const;
    void forget_empty_keys(Record& record) const;

    std::optional<std::filesystem::path> record_;
    unsigned folder_mode_;
};

}  // namespace jit_console
