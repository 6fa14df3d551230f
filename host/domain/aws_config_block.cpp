#include "domain/aws_config_block.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/partition.h"

namespace jit_console {
namespace {

constexpr std::string_view kBegin = "# jit-console begin ";
constexpr std::string_view kEnd = "# jit-console end ";
constexpr std::string_view kNewFile = " (new file)";
constexpr std::string_view kRegion = "region = ";
constexpr std::string_view kProcess = "credential_process = ";
constexpr std::string_view kCommand = " credentials ";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Line {
    std::string_view text;  // without its end
    std::size_t begin = 0;
    std::size_t end = 0;  // past its end
};

/// As Python reads text: "\n", "\r\n" and "\r" end a line.
std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t stop = std::min(text.find_first_of("\r\n", begin), text.size());
        std::size_t end = std::min(stop + 1, text.size());
        if (text.substr(stop, 2) == "\r\n") end = stop + 2;
        lines.push_back({text.substr(begin, stop - begin), begin, end});
        begin = end;
    }
    return lines;
}

std::string header_of(std::string_view name) {
    return name == "default" ? "[default]" : "[profile " + std::string(name) + "]";
}

/// Words without the quotes and escapes that AWS's tools allow around a name.
std::string without_quotes(std::string_view text) {
    std::string plain(trim(text));
    std::erase_if(plain, [](char c) { return c == '"' || c == '\'' || c == '\\'; });
    return plain;
}

bool names(std::string_view section, std::string_view name) {
    const std::string plain = without_quotes(section);
    if (plain == name) return name == "default";
    constexpr std::string_view kProfile = "profile";
    std::string_view rest = plain;
    if (!rest.starts_with(kProfile)) return false;
    rest.remove_prefix(kProfile.size());
    return !rest.empty() && is_space(rest.front()) && trim(rest) == name;
}

/// Taken apart as `PORTAL --tenant NAME`, `PORTAL --admin` or `PORTAL --duplo-ops`.
bool read_target(std::string_view arguments, AwsProfile& profile) {
    constexpr std::string_view kTenant = "--tenant ";
    const std::size_t space = arguments.find(' ');
    if (space == std::string_view::npos) return false;
    profile.portal = arguments.substr(0, space);
    arguments.remove_prefix(space + 1);
    if (arguments.starts_with(kTenant)) {
        profile.role = Role::tenant;
        profile.tenant = arguments.substr(kTenant.size());
        return is_plain_word(profile.tenant);
    }
    profile.role = arguments == role_option(Role::admin) ? Role::admin : Role::duplo_ops;
    return arguments == role_option(profile.role);
}

bool starts_block(const Line& line) { return line.text.starts_with(kBegin); }

/// The block whose first line is lines[first].
AwsConfigBlock read_block(const std::vector<Line>& lines, std::size_t first) {
    AwsConfigBlock block;
    block.begin = lines[first].begin;
    block.end = lines[first].end;
    std::string_view name = lines[first].text.substr(kBegin.size());
    block.new_file = name.ends_with(kNewFile);
    if (block.new_file) name.remove_suffix(kNewFile.size());
    block.profile.name = name;

    std::size_t next = first + 1;
    const auto take = [&](std::string_view start) -> std::optional<std::string_view> {
        if (next >= lines.size() || !lines[next].text.starts_with(start)) return std::nullopt;
        return lines[next++].text.substr(start.size());
    };
    if (take(header_of(name)) != "") return block;
    if (const auto region = take(kRegion)) block.profile.region = *region;
    const auto process = take(kProcess);
    if (!process || take(std::string(kEnd) + block.profile.name) != "") return block;
    // From behind: the program's path may hold the same word.
    const std::size_t command = process->rfind(kCommand);
    if (command == std::string_view::npos) return block;
    if (!read_target(process->substr(command + kCommand.size()), block.profile)) return block;
    block.intact =
        is_plain_word(block.profile.name) && (block.profile.region.empty() || is_region(block.profile.region));
    if (!block.intact) return block;
    for (std::size_t i = first; i < next; ++i) block.lines.append(lines[i].text).append("\n");
    block.end = lines[next - 1].end;
    return block;
}

/// A character of a program's path that all readers of credential_process take as it is.
bool is_plain_in(std::string_view program, char c) {
    // On Windows "\" is itself to them all, and cmd would take "/" for the beginning of an option.
    const bool is_windows = program.substr(std::min<std::size_t>(1, program.size())).starts_with(":\\");
    const std::string_view signs = is_windows ? "\\._+:@,-" : "/._+:@,-";
    const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
    return beyond_ascii || is_lower(c) || is_upper(c) || is_digit(c) || signs.find(c) != std::string_view::npos;
}

/// The program as the first word of credential_process, which some tools split themselves and others give to a shell,
/// and which some cut at a comment sign.
std::string command_word(std::string_view program) {
    if (!needs_quotes_in_aws_config(program)) return std::string(program);
    const auto is_quotable = [&](char c) {
        return is_plain_in(program, c) || c == ' ' || c == '(' || c == ')' || c == '=';
    };
    if (is_all(program, is_quotable)) return "\"" + std::string(program) + "\"";
    throw Error(ErrorCode::aws_config,
                "the path of jit-console can't be written into AWS's config: " + std::string(program),
                "install jit-console where the path has only letters, digits and / . _ -");
}

}  // namespace

bool needs_quotes_in_aws_config(std::string_view program) {
    return !is_all(program, [&](char c) { return is_plain_in(program, c); });
}

std::vector<AwsConfigBlock> find_aws_config_blocks(std::string_view config) {
    const std::vector<Line> lines = lines_of(config);
    std::vector<AwsConfigBlock> blocks;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (starts_block(lines[i])) blocks.push_back(read_block(lines, i));
    }
    return blocks;
}

std::size_t count_aws_sections(std::string_view config, std::string_view name) {
    if (config.starts_with(kByteOrderMark)) config.remove_prefix(kByteOrderMark.size());
    std::size_t count = 0;
    for (const Line& line : lines_of(config)) {
        const std::string_view text = trim(line.text);
        if (!text.starts_with('[')) continue;
        // Some parsers take the first closing bracket, some the last.
        const std::string_view shortest = text.substr(1, text.find(']') - 1);
        const std::string_view longest = text.substr(1, text.rfind(']') - 1);
        if (names(shortest, name) || names(longest, name)) ++count;
    }
    return count;
}

std::string aws_config_lines(const AwsProfile& profile, std::string_view program, bool new_file) {
    std::string lines;
    lines.append(kBegin).append(profile.name).append(new_file ? kNewFile : "").append("\n");
    lines.append(header_of(profile.name)).append("\n");
    if (!profile.region.empty()) lines.append(kRegion).append(profile.region).append("\n");
    lines.append(kProcess).append(command_word(program)).append(kCommand).append(profile.portal);
    lines.append(" ").append(role_option(profile.role));
    if (profile.role == Role::tenant) lines.append(" ").append(profile.tenant);
    return lines.append("\n").append(kEnd).append(profile.name).append("\n");
}

}  // namespace jit_console
