#include "commands/doctor/doctor_browsers.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/path_text.h"
#include "domain/browser_policy.h"
#include "domain/manifest_check.h"
#include "version.h"

namespace jit_console {
namespace {

using Browsers = std::vector<const BrowserLocation*>;

std::optional<FoundFile> first_manifest(const BrowserLocation& browser, Scope scope, const Workstation& workstation) {
    const Exists exists = [&](const std::string& path) { return workstation.exists(path); };
    for (const ManifestPlace& place : manifest_places(browser, scope, workstation.roots(), exists)) {
        const std::optional<std::string> path =
            place.registry_key.empty() ? place.file : workstation.registered(place.registry_key);
        if (!path) continue;
        if (auto file = workstation.read(*path)) return file;
    }
    return std::nullopt;
}

void add_file(std::vector<PolicyFile>& files, const std::string& path, const Workstation& workstation) {
    if (auto found = workstation.read(path)) files.push_back({path, std::move(found->text)});
}

void add_key(std::vector<PolicyFile>& files, BrowserFamily family, const std::string& key,
             const Workstation& workstation) {
    auto text = workstation.registered_policies(key);
    if (!text) return;
    // As Firefox has them in a file.
    if (family == BrowserFamily::firefox) text->insert(0, R"({"policies":)").push_back('}');
    files.push_back({key, std::move(*text)});
}

BrowserPolicy policy_of(const BrowserLocation& browser, const Workstation& workstation,
                        const std::vector<std::string>& extension_ids) {
    std::vector<PolicyFile> files;
    const bool chromium = browser.family == BrowserFamily::chromium;
    for (const std::string_view place : browser.policies) {
        // Firefox takes the first there is.
        if (place.empty() || (!chromium && !files.empty())) continue;
        const std::string path = place_path(place, workstation.roots());
        if (is_registry_key(path)) {
            add_key(files, browser.family, path, workstation);
        } else if (chromium) {
            for (const std::string& file : workstation.files_in(path, ".json")) add_file(files, file, workstation);
        } else {
            add_file(files, path, workstation);
        }
    }
    return read_policy(browser.family, files, extension_ids);
}

/// What the system's manifest names, where a user's hides it.
void check_shadow(const BrowserLocation& browser, const FoundFile& user, const FoundFile& system,
                  Diagnosis& diagnosis) {
    const ParsedManifest hidden = parse_manifest(browser.family, system.text);
    const bool same = named_program(browser, user) == named_program(browser, system);
    if (hidden.problem.empty() && !same) {
        diagnosis.findings.push_back(manifest_shadowed(browser, user.path, system.path));
    }
}

void check_sandbox(const BrowserLocation& browser, Workstation& workstation, Diagnosis& diagnosis) {
    if (browser.sandbox == Sandbox::none || workstation.has_web_extensions_portal().value_or(true)) return;
    const std::string label(browser.label);
    diagnosis.findings.push_back(
        {.code = "sandbox_portal",
         .subject = Subject::browser,
         .name = label,
         .message =
             label +
             " runs in a sandbox, and this desktop has no WebExtensions portal that could start jit-console for it",
         .hint = "update xdg-desktop-portal, or install " + label + " as an ordinary package"});
}

/// Somebody has started it: it is known by more than its program.
bool is_used(const BrowserLocation& browser, const Workstation& workstation) {
    return std::ranges::any_of(browser.signs, [&](std::string_view sign) {
        return !sign.empty() && !sign.starts_with('/') && workstation.exists(place_path(sign, workstation.roots()));
    });
}

Diagnosis check_browser(const BrowserLocation& browser, Workstation& workstation, const Programs& programs,
                        const BrowserNeeds& needs) {
    Diagnosis diagnosis;
    check_sandbox(browser, workstation, diagnosis);
    const auto user = first_manifest(browser, Scope::user, workstation);
    const auto system = first_manifest(browser, Scope::system, workstation);
    const BrowserPolicy policy = policy_of(browser, workstation, needs.extension_ids);
    const bool user_counts = user && (policy.user_level_off.empty() || !system);
    for (Finding& finding : check_policy(browser, policy, !system)) diagnosis.findings.push_back(std::move(finding));
    for (Finding& finding : check_loopback(browser, policy.loopback, needs.portals))
        diagnosis.findings.push_back(std::move(finding));
    if (!user && !system) {
        if (policy.user_level_off.empty()) diagnosis.findings.push_back(manifest_missing(browser));
        return diagnosis;
    }
    const UsedManifest used{browser, user_counts ? Scope::user : Scope::system, user_counts ? *user : *system,
                            needs.extension_ids};
    auto findings = check_manifest(used, kVersion, programs);
    std::ranges::move(findings, std::back_inserter(diagnosis.findings));
    if (user_counts && system && findings.empty()) check_shadow(browser, *user, *system, diagnosis);
    if (diagnosis.findings.empty()) {
        const std::string program = named_program(browser, used.file);
        diagnosis.checked.push_back({Subject::browser, std::string(browser.label),
                                     used.file.path + " starts " + program + " (" + kVersion + ")"});
    }
    return diagnosis;
}

bool can_be_served(const BrowserLocation& browser) { return !browser.user[0].empty(); }

/// Where it is one of several, that it can't be served is good to know and no fault.
Finding sandboxed(const BrowserLocation& browser, bool only_such) {
    SandboxWords words = sandbox_words(browser);
    return {.code = "sandboxed",
            .subject = Subject::browser,
            .name = std::string(browser.label),
            .severity = only_such ? Severity::error : Severity::note,
            .message = std::move(words.what),
            .hint = std::move(words.next)};
}

/// That no manifest leads a browser to this program. Who else may write the manifest and what policies say is none.
bool is_about_start(const Finding& finding) {
    constexpr std::array<std::string_view, 9> kCodes{"manifest_missing", "manifest_unreadable",    "manifest_invalid",
                                                     "manifest_name",    "extension_ids",          "program_missing",
                                                     "program_silent",   "program_not_executable", "program_version"};
    return std::ranges::find(kCodes, finding.code) != kCodes.end();
}

/// By its program; where that isn't known it is one of its family, so the only one of it. Null where it can't be told.
const BrowserLocation* asking_one(const Browsers& present, const AskingBrowser& asking, const Roots& roots) {
    Browsers possible;
    for (const BrowserLocation* browser : present) {
        if (browser->family != asking.family || !can_be_served(*browser)) continue;
        if (asking.program.empty() || is_program_of(*browser, asking.program, roots)) possible.push_back(browser);
    }
    return possible.size() == 1 ? possible.front() : nullptr;
}

/// What the asking browser disproves, and what is amiss with browsers that nobody uses.
void excuse(const Browsers& present, const Workstation& workstation, const std::optional<AskingBrowser>& asking,
            Diagnosis& diagnosis) {
    const bool served = std::ranges::any_of(diagnosis.checked,
                                            [](const Checked& checked) { return checked.subject == Subject::browser; });
    const BrowserLocation* asks = asking ? asking_one(present, *asking, workstation.roots()) : nullptr;
    for (const BrowserLocation* browser : present) {
        if (browser != asks && (!served || is_used(*browser, workstation))) continue;
        for (Finding& finding : diagnosis.findings) {
            if (finding.name == browser->label && is_about_start(finding)) finding.severity = Severity::note;
        }
    }
}

std::vector<std::string> known_manifests(const Workstation& workstation) {
    const Exists exists = [&](const std::string& path) { return workstation.exists(path); };
    std::vector<std::string> paths;
    for (const BrowserLocation& browser : browser_locations(workstation.roots().platform)) {
        for (ManifestPlace& place : manifest_places(browser, Scope::user, workstation.roots(), exists)) {
            paths.push_back(std::move(place.file));
        }
    }
    return paths;
}

/// Profile folders of one's own (--user-data-dir), which only our record knows.
Diagnosis check_profile_folders(const Workstation& workstation, const Programs& programs,
                                const std::vector<std::string>& extension_ids) {
    Diagnosis diagnosis;
    const std::vector<std::string> known = known_manifests(workstation);
    for (const std::string& path : workstation.placed_manifests()) {
        const std::string folder = path_of(path).parent_path().parent_path().string();
        if (std::ranges::find(known, path) != known.end() || !workstation.exists(folder)) continue;
        const std::string label = "Chromium in " + folder;
        const BrowserLocation browser{
            .id = "chromium", .label = label, .signs = {}, .user = {}, .system = {}, .policies = {}};
        const auto file = workstation.read(path);
        auto findings = file ? check_manifest({browser, Scope::user, *file, extension_ids}, kVersion, programs)
                             : std::vector{manifest_missing(browser)};
        for (Finding& finding : findings) {
            if (!finding.fixable) continue;
            finding.command = "jit-console install --user-data-dir '" + folder + "'";
            finding.fix = folder;
        }
        if (findings.empty()) diagnosis.checked.push_back({Subject::browser, label, path + " is valid"});
        std::ranges::move(findings, std::back_inserter(diagnosis.findings));
    }
    return diagnosis;
}

}  // namespace

Diagnosis check_browsers(Workstation& workstation, const std::optional<AskingBrowser>& asking,
                         const BrowserNeeds& needs) {
    const Exists exists = [&](const std::string& path) { return workstation.exists(path); };
    Browsers present;
    for (const BrowserLocation& browser : browser_locations(workstation.roots().platform)) {
        if (is_present(browser, workstation.roots(), exists)) present.push_back(&browser);
    }
    Diagnosis all;
    if (present.empty()) {
        all.findings.push_back({.code = "no_browser",
                                .subject = Subject::browser,
                                .severity = Severity::warning,
                                .message = "no browser found",
                                .hint = "install one, or name yours",
                                .command = "jit-console install --browser chromium"});
    }
    const bool none_served = std::ranges::none_of(present, [](const auto* browser) { return can_be_served(*browser); });
    // Each is run once, however many browsers start it.
    std::map<std::string, FoundProgram> known;
    const Programs programs = [&](const std::string& path) {
        const auto found = known.find(path);
        return found != known.end() ? found->second : known[path] = workstation.program(path);
    };
    for (const BrowserLocation* browser : present) {
        if (can_be_served(*browser)) {
            all.add(check_browser(*browser, workstation, programs, needs));
        } else {
            all.findings.push_back(sandboxed(*browser, none_served));
        }
    }
    all.add(check_profile_folders(workstation, programs, needs.extension_ids));
    if (asking) all.checked.push_back({Subject::browser, "", "this browser started jit-console and talks to it"});
    excuse(present, workstation, asking, all);
    return all;
}

}  // namespace jit_console
