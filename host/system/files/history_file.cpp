#include "system/files/history.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "domain/json_answer.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t kMostEntries = 5'000;
constexpr std::size_t kHistoryLimit = 8 * 1024 * 1024;

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
                       seconds_of(line, "lasted")};
    try {
        check_history_entry(entry);
        return HistoryLine{text, entry.at, std::move(entry)};
    } catch (const Error&) {
        return HistoryLine{text, entry.at, std::nullopt};
    }
}

std::vector<HistoryLine> lines_of(std::string_view text) {
    std::vector<HistoryLine> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        if (auto line = parse_line(text.substr(start, end - start))) lines.push_back(std::move(*line));
        start = end + 1;
    }
    return lines;
}

std::string line_of(const HistoryEntry& entry) {
    OrderedJson line{{"at", entry.at.time_since_epoch().count()},
                     {"what", entry.what},
                     {"portal", entry.portal},
                     {"role", entry.role}};
    if (!entry.tenant.empty()) line["tenant"] = entry.tenant;
    if (!entry.name.empty()) line["name"] = entry.name;
    if (!entry.service.empty()) line["service"] = entry.service;
    line["by"] = entry.by;
    if (entry.lasted) line["lasted"] = entry.lasted->count();
    return line.dump() + "\n";
}

class HistoryFile final : public History {
public:
    explicit HistoryFile(std::filesystem::path file) : file_(std::move(file)) {}

    void record(const HistoryEntry& entry, Time oldest) override {
        const FileLock lock(lock_file());
        const std::string before = read_file(file_, kHistoryLimit).value_or("");
        std::vector<HistoryLine> lines = lines_of(before);
        std::erase_if(lines, [&](const HistoryLine& kept) { return kept.at < oldest; });
        const std::size_t surplus = lines.size() >= kMostEntries ? lines.size() - kMostEntries + 1 : 0;
        std::string text;
        for (std::size_t i = surplus; i < lines.size(); ++i) text.append(lines[i].text).append("\n");
        write_file_atomically(file_, text + line_of(entry));
    }

    std::vector<HistoryEntry> list() override {
        const std::string text = read_file(file_, kHistoryLimit).value_or("");
        std::vector<HistoryEntry> entries;
        for (HistoryLine& line : lines_of(text)) {
            if (line.entry) entries.push_back(std::move(*line.entry));
        }
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
        if (error)
            throw Error(ErrorCode::config, "can't remove " + file_.string() + ": " + error.message(),
                        "check the owner and the mode of this file and of its folder");
        return count;
    }

private:
    std::filesystem::path lock_file() const { return file_.string() + ".lock"; }

    const std::filesystem::path file_;
};

}  // namespace

std::unique_ptr<History> make_history_file(std::filesystem::path file) {
    return std::make_unique<HistoryFile>(std::move(file));
}

}  // namespace jit_console
