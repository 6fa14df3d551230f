#include "domain/kubeconfig_lines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {
namespace {

constexpr std::string_view kItemBegin = "# jit-console begin ";
constexpr std::string_view kItemEnd = "# jit-console end ";
constexpr std::string_view kAdded = "# jit-console added: ";
constexpr std::string_view kAddedAfterNoEnd = "# jit-console added, and the line end before: ";
constexpr std::string_view kReplaced = "# jit-console replaced: ";
constexpr std::string_view kReplacedNoEnd = "# jit-console replaced, without a line end: ";
constexpr std::string_view kCurrent = "current-context";

[[noreturn]] void refuse_change(const std::string& why) {
    throw Error(ErrorCode::kubeconfig, "the kubeconfig can't be changed safely: " + why,
                "let kubectl rewrite it (kubectl config view --raw --flatten), or name another file in KUBECONFIG");
}

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

bool is_content(std::string_view line) {
    const std::string_view text = trim(line);
    return !text.empty() && text.front() != '#';
}

bool is_item(std::string_view line) {
    const std::string_view text = trim(line);
    return text == "-" || text.starts_with("- ");
}

/// What stands after "KEY:", without a comment.
std::string_view value_after(std::string_view line, std::size_t key_size) {
    std::string_view value = trim(line.substr(key_size + 1));
    if (value.starts_with('#')) return {};
    return trim(value.substr(0, value.find(" #")));
}

/// Whether `line` says what was there before the next one.
bool tells_before(std::string_view line) {
    constexpr std::array<std::string_view, 4> kMarks{kAdded, kAddedAfterNoEnd, kReplaced, kReplacedNoEnd};
    return std::ranges::any_of(kMarks, [&](std::string_view mark) { return line.starts_with(mark); });
}

void check_line(std::string_view line, bool is_begin) {
    const std::string_view text = without_end(line);
    if (text.substr(0, std::min(text.find_first_not_of(" \t"), text.size())).find('\t') != std::string_view::npos)
        refuse_change("it has tabs where YAML wants spaces");
    if (text.find('\r') != std::string_view::npos || line.ends_with('\r'))
        refuse_change("it has a carriage return within a line");
    if (text.starts_with("...") || (text.starts_with("---") && !is_begin)) refuse_change("it has several documents");
    if (text.starts_with("---") && !trim(text.substr(3)).empty()) refuse_change("its first line is no plain \"---\"");
}

}  // namespace

KubeconfigLines::KubeconfigLines(std::string_view text) {
    const std::size_t first = text.find('\n');
    line_end_ = first != std::string_view::npos && first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
    bool is_begin = true;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
        check_line(line, is_begin);
        if (is_content(line)) is_begin = false;
        lines_.emplace_back(line);
        text.remove_prefix(line.size());
    }
}

std::string KubeconfigLines::text() const {
    std::string text;
    for (const std::string& line : lines_) text += line;
    return text;
}

std::optional<std::size_t> KubeconfigLines::find_key(std::string_view key) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const std::string_view line = without_end(lines_[i]);
        if (!line.starts_with(key) || line.size() == key.size() || line[key.size()] != ':') continue;
        if (line.size() > key.size() + 1 && line[key.size() + 1] != ' ') continue;
        if (found) refuse_change(std::string(key) + " stands twice in it");
        found = i;
    }
    return found;
}

KubeconfigLines::List KubeconfigLines::list_at(std::size_t key_line) const {
    List list{key_line, {}, key_line + 1, 0};
    for (std::size_t i = key_line + 1; i < lines_.size(); ++i) {
        const std::string_view line = without_end(lines_[i]);
        if (!is_content(line)) continue;
        const std::size_t indent = indent_of(line);
        if (list.items.empty()) {
            if (!is_item(line)) break;
            list.indent = indent;
        }
        if (indent < list.indent || (indent == list.indent && !is_item(line))) break;
        if (indent == list.indent) list.items.push_back(i);
        list.end = i + 1;
    }
    return list;
}

void KubeconfigLines::append_key(std::string_view key, std::string_view line) {
    const bool has_end = lines_.empty() || lines_.back().ends_with('\n');
    if (!has_end) lines_.back() += line_end_;
    lines_.push_back(with_end(std::string(has_end ? kAdded : kAddedAfterNoEnd) + std::string(key)));
    lines_.push_back(with_end(line));
}

void KubeconfigLines::replace_line(std::size_t line, std::string_view by) {
    const bool has_end = lines_[line].ends_with('\n');
    std::string before(has_end ? kReplaced : kReplacedNoEnd);
    before += has_end ? lines_[line] : with_end(lines_[line]);
    lines_[line] = with_end(by);
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(line), std::move(before));
}

