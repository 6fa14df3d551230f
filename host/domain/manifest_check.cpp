#include "domain/manifest_check.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "domain/ascii.h"
#include "domain/extension_ids.h"
#include "domain/json_answer.h"
#include "domain/readable_text.h"
#include "manifests.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

std::string text_field(const Json& object, const char* field) {
    const auto found = object.find(field);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// Only what a person wrote may be rewritten without asking: that of the user, not the system's.
Finding finding(const UsedManifest& used, std::string_view code, std::string message) {
    const std::string browser = " --browser " + std::string(used.browser.id);
    const bool own = used.scope == Scope::user;
    Finding made{.code = code,
                 .subject = Subject::browser,
                 .name = std::string(used.browser.label),
                 .message = std::move(message),
                 .fixable = own};
    made.hint =
        own ? "rewrite the manifest" : "the manifest is for all users: an administrator of this machine can rewrite it";
    made.command = own ? "jit-console install" + browser : "sudo jit-console install --system" + browser;
    if (own) made.fix = used.browser.id;
    return made;
}

/// What stands in a file that isn't ours may hold anything.
std::string shown(const std::string& text) { return readable_line(text, 200); }

std::string next_part(std::string_view& version) {
    const std::size_t dot = std::min(version.find('.'), version.size());
    std::string part(version.substr(0, dot));
    version.remove_prefix(std::min(dot + 1, version.size()));
    return part;
}

int number_of(const std::string& part) {
    int number = 0;
    std::from_chars(part.data(), part.data() + part.size(), number);
    return number;
}

}  // namespace

ParsedManifest parse_manifest(BrowserFamily family, std::string_view text) {
    ParsedManifest manifest;
    const Json json = parse_json(text);
    if (!json.is_object()) {
        manifest.problem = text.empty() ? "it is empty" : "it is not JSON";
        return manifest;
    }
    manifest.name = text_field(json, "name");
    manifest.program = text_field(json, "path");
    const char* list = family == BrowserFamily::chromium ? "allowed_origins" : "allowed_extensions";
    const auto allowed = json.find(list);
    if (allowed != json.end() && allowed->is_array()) {
        for (const Json& entry : *allowed) {
            if (entry.is_string()) manifest.allowed.push_back(entry.get<std::string>());
        }
    } else {
        manifest.problem = std::string("its list ") + list + " is missing";
    }
    if (text_field(json, "type") != "stdio") manifest.problem = "its type is not stdio";
    if (text_field(json, "description").empty()) manifest.problem = "its description is missing";
    if (manifest.program.empty()) manifest.problem = "its path is missing";
    return manifest;
}

bool ParsedManifest::allows_ours(BrowserFamily family, const std::vector<std::string>& more) const {
    return std::ranges::all_of(extension_ids(family, more), [&](const std::string& id) {
        const std::string entry = family == BrowserFamily::chromium ? "chrome-extension://" + id + "/" : id;
        return std::ranges::find(allowed, entry) != allowed.end();
    });
}

namespace {

std::vector<Finding> check_text(const UsedManifest& used, const ParsedManifest& manifest) {
    const std::string& path = used.file.path;
    if (!used.file.readable) return {finding(used, "manifest_unreadable", "the manifest can't be read: " + path)};
    if (!manifest.problem.empty()) {
        return {finding(used, "manifest_invalid", "the manifest can't be used, " + manifest.problem + ": " + path)};
    }
    std::vector<Finding> findings;
    if (manifest.name != kHostName) {
        findings.push_back(finding(used, "manifest_name",
                                   "the manifest is for " + shown(manifest.name) + ", not " + kHostName + ": " + path));
    }
    if (!manifest.allows_ours(used.browser.family, used.extension_ids)) {
        findings.push_back(
            finding(used, "extension_ids", "the manifest doesn't allow jit-console's extension: " + path));
    }
    if (used.file.writable_by_others) {
        findings.push_back(
            finding(used, "manifest_writable", "other users of this machine can change the manifest: " + path));
    }
    return findings;
}

std::optional<Finding> check_program(const UsedManifest& used, const std::string& path, const FoundProgram& program,
                                     std::string_view own_version) {
    const std::string name = shown(path);
    if (!program.exists)
        return finding(used, "program_missing", "the manifest names a program that doesn't exist: " + name);
    if (!program.executable) {
        return finding(used, "program_not_executable", "the manifest names a file that can't be run: " + name);
    }
    if (!program.version) {
        return finding(used, "program_silent",
                       "the program that the manifest names doesn't respond as jit-console: " + name);
    }
    const int order = compare_versions(*program.version, own_version);
    if (order == 0) return std::nullopt;
    Finding found = finding(used, "program_version",
                            "the browser starts jit-console " + shown(*program.version) + ", this is " +
                                std::string(own_version) + ": " + name);
    found.severity = Severity::warning;
    if (order > 0) {
        found.hint = "this one is older: update or remove it";
        found.command = "'" + name + "' doctor";
        found.fixable = false;
        found.fix.clear();
    }
    return found;
}

}  // namespace

std::string named_program(const BrowserLocation& browser, const FoundFile& file) {
    std::string program = parse_manifest(browser.family, file.text).program;
    const bool windows = is_registry_key(browser.user[0]);
    const bool absolute = program.starts_with('\\') || program.starts_with('/') || program.find(':') == 1;
    if (!windows || absolute || program.empty()) return program;
    return file.path.substr(0, file.path.find_last_of("/\\") + 1) + program;
}

std::vector<Finding> check_manifest(const UsedManifest& used, std::string_view own_version, const Programs& programs) {
    const ParsedManifest manifest = parse_manifest(used.browser.family, used.file.text);
    std::vector<Finding> findings = check_text(used, manifest);
    if (!used.file.readable || !manifest.problem.empty()) return findings;
    const std::string program = named_program(used.browser, used.file);
    if (auto finding = check_program(used, program, programs(program), own_version)) {
        findings.push_back(std::move(*finding));
    }
    return findings;
}

Finding manifest_missing(const BrowserLocation& browser) {
    Finding found =
        finding({browser, Scope::user, {}}, "manifest_missing", "no manifest registers jit-console with the browser");
    found.hint = "register it";
    return found;
}

Finding manifest_shadowed(const BrowserLocation& browser, const std::string& user, const std::string& system) {
    Finding found =
        finding({browser, Scope::user, {}}, "manifest_shadowed",
                "your own manifest hides the system's, which names another program: " + user + " hides " + system);
    found.severity = Severity::warning;
    found.hint = "keep one of them; this removes your own";
    found.command = "jit-console uninstall --browser " + std::string(browser.id);
    found.fixable = false;
    found.fix.clear();
    return found;
}

int compare_versions(std::string_view a, std::string_view b) {
    while (!a.empty() || !b.empty()) {
        const int left = number_of(next_part(a));
        const int right = number_of(next_part(b));
        if (left != right) return left < right ? -1 : 1;
    }
    return 0;
}

}  // namespace jit_console
