#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/browser_locations.h"
#include "domain/finding.h"

// What is wrong with a native messaging manifest, as far as files can tell.

namespace jit_console {

struct FoundFile {
    std::string path;
    bool readable = true;
    bool writable_by_others = false;
    std::string text;
};

struct FoundProgram {
    bool exists = false;
    bool executable = false;
    std::optional<std::string>
        version;  ///< what it says for --version, e.g. "0.1.0"; nothing where it isn't jit-console
};

struct ParsedManifest {
    std::string problem;  ///< why browsers can't use it, e.g. "it is not JSON"; "" where they can
    std::string name;
    std::string program;
    std::vector<std::string> allowed;  ///< origins or extension ids

    bool allows_ours(BrowserFamily family, const std::vector<std::string>& more) const;
};
/// Never throws.
ParsedManifest parse_manifest(BrowserFamily family, std::string_view text);

/// The manifest that a browser uses.
struct UsedManifest {
    const BrowserLocation& browser;
    Scope scope = Scope::user;
    FoundFile file;
    std::vector<std::string> extension_ids = {};  ///< a policy's, which it has to allow as well
};
/// What a manifest's path names.
using Programs = std::function<FoundProgram(const std::string& path)>;

/// The program that a manifest names, by its absolute path: on Windows it may be relative to the manifest's folder.
std::string named_program(const BrowserLocation& browser, const FoundFile& file);

/// All that is wrong with it; `programs` is asked once, where the text lets it.
std::vector<Finding> check_manifest(const UsedManifest& used, std::string_view own_version, const Programs& programs);

/// No manifest at all.
Finding manifest_missing(const BrowserLocation& browser);
/// A user's manifest hides the system's, which names another program.
Finding manifest_shadowed(const BrowserLocation& browser, const std::string& user, const std::string& system);

/// -1, 0 or 1 as `a` is older than, the same as or newer than `b`; both "1.2.3".
int compare_versions(std::string_view a, std::string_view b);

}  // namespace jit_console
