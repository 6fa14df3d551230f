#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/browser_locations.h"
#include "domain/manifest_check.h"
#include "system/files/paths.h"

namespace jit_console {

/// What the doctor sees of this machine. May be called by many threads at once. Nothing of it throws but
/// make_private().
class Workstation {
public:
    virtual ~Workstation() = default;
    virtual const Roots& roots() const = 0;
    /// The folder of our own records.
    virtual std::filesystem::path state() const = 0;
    /// The manifests that installations for this user wrote.
    virtual std::vector<std::string> placed_manifests() const = 0;
    virtual bool exists(const std::string& path) const = 0;
    /// Nothing where there is no such file; one that is there and can't be read is `readable == false`.
    virtual std::optional<FoundFile> read(const std::string& path) const = 0;
    /// The files of that ending in a folder, sorted; none where there is no such folder.
    virtual std::vector<std::string> files_in(const std::string& folder, const std::string& ending) const = 0;
    /// The default value of a registry key, which names a manifest; nothing where there is none, or no registry.
    virtual std::optional<std::string> registered(const std::string& key) const = 0;
    /// A browser's policies in a registry key, as the text of a policy file; nothing where there is no such key.
    virtual std::optional<std::string> registered_policies(const std::string& key) const = 0;
    /// Runs it for its version, 2 s at most.
    virtual FoundProgram program(const std::string& path) = 0;
    /// Whether the desktop offers browsers in a sandbox to start programs; nothing where it can't be asked. 3 s at
    /// most.
    virtual std::optional<bool> has_web_extensions_portal() = 0;
    virtual std::string variable(const char* name) const = 0;
    /// Files of ours that guard secrets and that other users may read or write.
    virtual std::vector<std::string> open_secrets() const = 0;
    /// Closes one of those to others. Throws `config`.
    virtual void make_private(const std::string& path) = 0;
    /// Files that a jit-console left behind that was killed while it wrote.
    virtual std::vector<std::string> left_files() const = 0;
    /// "Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64".
    virtual std::string system_name() const = 0;
};

/// `root`: a folder that stands for "/", or "".
std::unique_ptr<Workstation> make_workstation(const Paths& paths, const std::string& root);

}  // namespace jit_console
