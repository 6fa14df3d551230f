#include "cli/ci_output.h"

#include <algorithm>

#include "base/error.h"
#include "base/path_text.h"
#include "cli/terminal.h"
#include "system/files/appended_file.h"
#include "system/files/files.h"
#include "system/process/environment.h"

namespace jit_console {
namespace {

constexpr const char* kGithubFile = "GITHUB_ENV";

std::string github_file() { return environment_variable(kGithubFile); }

/// A workflow command. Its value is escaped (source: actions/toolkit, "escapeData").
std::string mask(const Secret& secret) {
    std::string command = "::add-mask::";
    command.reserve(command.size() + 3 * secret.reveal().size());  // so that growing leaves no copies behind
    for (const char c : secret.reveal()) {
        if (c == '%') {
            command += "%25";
        } else {
            command += c;
        }
    }
    return command;
}

void print_mask(const Secret& secret, void (*print)(std::string_view)) {
    std::string command = mask(secret);
    print(command);
    wipe(command);
}

void print_masks(const Credentials& credentials, void (*print)(std::string_view)) {
    for (const Secret* secret :
         {&credentials.access_key_id, &credentials.secret_access_key, &credentials.session_token})
        print_mask(*secret, print);
}

bool is_github() { return environment_variable("GITHUB_ACTIONS") == "true"; }

Secret variable_lines(const Credentials& credentials) {
    std::vector<std::string> variables = credential_environment(credentials);
    std::size_t size = 0;
    for (const std::string& variable : variables) size += variable.size() + 1;
    std::string text;
    text.reserve(size);
    for (std::string& variable : variables) {
        text.append(variable).append("\n");
        wipe(variable);
    }
    return Secret(std::move(text));
}

}  // namespace

std::vector<std::string_view> ci_output_words() { return {"github", "gitlab", "env-file"}; }

void check_ci_output(std::string_view output, const std::string& file) {
    const std::vector<std::string_view> words = ci_output_words();
    if (std::ranges::find(words, output) == words.end())
        throw Error(ErrorCode::usage, "no such output: " + std::string(output), "use one of github, gitlab, env-file");
    if (output == "github" && !file.empty())
        throw Error(ErrorCode::usage, "--file doesn't go with --output github", "leave it out");
    if (output == "github" && github_file().empty())
        throw Error(ErrorCode::usage, "GITHUB_ENV isn't set", "use --output github in a job of GitHub Actions");
    if (output != "github" && file.empty())
        throw Error(ErrorCode::usage, "--file FILE is missing", "name the file to write: --file jit-console.env");
}

std::string write_for_ci(std::string_view output, const std::string& file, const Credentials& credentials) {
    const Secret lines = variable_lines(credentials);
    if (output == "github") {
        print_masks(credentials, print_line);
        append_to_file(path_of(github_file()), lines.reveal());
        return "the job's next steps have the credentials";
    }
    mask_in_ci_log(credentials);
    replace_file(path_of(file), lines.reveal(), 0600);
    if (output != "gitlab") return "wrote the credentials to " + file;
    return "wrote the credentials to " + file +
           "; as a report it can be read by everybody who may download the pipeline's artifacts: set artifacts:access";
}

void mask_in_ci_log(const Credentials& credentials) {
    if (is_github()) print_masks(credentials, print_remark);
}

void mask_in_ci_log(const Secret& secret) {
    if (is_github()) print_mask(secret, print_remark);
}

}  // namespace jit_console
