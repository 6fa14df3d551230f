#include "system/files/history.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "domain/json_answer.h"
#include "system/files/digest.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t kMostEntries = 5'000;
constexpr std::size_t kHistoryLimit = 8 * 1024 * 1024;
/// Well above what 5,000 lines take.
constexpr std::uintmax_t kTrimmedPast = 3 * 1024 * 1024;
/// So that not every entry of a day rewrites the file.
constexpr std::chrono::hours kTrimmedEvery{24};
/// No line is longer.
constexpr std::size_t kLineLimit = 4096;
constexpr std::string_view kHashField = ",\"hash\":\"";
constexpr std::size_t kHashLength = 64;

std::string text_of(const nlohmann::json& line, const char* field) {
    const auto found = line.find(field);
    return found != line.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<std::chrono::seconds> seconds_of(const nlohmann::json& line, const char* field) {
    const auto found = line.find(field);
    if (found == line.end() || !found->is_number_integer()) return std::nullopt;
    return std::chrono::seconds(found->get<std::int64_t>());
}

/// A line of the file. What this version can't understand may be a newer one's: it is shown to nobody, and kept.
struct HistoryLine {
    std::string_view text;
    Time at;
    std::optional<HistoryEntry> entry;
};

/// Held to the same rules as what is recorded, since others can write the file too.
std::optional<HistoryLine> parse_line(std::string_view text) {
    const nlohmann::json line = parse_json(text);
    if (!line.is_object()) return std::nullopt;
    const auto at = seconds_of(line, "at");
    if (!at) return std::nullopt;
    HistoryEntry entry{Time(*at),
                       text_of(line, "what"),
                       text_of(line, "portal"),
                       text_of(line, "role"),
                       text_of(line, "tenant"),
                       text_of(line, "name"),
                       text_of(line, "service"),
                       text_of(line, "by"),
                       seconds_of(line, "lasted"),
                       text_of(line, "user"),
                       text_of(line, "caller"),
                       std::nullopt,
                       text_of(line, "reason")};
    if (const auto ends = seconds_of(line, "ends")) entry.ends = Time(*ends);
    try {
        check_history_entry(entry);
        return HistoryLine{text, entry.at, std::move(entry)};
    } catch (const Error&) {
        return HistoryLine{text, entry.at, std::nullopt};
    }
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

/// The hash at a line's end; empty where it has none.
std::string_view hash_in(std::string_view line) {
    const std::size_t length = kHashField.size() + kHashLength + 2;
    if (line.size() <= length || !line.ends_with("\"}")) return {};
    const std::string_view end = line.substr(line.size() - length);
    return end.starts_with(kHashField) ? end.substr(kHashField.size(), kHashLength) : std::string_view();
}

std::string chain(std::string_view before, std::string_view body) {
    return sha256_hex(std::string(before).append(body));
}

bool is_whole(std::string_view line, std::string_view before) {
    const std::string_view hash = hash_in(line);
    const std::string body(line.substr(0, line.size() - kHashField.size() - kHashLength - 2));
    return !hash.empty() && chain(before, body + "}") == hash;
}

/// What the first line of a trimmed file says.
std::optional<std::string> continued(std::string_view line) {
    const nlohmann::json json = parse_json(line);
    const std::string hash = json.is_object() ? text_of(json, "continues") : "";
    return hash.empty() ? std::nullopt : std::optional(hash);
}

std::string line_of(const HistoryEntry& entry, std::string_view before) {
    OrderedJson line{{"at", entry.at.time_since_epoch().count()},
                     {"what", entry.what},
                     {"portal", entry.portal},
                     {"role", entry.role}};
    if (!entry.tenant.empty()) line["tenant"] = entry.tenant;
    if (!entry.name.empty()) line["name"] = entry.name;
    if (!entry.service.empty()) line["service"] = entry.service;
    line["by"] = entry.by;
    if (entry.lasted) line["lasted"] = entry.lasted->count();
    if (!entry.user.empty()) line["user"] = entry.user;
    if (!entry.caller.empty()) line["caller"] = entry.caller;
    if (entry.ends) line["ends"] = entry.ends->time_since_epoch().count();
    if (!entry.reason.empty()) line["reason"] = entry.reason;
    std::string text = line.dump();
    const std::string hash = chain(before, text);
    text.pop_back();
    return text.append(kHashField).append(hash).append("\"}\n");
}

class HistoryFile final : public History {
public:
    explicit HistoryFile(std::filesystem::path file) : file_(std::move(file)) {}

    void record(const HistoryEntry& entry, Time oldest) override {
        const FileLock lock(lock_file());
        std::error_code missing;
        if (!std::filesystem::exists(file_, missing)) write_file_atomically(file_, "");
        drop_torn_line();
        if (is_due(oldest)) trim(oldest);
        append(line_of(entry, last_hash()));
    }

    std::vector<HistoryEntry> list() override {
        const std::string text = read_file(file_, kHistoryLimit).value_or("");
        std::vector<HistoryEntry> entries;
        for (const std::string_view text_line : split_lines(text)) {
            auto line = parse_line(text_line);
            if (line && line->entry) entries.push_back(std::move(*line->entry));
        }
        if (entries.size() > kMostEntries) entries.erase(entries.begin(), entries.end() - kMostEntries);
        return entries;
    }

    std::size_t clear() override {
        const FileLock lock(lock_file());
        // What is there may be what can't be read: it is to go all the same.
        std::size_t count = 0;
        try {
            count = list().size();
        } catch (const Error&) {
            count = 0;
        }
        std::error_code error;
        std::filesystem::remove(file_, error);
        if (error) fail("can't remove ", error);
        return count;
    }

    HistoryCheck verify() override {
        const FileLock lock(lock_file());
        const std::string text = read_file(file_, kHistoryLimit).value_or("");
        HistoryCheck check;
        std::string before;
        std::size_t number = 0;
        for (const std::string_view line : split_lines(text)) {
            ++number;
            if (const auto hash = number == 1 ? continued(line) : std::nullopt) {
                before = *hash;
            } else if (hash_in(line).empty() && check.chained == 0 && before.empty()) {
                ++check.unchained;
            } else if (is_whole(line, before)) {
                before = hash_in(line);
                ++check.chained;
            } else {
                check.broken = number;
                return check;
            }
        }
        return check;
    }

private:
    std::filesystem::path lock_file() const { return file_.string() + ".lock"; }

    [[noreturn]] void fail(const char* what, const std::error_code& error) const {
        throw Error(ErrorCode::config, what + file_.string() + ": " + error.message(),
                    "check the owner and the mode of this file and of its folder");
    }

    std::uintmax_t size() const {
        std::error_code error;
        const auto size = std::filesystem::file_size(file_, error);
        return error ? 0 : size;  // a device, where somebody wants no history
    }

    void shorten(std::uintmax_t size) const {
        std::error_code error;
        std::filesystem::resize_file(file_, size, error);
        if (error) fail("can't shorten ", error);
    }

    /// Up to `length` bytes from `start`. Throws as read_file() where something else is in the file's place.
    std::string part(std::uintmax_t start, std::size_t length) const {
        std::error_code ignored;
        const auto type = std::filesystem::status(file_, ignored).type();
        if (type == std::filesystem::file_type::fifo || type == std::filesystem::file_type::socket)
            return read_file(file_, length).value_or("");
        std::ifstream stream(file_, std::ios::binary);
        stream.seekg(static_cast<std::streamoff>(start));
        std::string text(length, '\0');
        stream.read(text.data(), static_cast<std::streamsize>(length));
        text.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
        return text;
    }

    std::string end_part() const {
        const std::uintmax_t whole = size();
        const std::uintmax_t start = whole > kLineLimit ? whole - kLineLimit : 0;
        return part(start, static_cast<std::size_t>(whole - start));
    }

    /// A writer that was killed may have left the beginning of a line.
    void drop_torn_line() const {
        const std::string end = end_part();
        if (end.empty() || end.back() == '\n') return;
        const std::size_t last = end.rfind('\n');
        shorten(size() - (last == std::string::npos ? end.size() : end.size() - last - 1));
    }

    std::string last_hash() const {
        const std::string end = end_part();
        const auto lines = split_lines(end);
        if (lines.empty()) return {};
        if (lines.size() == 1) {
            if (auto hash = continued(lines.front())) return *hash;
        }
        return std::string(hash_in(lines.back()));
    }

    /// Too long, or its first entry has been too old for a day.
    bool is_due(Time oldest) const {
        if (size() > kTrimmedPast) return true;
        const std::string start = part(0, kLineLimit);
        const auto lines = split_lines(start);
        for (const std::string_view line : lines) {
            if (const auto first = parse_line(line)) return first->at < oldest - kTrimmedEvery;
        }
        return lines.size() > 1;  // nothing of it is an entry
    }

    /// The only time that the file is written anew: what stays is as it was, and says what it follows.
    void trim(Time oldest) const {
        const std::string before = read_file(file_, kHistoryLimit).value_or("");
        const auto all = split_lines(before);
        std::size_t first = all.size() > kMostEntries ? all.size() - kMostEntries : 0;
        const auto is_old = [&](std::string_view text) {
            const auto line = parse_line(text);
            return !line || line->at < oldest;
        };
        while (first < all.size() && is_old(all[first])) ++first;
        std::string follows = first == 0 ? "" : std::string(hash_in(all[first - 1]));
        if (follows.empty() && first > 0) follows = continued(all[first - 1]).value_or("");
        std::string text = follows.empty() ? "" : OrderedJson{{"continues", follows}}.dump() + "\n";
        for (std::size_t i = first; i < all.size(); ++i) text.append(all[i]).append("\n");
        write_file_atomically(file_, text);
    }

    /// Waits for no disk: what a crash of the machine loses is the end of the record, and nothing before it.
    void append(const std::string& line) const {
        const std::uintmax_t before = size();
        std::ofstream stream(file_, std::ios::binary | std::ios::app);
        stream << line << std::flush;
        if (stream) return;
        const std::error_code error(errno, std::generic_category());
        stream.close();
        if (size() > before) shorten(before);
        fail("can't write ", error);
    }

    const std::filesystem::path file_;
};

}  // namespace

std::unique_ptr<History> make_history_file(std::filesystem::path file) {
    return std::make_unique<HistoryFile>(std::move(file));
}

}  // namespace jit_console
