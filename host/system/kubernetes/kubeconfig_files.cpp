#include "system/kubernetes/kubeconfig_files.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "base/path_text.h"
#include "system/files/files.h"
#include "system/process/environment.h"

namespace jit_console {

namespace fs = std::filesystem;

namespace {

/// The lock that kubectl and other Kubernetes clients take while they write a kubeconfig: who can make FILE.lock has
/// it, until it is removed (source: client-go, tools/clientcmd/loader.go, "lockFile"). Here it is a folder, which all
/// systems make in one step, too.
class KubectlLock {
public:
    /// Throws `kubeconfig` where others hold it longer than two seconds.
    explicit KubectlLock(const fs::path& file) : lock_(file.string() + ".lock") {
        constexpr std::chrono::milliseconds kPause{20};
        for (int tries = 100; !taken(); --tries) {
            if (tries == 0) {
                throw Error(ErrorCode::kubeconfig, "another program is writing " + file.string(),
                            "try again; if no kubectl is running, remove " + lock_.string() + " first");
            }
            std::this_thread::sleep_for(kPause);
        }
    }
    ~KubectlLock() {
        std::error_code ignored;
        if (is_ours_) fs::remove(lock_, ignored);
    }
    KubectlLock(const KubectlLock&) = delete;
    KubectlLock& operator=(const KubectlLock&) = delete;

private:
    /// Also true where there is no place for it: what is wrong there is told by the change itself.
    bool taken() {
        std::error_code failure;
        is_ours_ = fs::create_directory(lock_, failure);
        const bool is_others = !is_ours_ && (!failure || failure == std::errc::file_exists);
        return !is_others;
    }

    const fs::path lock_;
    bool is_ours_ = false;
};

/// The folder of a kubeconfig, made where it is missing, before anything is recorded as written; gone again where
/// nothing came into it.
class KubeconfigFolder {
public:
    /// Throws `kubeconfig`.
    explicit KubeconfigFolder(const fs::path& folder) : folder_(folder) {
        std::error_code failure;
        if (fs::symlink_status(folder, failure).type() != fs::file_type::not_found ||
            !fs::is_directory(folder.parent_path(), failure))
            return;
        try {
            make_folder(folder, 0700);
            is_made_ = true;
        } catch (const Error&) {
            throw Error(ErrorCode::kubeconfig,
                        folder.string() +
                            " doesn't exist, and can't be made here: no jit-console that a browser "
                            "started may make folders outside its own",
                        "run at a terminal: jit-console kubeconfig add; or make that folder, mode 0700");
        }
    }
    ~KubeconfigFolder() {
        std::error_code ignored;
        if (is_made_) fs::remove(folder_, ignored);
    }
    KubeconfigFolder(const KubeconfigFolder&) = delete;
    KubeconfigFolder& operator=(const KubeconfigFolder&) = delete;

private:
    const fs::path folder_;
    bool is_made_ = false;
};

/// A kubeconfig that kubectl doesn't write at the same time.
class KubeconfigFile final : public OthersFile {
public:
    KubeconfigFile(fs::path path, const fs::path& home, const fs::path& lock_file)
        : path_(path),
          usual_folder_(home / kUsualFolder),
          file_(make_others_file(std::move(path), home, lock_file,
                                 {ErrorCode::kubeconfig, "KUBECONFIG", kUsualFolder})) {}

    std::string path() const override { return file_->path(); }
    std::optional<std::string> read() override { return file_->read(); }
    void change(const Change& make) override {
        {
            const KubeconfigFolder folder(path_.parent_path());
            const KubectlLock lock(path_);
            file_->change(make);
        }
        // With the lock in it the folder couldn't go with the file.
        std::error_code failure;
        const bool is_folder = fs::is_directory(fs::symlink_status(usual_folder_, failure));
        const bool is_gone = path_.parent_path() == usual_folder_ && !fs::exists(fs::symlink_status(path_, failure));
        if (is_folder && is_gone) fs::remove(usual_folder_, failure);
    }

private:
    static constexpr const char* kUsualFolder = ".kube";
    const fs::path path_;
    const fs::path usual_folder_;
    const std::unique_ptr<OthersFile> file_;
};

}  // namespace

std::vector<fs::path> kubeconfig_paths(const fs::path& home) {
    // As PATH is separated: by what no path has in it on this system.
    constexpr char kSeparator = fs::path::preferred_separator == '/' ? ':' : ';';
    std::vector<fs::path> paths;
    const std::string listed = environment_variable("KUBECONFIG");
    std::string_view rest = listed;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(kSeparator), rest.size());
        if (end > 0) {
            fs::path path = fs::absolute(path_of(rest.substr(0, end))).lexically_normal();
            if (std::ranges::find(paths, path) == paths.end()) paths.push_back(std::move(path));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (paths.empty()) paths.push_back(home / ".kube" / "config");
    return paths;
}

std::vector<std::unique_ptr<OthersFile>> make_kubeconfig_files(const fs::path& home, const fs::path& lock_file) {
    std::vector<std::unique_ptr<OthersFile>> files;
    for (fs::path& path : kubeconfig_paths(home))
        files.push_back(std::make_unique<KubeconfigFile>(std::move(path), home, lock_file));
    return files;
}

}  // namespace jit_console
