#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "domain/browser_locations.h"
#include "system/install/placed_files.h"

namespace jit_console {

struct Install {
    std::vector<std::string> browsers;  ///< ids as in browser_locations(); empty: those that are present
    std::string user_data_dir;          ///< a Chromium profile folder of one's own, absolute, instead of browsers
    Scope scope = Scope::user;
    Roots roots;
    std::string program;                     ///< absolute path of jit-console
    std::vector<std::string> extension_ids;  ///< a policy's, besides those set at build time
    bool wsl = false;                        ///< Linux inside Windows, whose browsers start only Windows' programs
};

struct ManifestFile {
    std::string browser;  ///< as people know it, e.g. "Google Chrome"; several with ", " between
    std::string path;
    std::string registry_key;  ///< Windows; "" elsewhere
    std::string text;
};

/// An installed browser that can't be served, or for which a manifest isn't enough.
struct SandboxedBrowser {
    std::string label;
    bool served = false;  ///< its manifest is among the files
    SandboxWords words;
};

struct InstallPlan {
    std::vector<ManifestFile> files;
    std::vector<SandboxedBrowser> sandboxed;
};

/// The native messaging manifests that are to be written, each once. Throws `install` for an unknown browser, one in a
/// sandbox that was asked for by name and can't be served, or none to be found.
InstallPlan plan_install(const Install& params, const Exists& exists);

/// The text of a browser's manifest for the extension's ids, those of `more` included. Throws `install` for a program
/// whose path doesn't fit in it.
std::string manifest_text(BrowserFamily family, const std::string& program, const std::vector<std::string>& more = {});

/// Where the record of what was placed is kept: in the user's `state` folder, for the system in a folder of its own;
/// none below another root, which is a package's.
PlacedFiles placed_files(Scope scope, const Roots& roots, const std::filesystem::path& state);

/// Writes one. Throws `install`; also where the home belongs to another user, so that `sudo` leaves no files of root's
/// there, and for all users where others than root could change the program.
void write_manifest(PlacedFiles& placed, const Install& params, const ManifestFile& file);

/// The paths of manifests that may be there: of the browsers that `params` names or, where it names none, of all that
/// are known and whatever was placed besides.
std::vector<std::string> manifests_to_remove(const PlacedFiles& placed, const Install& params, const Exists& exists);

/// Removes those. Gives the paths that are gone.
std::vector<std::string> remove_manifests(PlacedFiles& placed, const Install& params, const Exists& exists);

}  // namespace jit_console
