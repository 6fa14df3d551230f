#include "cli/cli.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <sstream>
#include <vector>

#include "cli/project.h"
#include "cli/shell_commands.h"
#include "cli/terminal.h"
#include "domain/closest_word.h"
#include "system/process/environment.h"
#include "version.h"

namespace jit_console {
namespace {

bool is_help(std::string_view word) { return word == "--help" || word == "-h"; }

std::string help_hint(const CliCommand& command) { return "see: jit-console " + std::string(command.name) + " --help"; }

/// A line for each command whose name begins with `start`.
std::string command_list(std::string_view start) {
    std::ostringstream text;
    for (const CliCommand& command : cli_commands()) {
        if (!command.name.starts_with(start)) continue;
        std::string name(command.name);
        if (!command.positional.empty()) name += " " + std::string(command.positional);
        text << "  " << name << std::string(name.size() < 30 ? 30 - name.size() : 1, ' ') << command.summary << '\n';
    }
    return text.str();
}

std::string overall_help() {
    std::ostringstream text;
    text << "jit-console " << kVersion << ": from a DuploCloud tenant to the right page of the AWS Console\n\n"
         << "usage: jit-console COMMAND [OPTIONS]\n\n"
         << command_list("");
    text << "\nPORTAL is a name, a host name or a URL; it may be omitted if JIT_CONSOLE_PORTAL names one or only one\n"
         << "is configured. JIT_CONSOLE_TENANT names the tenant where no option does; else it is chosen from a list.\n"
         << "A project's file .jit-console names both with lines PORTAL=NAME and TENANT=NAME, once you agreed to it.\n"
         << "See `jit-console COMMAND --help` for a command's options. Exit codes are listed in PROTOCOL.md.";
    return text.str();
}

}  // namespace

po::options_description visible_options(const CliCommand& command) {
    po::options_description options("options");
    command.add_options(options);
    if (command.takes_vault) {
        options.add_options()("vault", po::value<std::string>()->value_name("VAULT"),
                              "where sign-ins are kept, for this run only: keyring, file or memory");
    }
    options.add_options()("help,h", po::bool_switch(), "show this");
    return options;
}

namespace {

std::string command_help(const CliCommand& command) {
    std::ostringstream text;
    text << command.summary << "\n\nusage: jit-console " << command.name;
    if (!command.positional.empty()) text << ' ' << command.positional;
    text << " [OPTIONS]" << (command.takes_program ? " [-- COMMAND...]" : "") << "\n\n"
         << visible_options(command) << "\nexample:\n  " << command.example;
    return text.str();
}

/// The command whose words stand first, and how many words they are; two-word names win. "portal" is "portal list".
const CliCommand* find_command(std::span<const std::string_view> arguments, std::size_t& words) {
    const auto named = [](std::string_view name) {
        const auto commands = cli_commands();
        const auto found = std::ranges::find(commands, name, &CliCommand::name);
        return found == commands.end() ? nullptr : &*found;
    };
    for (words = std::min<std::size_t>(arguments.size(), 2); words > 0; --words) {
        std::string name(arguments[0]);
        if (words == 2) name += " " + std::string(arguments[1]);
        if (const CliCommand* command = named(name)) return command;
    }
    words = 1;
    if (arguments.size() == 1) return named(std::string(arguments[0]) + " list");
    return nullptr;
}

/// Boost puts such a word into its sentence in place of one of these, and looks for them again, without end.
bool holds_placeholder(std::string_view word) {
    constexpr std::array<std::string_view, 5> kPlaceholders{"%option%", "%canonical_option%", "%original_token%",
                                                            "%prefix%", "%value%"};
    return std::ranges::any_of(kPlaceholders,
                               [&](std::string_view text) { return word.find(text) != std::string_view::npos; });
}

po::variables_map parse(const CliCommand& command, std::span<const std::string_view> arguments) {
    po::options_description options = visible_options(command);
    options.add_options()("argument", po::value<std::string>())("second-argument", po::value<std::string>());
    po::positional_options_description positional;
    const bool second = command.positional.find(' ') != std::string_view::npos;
    if (!command.positional.empty()) positional.add("argument", 1);
    if (second) positional.add("second-argument", 1);
    po::variables_map values;
    try {
        // No guessing: an option that is added later must not change what an old command line means.
        const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
        const std::vector<std::string> words(arguments.begin(), arguments.end());
        po::store(po::command_line_parser(words).options(options).positional(positional).style(style).run(), values);
        po::notify(values);
    } catch (const po::error& error) {
        const bool endless = std::ranges::any_of(arguments, holds_placeholder);
        throw Error(ErrorCode::usage, endless ? "no such option, or an invalid value for it" : error.what(),
                    help_hint(command));
    }
    const bool needs_argument = !command.positional.empty() && command.positional.front() != '[';
    if (needs_argument && !values.count("argument") && !values["help"].as<bool>()) {
        throw Error(ErrorCode::usage, std::string(command.positional) + " is missing", help_hint(command));
    }
    return values;
}

/// Where the command line names no portal: that of the environment, else the project's.
void add_usual_portal(const CliCommand& command, po::variables_map& values,
                      const std::function<const ProjectDefaults&()>& project) {
    const bool second = command.positional.find(' ') != std::string_view::npos;
    const char* place = second ? "second-argument" : "argument";
    if (!command.positional.ends_with("[PORTAL]") || values.count(place) > 0) return;
    const bool has_token = !environment_variable("JIT_CONSOLE_TOKEN").empty();
    std::string portal = environment_variable(has_token ? "JIT_CONSOLE_PORTAL_URL" : "JIT_CONSOLE_PORTAL");
    if (portal.empty() && !has_token) portal = project().portal;
    if (!portal.empty()) values.insert({place, po::variable_value(boost::any(portal), true)});
}

void choose_vault(const po::variables_map& values, const CliServices& services) {
    if (values.count("vault") == 0) return;
    const auto word = values["vault"].as<std::string>();
    const auto kind = find_vault_kind(word);
    if (!kind) throw Error(ErrorCode::usage, "no such vault: " + word, "use one of keyring, file, memory");
    services.use_vault(*kind);
}

/// "" where nothing is close to what was typed.
std::string meant_command(std::span<const std::string_view> arguments) {
    std::vector<std::string> names;
    for (const CliCommand& known : cli_commands()) names.emplace_back(known.name);
    if (arguments.size() > 1) {
        const std::string both = std::string(arguments[0]) + " " + std::string(arguments[1]);
        if (std::string meant = closest_word(both, names); meant.find(' ') != std::string::npos) return meant;
    }
    for (std::string& name : names) name.resize(std::min(name.find(' '), name.size()));
    return closest_word(arguments[0], names);
}

[[noreturn]] void refuse_command(std::span<const std::string_view> arguments, bool is_group) {
    std::string typed(arguments[0]);
    if (is_group && arguments.size() > 1) typed.append(" ").append(arguments[1]);
    const std::string hint = "see: jit-console " + (is_group ? std::string(arguments[0]) + " " : "") + "--help";
    const std::string meant = meant_command(arguments);
    const bool is_help_enough = meant.empty() || meant == arguments[0];
    throw Error(ErrorCode::usage, "no such command: " + typed,
                is_help_enough ? hint : "did you mean: jit-console " + meant + "? " + hint);
}

/// A next step that works where the token comes from the environment.
void print_failure(const Error& error) {
    const bool refused =
        error.code() == ErrorCode::sign_in_needed && !environment_variable("JIT_CONSOLE_TOKEN").empty();
    print_error(refused ? Error(error.code(), error.what(), "set JIT_CONSOLE_TOKEN to a token that the portal accepts")
                        : error);
}

/// Gives the exit code.
int run_command(std::span<const std::string_view> arguments, const CliServices& services) {
    std::size_t words = 0;
    const CliCommand* command = find_command(arguments, words);
    if (command == nullptr) {
        const std::string group = command_list(std::string(arguments[0]) + " ");
        const bool wants_help = !group.empty() && arguments.size() > 1 && is_help(arguments[1]);
        if (!wants_help) refuse_command(arguments, !group.empty());
        print_line("usage:\n" + group);
        return 0;
    }
    arguments = arguments.subspan(words);
    const auto mark = command->takes_program ? std::ranges::find(arguments, "--") : arguments.end();
    const auto own = arguments.first(static_cast<std::size_t>(mark - arguments.begin()));
    po::variables_map values = parse(*command, own);
    int exit_code = 0;
    if (values["help"].as<bool>()) {
        print_line(command_help(*command));
        return exit_code;
    }
    choose_vault(values, services);
    std::optional<ProjectDefaults> known;
    const std::function<const ProjectDefaults&()> project = [&known]() -> const ProjectDefaults& {
        if (!known) known = project_defaults();
        return *known;
    };
    add_usual_portal(*command, values, project);
    command->run({services, *command, values, arguments.subspan(std::min(own.size() + 1, arguments.size())), project,
                  exit_code});
    return exit_code;
}

}  // namespace

std::span<const CliCommand> cli_commands() {
    static const std::array commands{
        kPortalAdd,
        kPortalList,
        kPortalRemove,
        kSignIn,
        kSignOut,
        kStatus,
        kTenants,
        kConsole,
        kBrowserSet,
        kBrowserList,
        kBrowserRemove,
        kCredentials,
        kExec,
        kLend,
        kRevoke,
        kAwsProfileAdd,
        kAwsProfileList,
        kAwsProfileRemove,
        kKubeconfigAdd,
        kKubeconfigList,
        kKubeconfigRemove,
        kKubeCredential,
        kEcrLogin,
        kDockerCredential,
        kSessionLength,
        kLink,
        kHistory,
        kHistoryVerify,
        kVault,
        kImportDuploctl,
        kInstall,
        kUninstall,
        kDoctor,
        kCompletion,
        kMan,
    };
    return commands;
}

int run_cli(std::span<const std::string_view> arguments, const CliServices& services) {
    try {
        const std::string_view first = arguments.empty() ? "" : arguments[0];
        if (first == "--version") {
            print_line(std::string("jit-console ") + kVersion);
        } else if (is_help(first) || (first == "help" && arguments.size() == 1)) {
            print_line(overall_help());
        } else if (first == "help") {
            std::vector<std::string_view> wanted(arguments.begin() + 1, arguments.end());
            wanted.emplace_back("--help");
            return run_command(wanted, services);
        } else if (first == "complete") {
            const bool marked = arguments.size() > 1 && arguments[1] == "--";
            print_candidates(arguments.subspan(marked ? 2 : 1), services);
        } else if (first.empty()) {
            print_remark(overall_help());
            return exit_code(ErrorCode::usage);
        } else {
            return run_command(arguments, services);
        }
        return 0;
    } catch (const Error& error) {
        print_failure(error);
        return exit_code(error.code());
    } catch (const std::exception&) {
        const Error error = unexpected_error();
        print_error(error);
        return exit_code(error.code());
    }
}

}  // namespace jit_console
