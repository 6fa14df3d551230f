#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

#include "commands/context.h"
#include "domain/project_defaults.h"
#include "system/desktop/browser_opener.h"
#include "system/desktop/live_browser.h"

namespace jit_console {

namespace po = boost::program_options;

/// What commands of the command line work with; made by main, on first use.
struct CliServices {
    std::function<Context&()> context;
    std::function<BrowserOpener&()> browser;
    std::function<void(VaultKind)> use_vault;  ///< for this run, whatever is configured; before the first context()
    MakeVault make_vault;
    std::function<std::vector<LiveBrowser>()> live_browsers;  ///< the one used last first
    std::function<std::unique_ptr<BrowserOpener>(const NamedBrowser&)> named_browser;
};

struct CliCommand;

/// One command line, parsed.
struct CliCall {
    const CliServices& services;
    const CliCommand& command;
    const po::variables_map& values;
    std::span<const std::string_view> program;               ///< what stands after "--", of a command that takes one
    const std::function<const ProjectDefaults&()>& project;  ///< project_defaults(), asked for once at most
    int& exit_code;                                          ///< 0, unless what was started ended otherwise

    /// The words that the command takes, in the order of CliCommand::positional.
    std::string argument() const { return text("argument"); }
    std::string second_argument() const { return text("second-argument"); }
    std::string text(const char* name) const { return values.count(name) ? values[name].as<std::string>() : ""; }
    bool flag(const char* name) const { return values.count(name) > 0 && values[name].as<bool>(); }
};

/// A command as people type it; the source of parsing and of --help.
struct CliCommand {
    std::string_view name;  ///< "portal add"
    std::string_view
        positional;  ///< "", or up to two words: "URL", "NAME [PORTAL]"; in brackets where they may be left out
    std::string_view summary;
    std::string_view example;
    void (*add_options)(po::options_description& options);
    void (*run)(const CliCall& call);  ///< throws Error
    bool takes_vault = false;          ///< uses sign-ins, and so has the option --vault
    bool takes_program = false;        ///< and its arguments, after "--"
};

/// All of them, in the order that --help shows.
std::span<const CliCommand> cli_commands();

/// Its own options and those that all commands of its kind have.
po::options_description visible_options(const CliCommand& command);

extern const CliCommand kPortalAdd, kPortalList, kPortalRemove;              // portal_commands.cpp
extern const CliCommand kSignIn, kSignOut;                                   // sign_in_commands.cpp
extern const CliCommand kStatus;                                             // status_command.cpp
extern const CliCommand kTenants, kConsole;                                  // console_commands.cpp
extern const CliCommand kBrowserSet, kBrowserList, kBrowserRemove;           // browser_commands.cpp
extern const CliCommand kHistory, kHistoryVerify;                            // history_command.cpp
extern const CliCommand kLink;                                               // link_command.cpp
extern const CliCommand kCredentials;                                        // credentials_command.cpp
extern const CliCommand kExec;                                               // exec_command.cpp
extern const CliCommand kLend;                                               // lend_command.cpp
extern const CliCommand kRevoke;                                             // revoke_command.cpp
extern const CliCommand kKubeconfigAdd, kKubeconfigList, kKubeconfigRemove;  // kubeconfig_commands.cpp
extern const CliCommand kKubeCredential;                                     // kube_credential_command.cpp
extern const CliCommand kEcrLogin, kDockerCredential;                        // docker_commands.cpp
extern const CliCommand kAwsProfileAdd, kAwsProfileList, kAwsProfileRemove;  // aws_profile_commands.cpp
extern const CliCommand kSessionLength;                                      // session_length_command.cpp
extern const CliCommand kVault;                                              // vault_command.cpp
extern const CliCommand kImportDuploctl;                                     // import_duploctl_command.cpp
extern const CliCommand kCompletion, kMan;                                   // shell_commands.cpp
extern const CliCommand kInstall, kUninstall;                                // install_commands.cpp
extern const CliCommand kDoctor;                                             // doctor_command.cpp

}  // namespace jit_console
