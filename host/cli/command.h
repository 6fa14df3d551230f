#pragma once

#include <boost/program_options.hpp>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/context.h"
#include "system/browser_opener.h"

namespace jit_console {

namespace po = boost::program_options;

/// What commands of the command line work with; made by main, on first use.
struct CliServices {
    std::function<Context&()> context;
    std::function<BrowserOpener&()> browser;
};

/// One command line, parsed.
struct CliCall {
    const CliServices& services;
    const po::variables_map& values;

    std::string text(const char* name) const { return values.count(name) ? values[name].as<std::string>() : ""; }
    bool flag(const char* name) const { return values.count(name) > 0 && values[name].as<bool>(); }
};

/// A command as people type it; the source of parsing and of --help.
struct CliCommand {
    std::string_view name;       ///< "portal add"
    std::string_view positional; ///< "URL", "[PORTAL]", or ""; kept under the option name "argument"
    std::string_view summary;
    std::string_view example;
    void (*add_options)(po::options_description& options);
    void (*run)(const CliCall& call);  ///< throws Error
};

/// All of them, in the order that --help shows.
std::span<const CliCommand> cli_commands();

extern const CliCommand kPortalAdd, kPortalList, kPortalRemove;         // portal_commands.cpp
extern const CliCommand kSignIn, kSignOut;                              // sign_in_commands.cpp
extern const CliCommand kTenants, kConsole;                             // console_commands.cpp
extern const CliCommand kHistory;                                       // history_command.cpp
extern const CliCommand kLink;                                          // link_command.cpp
extern const CliCommand kInstall, kUninstall;                           // install_commands.cpp

}  // namespace jit_console
