#include "commands/setup/install.h"

#include <filesystem>

#include "base/path_text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "commands/portals/portal_state.h"
#include "system/files/paths.h"
#include "system/install/registry.h"
#include "system/install/roots.h"

namespace jit_console {
namespace {

Install params_of(const CliCall& call, const Paths& paths) {
    Install params;
    if (call.values.count("browser")) params.browsers = call.values["browser"].as<std::vector<std::string>>();
    if (const std::string folder = call.text("user-data-dir"); !folder.empty()) {
        params.user_data_dir = std::filesystem::absolute(path_of(folder)).lexically_normal().string();
    }
    params.scope = call.flag("system") ? Scope::system : Scope::user;
    params.roots = roots_of(paths, call.text("root"));
    params.wsl = is_wsl(params.roots);
    params.program = call.values.count("program") ? call.text("program") : existing_program(own_program()).string();
    if (!path_of(params.program).is_absolute()) {
        throw Error(ErrorCode::usage, "the program's path must be absolute: " + params.program);
    }
    if (!params.user_data_dir.empty() && params.scope == Scope::system) {
        throw Error(ErrorCode::usage, "--user-data-dir and --system can't be combined");
    }
    return params;
}

void add_common_options(po::options_description& options) {
    options.add_options()(
        "browser", po::value<std::vector<std::string>>()->value_name("BROWSER"),
        "a browser such as chrome, chromium, edge, firefox; may be repeated; by default all installed browsers")(
        "user-data-dir", po::value<std::string>()->value_name("DIR"), "a custom Chromium profile folder")(
        "system", po::bool_switch(), "for all users of this machine; needs root")(
        "root", po::value<std::string>()->value_name("DIR"), "use DIR as /, to build a package")(
        "dry-run", po::bool_switch(), "show the files; change nothing");
}

void add_install_options(po::options_description& options) {
    add_common_options(options);
    options.add_options()("program", po::value<std::string>()->value_name("FILE"),
                          "the program that browsers start; by default this one");
}

void show(const ManifestFile& file) {
    const std::string key = file.registry_key.empty() ? "" : " (" + file.registry_key + ")";
    print_line(file.path + key + "\n" + file.text);
}

void run_install(const CliCall& call) {
    const Paths paths = paths_from_environment();
    Install params = params_of(call, paths);
    // Another root is a package's, for machines with policies of their own.
    if (call.text("root").empty()) params.extension_ids = policy_or_none(call.services.context()).extension_ids;
    const InstallPlan plan = plan_install(params, path_exists);
    PlacedFiles placed = placed_files(params.scope, params.roots, paths.state);
    for (const ManifestFile& file : plan.files) {
        if (call.flag("dry-run")) {
            show(file);
            continue;
        }
        write_manifest(placed, params, file);
        print_remark(file.browser + ": " + file.path);
    }
    for (const SandboxedBrowser& browser : plan.sandboxed) {
        print_remark((browser.served ? "note: " : "skipped: ") + browser.words.what + "\n  " + browser.words.next);
    }
}

void run_uninstall(const CliCall& call) {
    const Paths paths = paths_from_environment();
    const Install params = params_of(call, paths);
    PlacedFiles placed = placed_files(params.scope, params.roots, paths.state);
    if (call.flag("dry-run")) {
        for (const std::string& path : manifests_to_remove(placed, params, path_exists)) {
            if (path_exists(path) || registry_default(path)) print_line(path);
        }
        return;
    }
    for (const std::string& path : remove_manifests(placed, params, path_exists)) print_remark("removed " + path);
}

}  // namespace

const CliCommand kInstall{"install",
                          "",
                          "register jit-console with your browsers",
                          "jit-console install --browser chromium",
                          add_install_options,
                          run_install};

const CliCommand kUninstall{"uninstall",        "",           "undo install", "jit-console uninstall",
                            add_common_options, run_uninstall};

}  // namespace jit_console
