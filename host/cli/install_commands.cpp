#include "cli/command.h"
#include "cli/terminal.h"
#include "commands/install.h"
#include "system/paths.h"

namespace jit_console {
namespace {

std::vector<ManifestFile> planned(const CliCall& call) {
    const Paths paths = paths_from_environment();
    Install params;
    if (call.values.count("browser")) params.browsers = call.values["browser"].as<std::vector<std::string>>();
    params.user_data_dir = call.text("user-data-dir");
    params.home = paths.home;
    params.config_home = paths.config.parent_path();
    params.program = own_program();
    return plan_install(params);
}

void add_install_options(po::options_description& options) {
    options.add_options()("browser", po::value<std::vector<std::string>>()->value_name("BROWSER"),
                          "a browser such as chrome, chromium, edge, firefox; may be repeated; by default all present")(
        "user-data-dir", po::value<std::string>()->value_name("DIR"), "a Chromium profile folder of your own")(
        "dry-run", po::bool_switch(), "show the files instead of changing them");
}

void run_install(const CliCall& call) {
    for (const ManifestFile& file : planned(call)) {
        if (call.flag("dry-run")) {
            print_line(file.path.string() + "\n" + file.text);
            continue;
        }
        write_manifest(file);
        print_remark(file.browser + ": " + file.path.string());
    }
}

void run_uninstall(const CliCall& call) {
    for (const ManifestFile& file : planned(call)) {
        if (call.flag("dry-run")) {
            print_line(file.path.string());
        } else if (remove_manifest(file)) {
            print_remark(file.browser + ": removed " + file.path.string());
        }
    }
}

}  // namespace

const CliCommand kInstall{"install", "", "let browsers find jit-console", "jit-console install --browser chromium",
                          add_install_options, run_install};

const CliCommand kUninstall{"uninstall", "", "undo install", "jit-console uninstall", add_install_options,
                            run_uninstall};

}  // namespace jit_console
