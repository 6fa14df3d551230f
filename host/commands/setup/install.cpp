#include "commands/setup/install.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/path_text.h"
#include "domain/extension_ids.h"
#include "manifests.h"
#include "system/files/ownership.h"
#include "system/install/registry.h"

namespace jit_console {
namespace {

std::string json_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            throw Error(ErrorCode::install, "the program's path has a control character", "install it elsewhere");
        }
        if (c == '"' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string known_ids(Platform platform) {
    std::string ids;
    for (const BrowserLocation& location : browser_locations(platform)) {
        if (!ids.empty()) ids += ", ";
        ids += location.id;
    }
    return ids;
}

std::vector<const BrowserLocation*> named_browsers(const Install& params) {
    std::vector<const BrowserLocation*> browsers;
    for (const std::string& id : params.browsers) {
        browsers.push_back(find_browser_location(params.roots.platform, id));
        if (browsers.back() == nullptr) {
            throw Error(ErrorCode::install, "no such browser: " + id,
                        "known browsers: " + known_ids(params.roots.platform));
        }
    }
    return browsers;
}

std::vector<const BrowserLocation*> present_browsers(const Install& params, const Exists& exists) {
    std::vector<const BrowserLocation*> browsers;
    for (const BrowserLocation& browser : browser_locations(params.roots.platform)) {
        if (is_present(browser, params.roots, exists)) browsers.push_back(&browser);
    }
    return browsers;
}

void add_manifests(std::vector<ManifestFile>& files, const BrowserLocation& browser, const Install& params,
                   const Exists& exists) {
    for (ManifestPlace& place : manifest_places(browser, params.scope, params.roots, exists)) {
        const auto same = std::ranges::find_if(files, [&](const ManifestFile& file) {
            return file.path == place.file && file.registry_key == place.registry_key;
        });
        if (same == files.end()) {
            files.push_back({std::string(browser.label), std::move(place.file), std::move(place.registry_key),
                             manifest_text(browser.family, params.program, params.extension_ids)});
        } else {
            same->browser.append(", ").append(browser.label);
        }
    }
}

ManifestFile manifest_of_profile_folder(const Install& params) {
    return {"Chromium", manifest_place_in(params.user_data_dir).file, "",
            manifest_text(BrowserFamily::chromium, params.program, params.extension_ids)};
}

std::vector<std::filesystem::path> bounds(const Install& params) {
    if (params.scope == Scope::system) return {};
    if (!params.user_data_dir.empty()) return {path_of(params.user_data_dir)};
    std::vector<std::filesystem::path> folders{path_of(params.roots.home), path_of(params.roots.config)};
    if (!params.roots.local_app_data.empty()) folders.push_back(path_of(params.roots.local_app_data));
    return folders;
}

std::filesystem::path state_of_system(const Roots& roots) {
    switch (roots.platform) {
        case Platform::macos:
            return "/Library/Application Support";
        case Platform::windows:
            return path_of(roots.program_data);
        case Platform::gnu_linux:
            break;
    }
    return "/var/lib";
}

/// True where a registry key that stays names the same file, as those of several browsers do.
bool is_named_elsewhere(const ManifestFile& file, const std::vector<ManifestFile>& going, const Install& params,
                        const Exists& exists) {
    if (file.registry_key.empty()) return false;
    for (const BrowserLocation& browser : browser_locations(params.roots.platform)) {
        for (const ManifestPlace& place : manifest_places(browser, params.scope, params.roots, exists)) {
            const bool goes = std::ranges::any_of(
                going, [&](const ManifestFile& other) { return other.registry_key == place.registry_key; });
            if (!goes && registry_default(place.registry_key) == file.path) return true;
        }
    }
    return false;
}

}  // namespace

std::string manifest_text(BrowserFamily family, const std::string& program, const std::vector<std::string>& more) {
    const bool chromium = family == BrowserFamily::chromium;
    std::string ids;
    for (const std::string& id : extension_ids(family, more)) {
        if (!ids.empty()) ids += ", ";
        ids += chromium ? "\"chrome-extension://" + id + "/\"" : "\"" + id + "\"";
    }
    std::string text = chromium ? kChromiumManifest : kFirefoxManifest;
    const auto fill = [&](std::string_view placeholder, const std::string& value) {
        text.replace(text.find(placeholder), placeholder.size(), value);
    };
    fill(chromium ? "@CHROMIUM_ORIGINS@" : "@FIREFOX_IDS@", ids);
    fill("@PROGRAM@", json_escaped(program));
    return text;
}

InstallPlan plan_install(const Install& params, const Exists& exists) {
    InstallPlan plan;
    if (!params.user_data_dir.empty()) {
        plan.files.push_back(manifest_of_profile_folder(params));
        return plan;
    }
    const bool named = !params.browsers.empty();
    for (const BrowserLocation* browser : named ? named_browsers(params) : present_browsers(params, exists)) {
        const bool served = !manifest_places(*browser, params.scope, params.roots, exists).empty();
        if (browser->sandbox != Sandbox::none) {
            plan.sandboxed.push_back({std::string(browser->label), served, sandbox_words(*browser)});
        }
        if (named && !served) {
            throw Error(ErrorCode::install, plan.sandboxed.back().words.what, plan.sandboxed.back().words.next);
        }
        add_manifests(plan.files, *browser, params, exists);
    }
    if (!plan.files.empty()) return plan;
    if (!plan.sandboxed.empty()) {
        throw Error(ErrorCode::install, plan.sandboxed.front().words.what, plan.sandboxed.front().words.next);
    }
    if (params.wsl) {
        throw Error(ErrorCode::install,
                    "no browser found in WSL, and a Windows browser can only start Windows programs",
                    "for Windows browsers, install jit-console on Windows; they need nothing in WSL");
    }
    throw Error(ErrorCode::install, "no browser found",
                "install one, or name yours: jit-console install --browser chromium");
}

PlacedFiles placed_files(Scope scope, const Roots& roots, const std::filesystem::path& state) {
    if (scope == Scope::user) return {placed_files_record(state), 0700};
    if (!roots.root.empty()) return {std::nullopt, 0755};
    return {state_of_system(roots) / "jit-console" / "installed", 0755};
}

void write_manifest(PlacedFiles& placed, const Install& params, const ManifestFile& file) {
    if (!file.registry_key.empty() && kThisPlatform != Platform::windows) {
        throw Error(ErrorCode::install, "registry keys can only be written on Windows", "run it there");
    }
    const std::string home = params.roots.home.empty() ? "/" : params.roots.home;
    if (params.scope == Scope::user && !is_own(path_of(home))) {
        throw Error(ErrorCode::install, home + " doesn't exist, or belongs to another user",
                    "run it as that user, without sudo; for all users: jit-console install --system");
    }
    if (params.scope == Scope::system && params.roots.root.empty() &&
        !is_administrators_alone(path_of(params.program))) {
        throw Error(ErrorCode::install,
                    "users other than root can change this program, which all users would run: " + params.program,
                    "install jit-console for all users first, as a package or by sudo cmake --install");
    }
    placed.put(path_of(file.path), file.text, bounds(params));
    if (file.registry_key.empty()) return;
    // On Windows anybody may have made its folder before us.
    if (params.scope == Scope::system && !is_administrators_alone(path_of(file.path))) {
        placed.remove(path_of(file.path));
        throw Error(ErrorCode::install,
                    "users other than administrators can change the manifest for all users: " + file.path,
                    "remove that folder, and run it again as administrator");
    }
    placed.put_key(file.registry_key, path_of(file.path));
}

std::vector<std::string> manifests_to_remove(const PlacedFiles& placed, const Install& params, const Exists& exists) {
    std::vector<ManifestFile> files;
    std::vector<std::string> paths;
    if (!params.user_data_dir.empty()) {
        files.push_back(manifest_of_profile_folder(params));
    } else if (!params.browsers.empty()) {
        for (const BrowserLocation* browser : named_browsers(params)) add_manifests(files, *browser, params, exists);
    } else {
        for (const BrowserLocation& browser : browser_locations(params.roots.platform)) {
            add_manifests(files, browser, params, exists);
        }
        for (const std::filesystem::path& file : placed.files()) paths.push_back(file.string());
        for (const std::string& key : placed.keys()) paths.push_back(key);
    }
    for (const ManifestFile& file : files) {
        if (!file.registry_key.empty()) paths.push_back(file.registry_key);
        if (!is_named_elsewhere(file, files, params, exists)) paths.push_back(file.path);
    }
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    return paths;
}

std::vector<std::string> remove_manifests(PlacedFiles& placed, const Install& params, const Exists& exists) {
    std::vector<std::string> paths = manifests_to_remove(placed, params, exists);
    std::erase_if(paths, [&](const std::string& path) {
        return is_registry_key(path) ? !placed.remove_key(path) : !placed.remove(path_of(path));
    });
    return paths;
}

}  // namespace jit_console