bool KubeconfigLines::restore(std::size_t line) {
    if (line == 0) return false;
    const auto at = lines_.begin() + static_cast<std::ptrdiff_t>(line);
    const std::string before = lines_[line - 1];
    const bool is_last = line + 1 == lines_.size();
    for (const std::string_view mark : {kReplaced, kReplacedNoEnd}) {
        if (!before.starts_with(mark)) continue;
        *at = before.substr(mark.size());
        if (mark == kReplacedNoEnd && is_last) *at = without_end(*at);
        lines_.erase(at - 1);
        return true;
    }
    const bool after_no_end = before.starts_with(kAddedAfterNoEnd);
    if (!after_no_end && !before.starts_with(kAdded)) return false;
    lines_.erase(at - 1, at + 1);
    if (after_no_end && is_last && !lines_.empty()) lines_.back() = without_end(lines_.back());
    return true;
}

void KubeconfigLines::insert(std::string_view key, std::string_view name, const std::vector<std::string>& item) {
    auto key_line = find_key(key);
    if (!key_line) {
        append_key(key, std::string(key) + ":");
        key_line = lines_.size() - 1;
    }
    const std::string_view value = value_after(without_end(lines_[*key_line]), key.size());
    constexpr std::array<std::string_view, 4> kEmpty{"", "[]", "null", "~"};
    if (std::ranges::find(kEmpty, value) == kEmpty.end())
        refuse_change("its list of " + std::string(key) + " is not written one item a line (block style)");
    List list = list_at(*key_line);
    const bool is_own = *key_line > 0 && (lines_[*key_line - 1].starts_with(kAdded) ||
                                          lines_[*key_line - 1].starts_with(kAddedAfterNoEnd));
    if (list.items.empty() && !is_own) {
        replace_line(*key_line, std::string(key) + ":");
        list.key = *key_line + 1;
    } else if (!value.empty()) {
        refuse_change("its list of " + std::string(key) + " has items after an empty list");
    }
    const std::string indent(list.indent, ' ');
    Lines added{with_end(indent + std::string(kItemBegin) + std::string(name))};
    for (const std::string& line : item) added.push_back(with_end(indent + line));
    added.push_back(with_end(indent + std::string(kItemEnd) + std::string(name)));
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(list.key + 1), added.begin(), added.end());
}

std::optional<std::pair<std::size_t, std::size_t>> KubeconfigLines::marked(const List& list,
                                                                           std::string_view name) const {
    const auto find = [&](std::string_view mark, std::size_t from) {
        const std::string wanted = std::string(mark) + std::string(name);
        while (from < lines_.size() && trim(lines_[from]) != wanted) ++from;
        return from;
    };
    const std::size_t begin = find(kItemBegin, list.key + 1);
    const std::size_t end = find(kItemEnd, begin);
    if (end >= lines_.size() || begin >= list.end) return std::nullopt;
    const auto within = std::ranges::count_if(list.items, [&](std::size_t item) { return begin < item && item < end; });
    // Nothing but the one item: somebody may have moved others between the comments.
    const bool is_only = within == 1 && std::ranges::find(list.items, begin + 1) != list.items.end() && end <= list.end;
    return is_only ? std::optional(std::pair(begin, end + 1)) : std::nullopt;
}

void KubeconfigLines::remove(std::string_view key, std::string_view name, std::size_t index) {
    const auto key_line = find_key(key);
    if (!key_line) refuse_change("its list of " + std::string(key) + " isn't found");
    List list = list_at(*key_line);
    if (index >= list.items.size()) refuse_change("its list of " + std::string(key) + " isn't written in block style");
    auto span = marked(list, name);
    if (!span || list.items[index] != span->first + 1) {
        std::size_t end = index + 1 < list.items.size() ? list.items[index + 1] : list.end;
        while (!is_content(lines_[end - 1])) --end;
        span = std::pair(list.items[index], end);
    }
    const auto at = [&](std::size_t line) { return lines_.begin() + static_cast<std::ptrdiff_t>(line); };
    const bool cut_end = span->second == lines_.size() && !lines_.back().ends_with('\n');
    lines_.erase(at(span->first), at(span->second));
    if (list.items.size() == 1 && !restore(*key_line)) lines_[*key_line] = with_end(std::string(key) + ": []");
    if (cut_end && !lines_.empty()) lines_.back() = without_end(lines_.back());
}

void KubeconfigLines::set_current(std::string_view name) {
    const std::string line = std::string(kCurrent) + ": \"" + std::string(name) + "\"";
    const auto found = find_key(kCurrent);
    if (!found) return append_key(kCurrent, line);
    const bool is_own = *found > 0 && tells_before(lines_[*found - 1]);
    if (is_own) {
        lines_[*found] = with_end(line);
    } else {
        replace_line(*found, line);
    }
}

void KubeconfigLines::restore_current() {
    const auto found = find_key(kCurrent);
    if (found && !restore(*found)) lines_[*found] = with_end(std::string(kCurrent) + ": \"\"");
}

void KubeconfigLines::forget_current() {
    const auto found = find_key(kCurrent);
    if (!found || *found == 0 || !tells_before(lines_[*found - 1])) return;
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(*found - 1));
}

}  // namespace jit_console
