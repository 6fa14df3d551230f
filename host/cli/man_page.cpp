#include "cli/man_page.h"

#include "version.h"

namespace jit_console {
namespace {

/// Text as roff prints it as it stands.
std::string roff(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (escaped.empty() && (c == '.' || c == '\'')) escaped += "\\&";
        if (c == '\\') {
            escaped += "\\e";
        } else if (c == '-') {
            escaped += "\\-";
        } else {
            escaped += c;
        }
    }
    return escaped;
}

std::string options_of(const CliCommand& command) {
    const po::options_description options = visible_options(command);
    std::string text;
    for (const auto& option : options.options()) {
        text += ".TP\n.B " + roff("--" + option->long_name());
        if (option->semantic()->max_tokens() > 0) text += " " + roff(option->format_parameter());
        text += "\n" + roff(option->description()) + "\n";
    }
    return text;
}

std::string section_of(const CliCommand& command) {
    std::string title(command.name);
    if (!command.positional.empty()) title += " " + std::string(command.positional);
    return ".SS " + roff(title) + "\n" + roff(command.summary) + ".\n.PP\nExample:\n.PP\n.RS\n.nf\n" +
           roff(command.example) + "\n.fi\n.RE\n" + options_of(command);
}

std::string exit_codes() {
    std::string text = ".TP\n0\ndone\n";
    for (int i = 0; i <= static_cast<int>(kLastErrorCode); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        text += ".TP\n" + std::to_string(exit_code(code)) + "\n" + roff(error_meaning(code)) + " (" +
                std::string(error_word(code)) + ")\n";
    }
    return text +
           ".PP\nexec and lend exit with their command's exit code; with 128 + n if signal n ended it, 127 if there is "
           "no such "
           "command, 126 if it can't be run.\n";
}

constexpr std::string_view kDescription =
    "Opens the right page of the AWS Console for a DuploCloud tenant, and gives AWS's tools that tenant's "
    "credentials. The browser extension uses the same program.\n.PP\n"
    "PORTAL is a name, a host name or a URL; it may be omitted if only one portal is configured. Where no tenant is "
    "named, it is chosen at the terminal, in fzf(1) where that is installed, else from a numbered list: first the "
    "favourites starred in the browser, then those used last.\n";

constexpr std::string_view kFiles =
    ".TP\n.I $XDG_CONFIG_HOME/jit\\-console/config.json\nthe portals, where sign\\-ins are kept, and the browsers "
    "that browser set chose\n"
    ".TP\n.I $XDG_STATE_HOME/jit\\-console/\nencrypted sign\\-ins and credentials, the "
    "history, and cached facts about portals\n"
    ".TP\n.I /etc/jit\\-console/policy.json\nthe policy of this machine: what its administrator allows\n"
    ".TP\n.I .jit\\-console\na project's portal and tenant, lines PORTAL=NAME and TENANT=NAME: in the folder that a "
    "command runs in or in one above it; used after you agreed to it at a terminal, and again after each change of it\n"
    ".TP\n.I ~/.aws/config\nwritten only by aws\\-profile\n"
    ".TP\n.I ~/.docker/config.json\nwritten only by ecr\\-login\n";

constexpr std::string_view kEnvironment =
    ".TP\n.B JIT_CONSOLE_PORTAL, JIT_CONSOLE_TENANT\nthe portal and the tenant where none is named; exec and lend set "
    "them\n"
    ".TP\n.B JIT_CONSOLE_TOKEN, JIT_CONSOLE_PORTAL_URL\na portal's token and address, for a run that needs no "
    "configuration and no files, as in a CI job; the token isn't passed on by exec\n"
    ".TP\n.B GITHUB_ACTIONS, GITHUB_ENV\nunder GitHub Actions secrets are masked in the log; credentials \\-\\-output "
    "github adds to GITHUB_ENV's file\n"
    ".TP\n.B JIT_CONSOLE_EXPIRES\nset by exec and lend: until when no new sign\\-in or lease is needed (UTC)\n"
    ".TP\n.B https_proxy, no_proxy\nproxies\n"
    ".TP\n.B SSL_CERT_FILE\ncertificate authorities to trust instead of the system's\n"
    ".TP\n.B BROWSER\nthe browser to open\n"
    ".TP\n.B AWS_CONFIG_FILE\nAWS's config file\n"
    ".TP\n.B DOCKER_CONFIG\nthe folder of docker's configuration\n"
    ".TP\n.B DUPLO_CONFIG, DUPLO_HOME\nwhere duploctl's config is\n";

}  // namespace

std::string man_page(std::span<const CliCommand> commands) {
    std::string text = ".TH JIT\\-CONSOLE 1 \"\" \"jit\\-console " + std::string(kVersion) + "\"\n";
    text += ".SH NAME\njit\\-console \\- from a DuploCloud tenant to the right page of the AWS Console\n";
    text += ".SH SYNOPSIS\n.B jit\\-console\nCOMMAND [OPTIONS]\n.SH DESCRIPTION\n" + std::string(kDescription);
    text += ".SH COMMANDS\n";
    for (const CliCommand& command : commands) text += section_of(command);
    text += ".SH FILES\n" + std::string(kFiles);
    text += ".SH ENVIRONMENT\n" + std::string(kEnvironment);
    text += ".SH EXIT STATUS\n" + exit_codes();
    return text;
}

}  // namespace jit_console
