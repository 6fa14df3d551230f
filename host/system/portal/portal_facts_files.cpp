#include "system/portal/portal_facts.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"
#include "domain/portal.h"
#include "system/files/files.h"
#include "system/process/person_output.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFactsLimit = 1024 * 1024;
constexpr std::size_t kMostFacts = 1000;

using Facts = std::vector<std::pair<std::string, std::string>>;

Facts parse(std::string_view text) {
    Facts facts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t tab = line.find('\t');
        if (tab != std::string_view::npos) facts.emplace_back(line.substr(0, tab), line.substr(tab + 1));
    }
    return facts;
}

bool fits_a_line(std::string_view text) { return text.find_first_of("\t\n") == std::string_view::npos; }

class PortalFactsFiles final : public PortalFacts {
public:
    explicit PortalFactsFiles(fs::path folder) : folder_(std::move(folder)) {}

    std::optional<std::string> find(std::string_view portal_url, std::string_view fact) override {
        for (auto& [name, value] : load(portal_url)) {
            if (name == fact) return std::move(value);
        }
        return std::nullopt;
    }

    std::vector<std::string> names(std::string_view portal_url) override {
        std::vector<std::string> names;
        for (auto& [name, value] : load(portal_url)) names.push_back(std::move(name));
        return names;
    }

    void keep(std::string_view portal_url, std::string_view fact, std::string_view value) override {
        if (!fits_a_line(fact) || !fits_a_line(value) || find(portal_url, fact) == value) return;
        change(portal_url, [&](Facts& facts) {
            std::erase_if(facts, [&](const auto& known) { return known.first == fact; });
            if (facts.size() >= kMostFacts) facts.erase(facts.begin());
            facts.emplace_back(fact, value);
        });
    }

    void forget(std::string_view portal_url, std::string_view fact) override {
        if (!find(portal_url, fact)) return;
        change(portal_url,
               [&](Facts& facts) { std::erase_if(facts, [&](const auto& known) { return known.first == fact; }); });
    }

    void forget(std::string_view portal_url) override {
        std::error_code ignored;
        fs::remove(file_of(portal_url), ignored);
    }

private:
    fs::path file_of(std::string_view portal_url) const { return folder_ / portal_host(portal_url); }

    Facts load(std::string_view portal_url) const {
        try {
            return parse(read_file(file_of(portal_url), kFactsLimit).value_or(""));
        } catch (const Error& error) {
            complain(error);
            return {};
        }
    }

    template <typename Change>
    void change(std::string_view portal_url, Change make) const {
        try {
            const FileLock lock(folder_ / ".lock");
            remove_earlier_file();
            Facts facts = load(portal_url);
            make(facts);
            std::string text;
            for (const auto& [name, value] : facts) text.append(name).append("\t").append(value).append("\n");
            write_file_atomically(file_of(portal_url), text);
        } catch (const Error& error) {
            complain(error);
        }
    }

    /// Earlier versions kept the tenants' accounts in a file of their own. They are asked for again.
    void remove_earlier_file() const {
        std::error_code ignored;
        for (const char* name : {"tenant-accounts.json", "tenant-accounts.json.lock"}) {
            fs::remove(folder_.parent_path() / name, ignored);
        }
    }

    static void complain(const Error& error) { say(std::string("jit-console: ") + error.what()); }

    const fs::path folder_;
};

}  // namespace

std::unique_ptr<PortalFacts> make_portal_facts_files(fs::path folder) {
    return std::make_unique<PortalFactsFiles>(std::move(folder));
}

}  // namespace jit_console
