#include "system/files/others_file.h"

#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/path_text.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLimit = 4 * 1024 * 1024;

bool is_below(const fs::path& path, const fs::path& folder) {
    const fs::path relative = path.lexically_relative(folder);
    return !relative.empty() && relative != "." && *relative.begin() != "..";
}

/// files.h reports `config`; from here it is the others' file that fails, with `code`.
template <typename Action>
auto as_own_error(ErrorCode code, const Action& action) {
    try {
        return action();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::config) throw;
        throw Error(code, error.what(), error.hint());
    }
}

class OthersFileOfUser final : public OthersFile {
public:
    OthersFileOfUser(fs::path file, fs::path home, fs::path lock_file, OthersFileKind kind)
        : file_(std::move(file)), home_(std::move(home)), lock_file_(std::move(lock_file)), kind_(kind) {}

    std::string path() const override { return file_.string(); }

    std::optional<std::string> read() override {
        return as_own_error(kind_.code, [&] {
            check();
            return read_file(file_, kLimit);
        });
    }

    void change(const Change& make) override {
        as_own_error(kind_.code, [&] {
            const FileLock lock(lock_file_);
            check();
            const std::optional<std::string> before = read_file(file_, kLimit);
            const std::optional<std::string> after = make(before);
            if (after == before) return;
            if (after) return write_file_atomically(file_, *after, 0600);
            std::error_code failure;
            fs::remove(file_, failure);
            if (failure) throw Error(ErrorCode::config, "can't remove " + path() + ": " + failure.message());
            // The file was ours, and so its folder where nothing else is in it. A link to a folder was somebody's.
            const fs::path folder = file_.parent_path();
            const bool usual =
                folder == home_ / kind_.usual_folder && fs::is_directory(fs::symlink_status(folder, failure));
            if (usual) fs::remove(folder, failure);
        });
    }

private:
    /// Where somebody else may have put a link, a write would go to a file that nobody named.
    void check() const {
        std::error_code failure;
        const fs::path real = fs::weakly_canonical(where_it_leads(), failure);
        if (failure) refuse("can't be followed: " + failure.message(), "check the links on its path");
        const fs::file_status status = fs::status(real, failure);
        if (fs::exists(status) && !fs::is_regular_file(status)) refuse("is not a regular file", "check what it is");
        if (is_below(real, fs::weakly_canonical(home_, failure))) return;
        const bool linked = is_below(file_, home_) || fs::is_symlink(fs::symlink_status(file_, failure));
        if (linked) {
            refuse("leads by a symbolic link to " + real.string() + ", outside the home folder",
                   "set " + std::string(kind_.variable) + " to where that is if it is the right one");
        }
    }

    /// A link to a file that isn't there is as good as that file: what follows the path stops before it.
    fs::path where_it_leads() const {
        std::error_code failure;
        const fs::path target = fs::read_symlink(file_, failure);
        return failure ? file_ : file_.parent_path() / target;
    }

    [[noreturn]] void refuse(const std::string& why, std::string hint) const {
        throw Error(kind_.code, path() + " " + why, std::move(hint));
    }

    const fs::path file_;
    const fs::path home_;
    const fs::path lock_file_;
    const OthersFileKind kind_;
};

}  // namespace

std::unique_ptr<OthersFile> make_others_file(fs::path file, fs::path home, fs::path lock_file, OthersFileKind kind) {
    return std::make_unique<OthersFileOfUser>(std::move(file), std::move(home), std::move(lock_file), kind);
}

}  // namespace jit_console
