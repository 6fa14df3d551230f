#include "domain/aws_config_text.h"

#include <algorithm>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/aws_config_block.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

constexpr std::size_t kProfileNameLimit = 64;

/// The block of that name; nothing where the name is free. Throws `aws_profile` where it is somebody else's.
const AwsConfigBlock* own_block(const std::vector<AwsConfigBlock>& blocks, std::string_view config,
                                std::string_view name) {
    const auto is_wanted = [&](const AwsConfigBlock& block) { return block.profile.name == name; };
    const auto found = std::find_if(blocks.begin(), blocks.end(), is_wanted);
    const std::string words(name);
    if (found != blocks.end() && !found->intact) {
        throw Error(ErrorCode::aws_profile, "profile " + words + " was changed by hand",
                    "choose another name, or remove the profile by hand, from its comment \"begin\" to \"end\"");
    }
    const std::size_t own = found == blocks.end() ? 0 : 1;
    if (std::count_if(blocks.begin(), blocks.end(), is_wanted) > 1 || count_aws_sections(config, name) > own) {
        throw Error(ErrorCode::aws_profile, "profile " + words + " was not written by jit-console",
                    "choose another name, or change that profile by hand");
    }
    return own == 1 ? &*found : nullptr;
}

/// `lines` with the file's own line ends.
std::string with_line_ends(std::string_view lines, std::string_view line_end) {
    std::string text;
    for (const char c : lines) {
        if (c == '\n') {
            text += line_end;
        } else {
            text += c;
        }
    }
    return text;
}

std::string_view line_end_of(std::string_view text) {
    const std::size_t first = text.find('\n');
    return first != std::string_view::npos && first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
}

/// After an empty line. Where the file's last line has no end, ours has none either: so that removing it can tell.
std::string appended(const std::string& config, std::string_view lines) {
    const std::string_view line_end = line_end_of(config);
    std::string block = with_line_ends(lines, line_end);
    if (config.empty()) return block;
    std::string text = config;
    text += line_end;
    if (config.back() != '\n') {
        text += line_end;
        block.resize(block.size() - line_end.size());
    }
    return text + block;
}

void remove_line_end(std::string& text, std::string_view line_end) {
    if (text.ends_with(line_end)) {
        text.resize(text.size() - line_end.size());
    } else if (text.ends_with('\n')) {
        text.pop_back();
    }
}

std::string without(const std::string& config, const AwsConfigBlock& block) {
    std::string before = config.substr(0, block.begin);
    const bool had_line_end = config[block.end - 1] == '\n';
    // A carriage return before our line end may be the file's own last character.
    const std::string_view line_end = line_end_of(std::string_view(config).substr(block.begin));
    std::string shorter = before;
    remove_line_end(shorter, line_end);
    // The empty line before it, and the end of the line before that where it had none.
    if (shorter.empty() || shorter.ends_with('\n')) before = shorter;
    if (!had_line_end) remove_line_end(before, line_end);
    return before + config.substr(block.end);
}

}  // namespace

bool is_plain_word(std::string_view text) {
    const auto is_letter_or_digit = [](char c) { return is_lower(c) || is_upper(c) || is_digit(c); };
    return !text.empty() && text.size() <= kProfileNameLimit && is_letter_or_digit(text.front()) &&
           is_all(text, [&](char c) {
               return is_letter_or_digit(c) || std::string_view("._@+-").find(c) != std::string_view::npos;
           });
}

void check_aws_profile_name(std::string_view name) {
    if (is_plain_word(name)) return;
    throw Error(ErrorCode::aws_profile, quoted(name) + " is not a valid profile name",
                "use up to 64 letters, digits and . _ @ + -, beginning with a letter or digit");
}

std::vector<AwsProfile> own_aws_profiles(std::string_view config) {
    std::vector<AwsProfile> profiles;
    for (AwsConfigBlock& block : find_aws_config_blocks(config)) {
        if (block.intact) profiles.push_back(std::move(block.profile));
    }
    return profiles;
}

AwsConfigEdit add_to_aws_config(const std::optional<std::string>& config, const AwsProfile& profile,
                                std::string_view program) {
    check_aws_profile_name(profile.name);
    using Change = AwsConfigEdit::Change;
    if (!config) {
        std::string lines = aws_config_lines(profile, program, true);
        return {Change::add, profile, lines, std::nullopt, lines};
    }
    const auto blocks = find_aws_config_blocks(*config);
    const AwsConfigBlock* block = own_block(blocks, *config, profile.name);
    if (block == nullptr) {
        std::string lines = aws_config_lines(profile, program, false);
        std::string text = appended(*config, lines);
        return {Change::add, profile, std::move(lines), std::nullopt, std::move(text)};
    }
    std::string lines = aws_config_lines(profile, program, block->new_file);
    if (lines == block->lines) return {Change::none, profile, lines, lines, config};
    const std::string_view line_end = line_end_of(std::string_view(*config).substr(block->begin));
    std::string replacement = with_line_ends(lines, line_end);
    if ((*config)[block->end - 1] != '\n') remove_line_end(replacement, line_end);
    std::string text = *config;
    text.replace(block->begin, block->end - block->begin, replacement);
    return {Change::replace, profile, std::move(lines), block->lines, std::move(text)};
}

AwsConfigEdit remove_from_aws_config(const std::optional<std::string>& config, std::string_view name) {
    const std::string text = config.value_or("");
    const auto blocks = find_aws_config_blocks(text);
    const AwsConfigBlock* block = own_block(blocks, text, name);
    if (block == nullptr) {
        throw Error(ErrorCode::aws_profile, "no profile written by jit-console is named " + quoted(name),
                    "list its profiles with: jit-console aws-profile list");
    }
    std::optional<std::string> rest = without(text, *block);
    if (rest->empty() && block->new_file) rest.reset();
    return {AwsConfigEdit::Change::remove, block->profile, block->lines, std::nullopt, std::move(rest)};
}

}  // namespace jit_console
