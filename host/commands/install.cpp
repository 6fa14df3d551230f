#include "commands/install.h"

#include <string_view>
#include <system_error>

#include "base/error.h"
#include "domain/browser_locations.h"
#include "manifests.h"
#include "system/files.h"

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

std::string manifest_text(BrowserFamily family, const std::filesystem::path& program) {
    constexpr std::string_view kPlaceholder = "@PROGRAM@";
    std::string text = family == BrowserFamily::chromium ? kChromiumManifest : kFirefoxManifest;
    return text.replace(text.find(kPlaceholder), kPlaceholder.size(), json_escaped(program.string()));
}

std::filesystem::path base_folder(const Install& params, const BrowserLocation& location) {
    return location.below_config ? params.config_home : params.home;
}

std::string known_ids() {
    std::string ids;
    for (const BrowserLocation& location : browser_locations()) {
        if (!ids.empty()) ids += ", ";
        ids += location.id;
    }
    return ids;
}

std::vector<const BrowserLocation*> wanted_locations(const Install& params) {
    std::vector<const BrowserLocation*> locations;
    for (const std::string& id : params.browsers) {
        locations.push_back(find_browser_location(id));
        if (locations.back() == nullptr) {
            throw Error(ErrorCode::install, "no browser is known as " + id, "known are: " + known_ids());
        }
    }
    if (!params.browsers.empty()) return locations;
    for (const BrowserLocation& location : browser_locations()) {
        std::error_code ignored;
        if (std::filesystem::is_directory(base_folder(params, location) / location.folder, ignored)) {
            locations.push_back(&location);
        }
    }
    if (locations.empty()) {
        throw Error(ErrorCode::install, "no browser was found in " + params.home.string(),
                    "start the browser once, or name it: jit-console install --browser chromium");
    }
    return locations;
}

}  // namespace

std::vector<ManifestFile> plan_install(const Install& params) {
    const std::string file_name = std::string(kHostName) + ".json";
    if (!params.user_data_dir.empty()) {
        return {{"Chromium", std::filesystem::absolute(params.user_data_dir) / "NativeMessagingHosts" / file_name,
                 manifest_text(BrowserFamily::chromium, params.program)}};
    }
    std::vector<ManifestFile> files;
    for (const BrowserLocation* location : wanted_locations(params)) {
        files.push_back({std::string(location->label),
                         base_folder(params, *location) / location->manifest_folder / file_name,
                         manifest_text(location->family, params.program)});
    }
    return files;
}

void write_manifest(const ManifestFile& file) {
    try {
        write_file_atomically(file.path, file.text, 0644);
    } catch (const Error& error) {
        throw Error(ErrorCode::install, error.what(), error.hint());
    }
}

bool remove_manifest(const ManifestFile& file) {
    std::error_code failure;
    const bool removed = std::filesystem::remove(file.path, failure);
    if (failure) throw Error(ErrorCode::install, "cannot remove " + file.path.string() + ": " + failure.message());
    return removed;
}

}  // namespace jit_console
