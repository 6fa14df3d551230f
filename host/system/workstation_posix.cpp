#include "system/workstation.h"

#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/readable_text.h"
#include "system/files.h"
#include "system/placed_files.h"
#include "system/program_launch.h"
#include "system/roots.h"
#include "version.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kVersionLimit{2000};
constexpr std::chrono::milliseconds kPortalLimit{3000};
constexpr std::size_t kFileLimit = 1024 * 1024;

/// "0.1.0" of "jit-console 0.1.0"; nothing of anything else.
std::optional<std::string> version_in(std::string_view output) {
    constexpr std::string_view kName = "jit-console ";
    output = trim(output);
    if (!output.starts_with(kName)) return std::nullopt;
    output.remove_prefix(kName.size());
    const bool fits = output.size() <= 32 && is_all(output, [](char c) { return is_digit(c) || c == '.'; });
    return fits ? std::optional(std::string(output)) : std::nullopt;
}

/// The value of PRETTY_NAME in os-release's form.
std::string pretty_name(const std::string& text) {
    constexpr std::string_view kField = "PRETTY_NAME=";
    const std::size_t start = text.find(kField);
    if (start == std::string::npos) return {};
    std::string value = text.substr(start + kField.size());
    value = value.substr(0, value.find('\n'));
    std::erase(value, '"');
    return readable_line(value, 100);
}

class WorkstationPosix final : public Workstation {
public:
    WorkstationPosix(const Paths& paths, const std::string& root) : paths_(paths), roots_(roots_of(paths, root)) {}

    const Roots& roots() const override { return roots_; }
    fs::path state() const override { return paths_.state; }
    bool exists(const std::string& path) const override { return path_exists(path); }

    std::vector<std::string> placed_manifests() const override {
        std::vector<std::string> manifests;
        try {
            for (const fs::path& file : PlacedFiles(placed_files_record(paths_.state), 0700).files())
                manifests.push_back(file.string());
        } catch (const Error&) {
            // The record only adds to what is known; install and uninstall tell what is wrong with it.
        }
        return manifests;
    }

    std::optional<FoundFile> read(const std::string& path) const override {
        // Through links, as browsers do.
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0) {
            if (!path_exists(path)) return std::nullopt;
            return FoundFile{path, false, false, ""};
        }
        FoundFile file{path, S_ISREG(status.st_mode), others_may_write(path, status), ""};
        if (!file.readable) return file;
        try {
            file.text = read_file(path, kFileLimit).value_or("");
        } catch (const Error&) {
            file.readable = false;
        }
        return file;
    }

    std::vector<std::string> files_in(const std::string& folder, const std::string& ending) const override {
        std::vector<std::string> files;
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(folder, ignored)) {
            if (entry.path().native().ends_with(ending)) files.push_back(entry.path().string());
        }
        std::ranges::sort(files);
        return files;
    }

    FoundProgram program(const std::string& path) override {
        FoundProgram found;
        struct stat status {};
        found.exists = ::stat(path.c_str(), &status) == 0;
        found.executable = found.exists && S_ISREG(status.st_mode) && ::access(path.c_str(), X_OK) == 0;
        if (!found.executable) return found;
        std::error_code ignored;
        if (fs::equivalent(path, own_program(), ignored)) {
            found.version = kVersion;
        } else if (const auto output = program_output(path, {"--version"}, kVersionLimit)) {
            found.version = version_in(*output);
        }
        return found;
    }

    std::optional<bool> has_web_extensions_portal() override {
        const fs::path program = find_program("busctl");
        if (program.empty()) return std::nullopt;
        const auto version =
            program_output(program,
                           {"--user", "get-property", "org.freedesktop.portal.Desktop",
                            "/org/freedesktop/portal/desktop", "org.freedesktop.portal.WebExtensions", "version"},
                           kPortalLimit);
        return version && version->starts_with("u ");
    }

    std::string variable(const char* name) const override {
        const char* value = std::getenv(name);
        return value == nullptr ? "" : value;
    }

    std::vector<std::string> open_secrets() const override {
        std::vector<std::string> open;
        for (const fs::path& file :
             {paths_.vault_key_file(), paths_.vault_file(), paths_.credential_cache_key_file()}) {
            struct stat status {};
            const bool found = ::lstat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode);
            if (found && (status.st_mode & 0077) != 0) open.push_back(file.string());
        }
        return open;
    }

    void make_private(const std::string& path) override {
        if (::chmod(path.c_str(), 0600) == 0) return;
        throw Error(ErrorCode::config,
                    "can't change the mode of " + path + ": " + std::generic_category().message(errno),
                    "run chmod 600 on it as its owner");
    }

    std::string system_name() const override {
        std::string name;
        try {
            name = pretty_name(read_file("/etc/os-release", kFileLimit).value_or(""));
        } catch (const Error&) {
            // Its name is a comfort; the kernel's says enough.
        }
        utsname kernel{};
        if (::uname(&kernel) != 0) return name;
        if (!name.empty()) name += ", ";
        return name + kernel.sysname + " " + kernel.release + " " + kernel.machine;
    }

private:
    /// Who may write a folder may replace what is in it, but for folders like /tmp.
    static bool others_may_write(const std::string& path, const struct stat& file) {
        struct stat folder {};
        const std::string parent = fs::path(path).parent_path().string();
        const bool known = ::stat(parent.c_str(), &folder) == 0 && (folder.st_mode & S_ISVTX) == 0;
        return (file.st_mode & 0002) != 0 || (known && (folder.st_mode & 0002) != 0);
    }

    const Paths paths_;
    const Roots roots_;
};

}  // namespace

std::unique_ptr<Workstation> make_workstation_posix(const Paths& paths, const std::string& root) {
    return std::make_unique<WorkstationPosix>(paths, root);
}

}  // namespace jit_console
