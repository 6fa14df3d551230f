#include "system/install/workstation.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "base/path_text.h"
#include "domain/ascii.h"
#include "system/aws/aws_config_file.h"
#include "system/desktop/desktop.h"
#include "system/files/files.h"
#include "system/files/ownership.h"
#include "system/install/placed_files.h"
#include "system/install/registry.h"
#include "system/install/roots.h"
#include "system/process/environment.h"
#include "system/process/program_launch.h"
#include "version.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kVersionLimit{2000};
constexpr std::chrono::milliseconds kPortalLimit{3000};
constexpr std::size_t kManifestLimit = 1024 * 1024;

/// "0.1.0" of "jit-console 0.1.0"; nothing of anything else.
std::optional<std::string> version_in(std::string_view output) {
    constexpr std::string_view kName = "jit-console ";
    output = trim(output);
    if (!output.starts_with(kName)) return std::nullopt;
    output.remove_prefix(kName.size());
    const bool is_version = output.size() <= 32 && is_all(output, [](char c) { return is_digit(c) || c == '.'; });
    return is_version ? std::optional(std::string(output)) : std::nullopt;
}

class WorkstationFiles final : public Workstation {
public:
    WorkstationFiles(const Paths& paths, const std::string& root) : paths_(paths), roots_(roots_of(paths, root)) {}

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
        std::error_code failure;
        const fs::file_status status = fs::status(path_of(path), failure);
        if (!fs::exists(status)) {
            if (!path_exists(path)) return std::nullopt;
            return FoundFile{path, false, false, ""};
        }
        FoundFile file{path, fs::is_regular_file(status), others_may_write(path_of(path)), ""};
        if (!file.readable) return file;
        try {
            file.text = read_file(path_of(path), kManifestLimit).value_or("");
        } catch (const Error&) {
            file.readable = false;
        }
        return file;
    }

    std::vector<std::string> files_in(const std::string& folder, const std::string& ending) const override {
        std::vector<std::string> files;
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(path_of(folder), ignored)) {
            if (entry.path().string().ends_with(ending)) files.push_back(entry.path().string());
        }
        std::ranges::sort(files);
        return files;
    }

    std::optional<std::string> registered(const std::string& key) const override { return registry_default(key); }

    std::optional<std::string> registered_policies(const std::string& key) const override {
        return registry_as_json(key);
    }

    FoundProgram program(const std::string& text) override {
        const fs::path path = path_of(text);
        FoundProgram found;
        std::error_code ignored;
        found.exists = fs::exists(path, ignored);
        found.executable = is_runnable(path);
        if (!found.executable) return found;
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

    std::string variable(const char* name) const override { return environment_variable(name); }

    std::vector<std::string> open_secrets() const override {
        std::vector<std::string> open;
        for (const fs::path& file : {paths_.vault_key_file(), paths_.vault_file(), paths_.keyring_file(),
                                     paths_.credential_cache_key_file()}) {
            if (is_open_to_others(file)) open.push_back(file.string());
        }
        return open;
    }

    std::vector<std::string> left_files() const override {
        std::vector<fs::path> folders{paths_.config, paths_.state, paths_.runtime, paths_.portal_facts()};
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(paths_.credential_cache(), ignored)) folders.push_back(entry);
        folders.push_back(aws_config_path(paths_.home));
        std::vector<std::string> left;
        for (const fs::path& folder : folders) {
            for (const fs::path& file : files_left_beside(folder)) left.push_back(file.string());
        }
        std::ranges::sort(left);
        left.erase(std::unique(left.begin(), left.end()), left.end());
        return left;
    }

    void make_private(const std::string& path) override { close_to_others(path_of(path)); }
    std::string system_name() const override { return jit_console::system_name(); }

private:
    const Paths paths_;
    const Roots roots_;
};

}  // namespace

std::unique_ptr<Workstation> make_workstation(const Paths& paths, const std::string& root) {
    return std::make_unique<WorkstationFiles>(paths, root);
}

}  // namespace jit_console
