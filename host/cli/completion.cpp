#include "cli/completion.h"

#include <algorithm>

namespace jit_console {
namespace {

using Words = std::span<const std::string_view>;

/// The words of "portal add" or "NAME [PORTAL]", without brackets.
std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        std::string_view word = text.substr(0, end);
        if (word.starts_with('[')) word = word.substr(1, word.size() - 2);
        if (!word.empty()) words.push_back(word);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

/// Names of commands: first words where nothing has been typed before, second words after a first.
std::vector<Candidate> command_names(Words before, std::span<const CliCommand> commands) {
    std::vector<Candidate> candidates;
    for (const CliCommand& command : commands) {
        const auto name = split(command.name);
        if (name.size() <= before.size() || !std::equal(before.begin(), before.end(), name.begin())) continue;
        const std::string word(name[before.size()]);
        const bool known = std::any_of(candidates.begin(), candidates.end(),
                                       [&](const Candidate& other) { return other.word == word; });
        const bool last = name.size() == before.size() + 1;
        if (!known) candidates.push_back({word, last ? std::string(command.summary) : ""});
    }
    return candidates;
}

const po::option_description* find_option(const po::options_description& options, std::string_view word) {
    for (const auto& option : options.options()) {
        if (word == "--" + option->long_name()) return option.get();
    }
    return nullptr;
}

/// "TENANT" of an option that takes one; "" where it takes nothing. (Program_options writes " [=arg(=1)]" for
/// switches.)
std::string placeholder_of(const po::option_description& option) {
    if (option.semantic()->max_tokens() == 0) return "";
    const std::string parameter = option.format_parameter();
    return parameter.substr(0, parameter.find(' '));
}

std::vector<Candidate> option_names(const po::options_description& options, Words typed) {
    std::vector<Candidate> candidates;
    for (const auto& option : options.options()) {
        const std::string word = "--" + option->long_name();
        if (std::find(typed.begin(), typed.end(), word) != typed.end()) continue;
        candidates.push_back({word, option->description()});
    }
    return candidates;
}

/// The command's own words and options; `typed` are those after its name, without the one that is being typed.
std::vector<Candidate> of_command(const CliCommand& command, Words typed, std::string_view current,
                                  const CompletionValues& values) {
    // The shell completes another program's words.
    if (command.takes_program && std::ranges::find(typed, "--") != typed.end()) return {};
    const po::options_description options = visible_options(command);
    if (!typed.empty()) {
        const po::option_description* option = find_option(options, typed.back());
        if (option != nullptr && !placeholder_of(*option).empty()) return values(placeholder_of(*option));
    }
    if (current.starts_with('-')) return option_names(options, typed);
    std::size_t arguments = 0;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const po::option_description* option = find_option(options, typed[i]);
        if (option != nullptr && !placeholder_of(*option).empty()) {
            ++i;  // its value
        } else if (!typed[i].starts_with('-')) {
            ++arguments;
        }
    }
    const auto positional = split(command.positional);
    return arguments < positional.size() ? values(positional[arguments]) : option_names(options, typed);
}

constexpr std::string_view kBash = R"(# bash completion for jit-console
_jit_console() {
    local IFS=$'\n'
    COMPREPLY=($(jit-console complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
}
complete -o default -F _jit_console jit-console)";

constexpr std::string_view kZsh = R"(#compdef jit-console
# zsh completion for jit-console
_jit_console() {
    local line
    local -a candidates
    for line in "${(@f)$(jit-console complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] && candidates+=("${${line//:/\\:}/$'\t'/:}")
    done
    if (( $#candidates )); then
        _describe 'jit-console' candidates
    else
        _files
    fi
}
if [[ $funcstack[1] == _jit[_-]console ]]; then
    # Loaded from a folder of fpath, by the first press of Tab.
    _jit_console "$@"
else
    if (( ! $+functions[compdef] )); then
        autoload -Uz compinit
        compinit -i
    fi
    compdef _jit_console jit-console
fi)";

constexpr std::string_view kFish = R"(# fish completion for jit-console
function __jit_console_complete
    set -l typed (commandline -opc)
    set -e typed[1]
    set -l candidates (jit-console complete -- $typed (commandline -ct) 2>/dev/null)
    if test (count $candidates) -gt 0
        printf '%s\n' $candidates
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c jit-console -f -a '(__jit_console_complete)')";

}  // namespace

std::vector<Candidate> complete_words(Words words, std::span<const CliCommand> commands,
                                      const CompletionValues& values) {
    const std::string_view current = words.empty() ? "" : words.back();
    const Words typed = words.first(words.empty() ? 0 : words.size() - 1);
    std::vector<Candidate> candidates;
    const auto command = std::find_if(commands.begin(), commands.end(), [&](const CliCommand& known) {
        const auto name = split(known.name);
        return name.size() <= typed.size() && std::equal(name.begin(), name.end(), typed.begin());
    });
    if (command != commands.end()) {
        candidates = of_command(*command, typed.subspan(split(command->name).size()), current, values);
    } else {
        candidates = command_names(typed, commands);
        if (typed.empty()) candidates.push_back({"--help", "show all commands"});
        if (typed.empty()) candidates.push_back({"--version", "show the version"});
    }
    std::erase_if(candidates, [&](const Candidate& candidate) { return !candidate.word.starts_with(current); });
    return candidates;
}

std::string_view completion_script(std::string_view shell) {
    if (shell == "bash") return kBash;
    if (shell == "zsh") return kZsh;
    if (shell == "fish") return kFish;
    return {};
}

}  // namespace jit_console
