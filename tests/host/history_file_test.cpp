#include "commands/history/history.h"

#include <algorithm>
#include <future>
#include <sstream>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "base/error.h"
#include "fake_context.h"
#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

HistoryEntry entry_at(std::int64_t seconds) {
    return {Time(std::chrono::seconds(seconds)),
            "page",
            "acme",
            "tenant",
            "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10",
            "invoice",
            "s3",
            "popup",
            std::nullopt};
}

struct HistoryFixture {
    TestFolder folder;
    std::filesystem::path file = folder / "state/history.jsonl";
    std::unique_ptr<History> history = make_history_file(file);

    void put_lines(const std::string& text) const {
        std::filesystem::create_directories(file.parent_path());
        put(file, text);
    }
};

const std::string kLine = R"({"at":1789989000,"what":"opened","portal":"acme","role":"tenant","by":"popup"})"
                          "\n";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(history_file, HistoryFixture)

BOOST_AUTO_TEST_CASE(is_empty_without_a_file) {
    BOOST_TEST(history->list().empty());
    BOOST_TEST(history->clear() == 0U);
}

BOOST_AUTO_TEST_CASE(keeps_entries_whole_and_for_nobody_else_to_read) {
    HistoryEntry ended = entry_at(1'789'989'900);
    ended.what = "ended";
    ended.role = "admin";
    ended.tenant = ended.name = ended.service = "";
    ended.lasted = std::chrono::seconds(3600);
    history->record(entry_at(1'789'989'000), Time{});
    history->record(ended, Time{});
    const auto entries = make_history_file(file)->list();
    BOOST_REQUIRE(entries.size() == 2U);
    BOOST_TEST((entries[0] == entry_at(1'789'989'000)));
    BOOST_TEST((entries[1] == ended));
    struct stat status {};
    BOOST_REQUIRE(::stat(file.c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 0777) == 0600);
}

BOOST_AUTO_TEST_CASE(drops_what_is_older_than_it_is_told_once_a_day) {
    history->record(entry_at(1'000), Time{});
    history->record(entry_at(200'000), Time{});
    history->record(entry_at(200'001), Time(std::chrono::seconds(50'000)));
    BOOST_TEST(history->list().size() == 3U);  // not yet a day older than that
    history->record(entry_at(300'000), Time(std::chrono::seconds(200'000)));
    const auto entries = history->list();
    BOOST_REQUIRE(entries.size() == 3U);
    BOOST_TEST((entries[0] == entry_at(200'000)));
}

BOOST_AUTO_TEST_CASE(drops_the_oldest_past_five_thousand) {
    std::string lines;
    for (int i = 0; i < 5'000; ++i) lines += kLine;
    put_lines(lines);
    history->record(entry_at(1'789'989'900), Time{});
    const auto entries = history->list();
    BOOST_TEST(entries.size() == 5'000U);
    BOOST_TEST((entries.back() == entry_at(1'789'989'900)));
}

BOOST_AUTO_TEST_CASE(passes_over_lines_that_it_cannot_understand) {
    put_lines("{\n[]\n\n" + kLine +
              R"({"at":1,"what":"opened","portal":"acme","role":"tenant","by":"a b"})"
              "\n" +
              R"({"at":"now","what":"opened"})"
              "\n" +
              kLine.substr(0, 40));
    BOOST_TEST(history->list().size() == 1U);
    history->record(entry_at(1'789'989'900), Time{});
    const std::string text = text_of(file);
    // What a newer version may have written stays, but for the line that somebody was killed in.
    BOOST_TEST(text.ends_with("\"}\n"));
    BOOST_TEST(text.find(R"("by":"a b")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(is_cleared_even_where_it_cannot_be_read) {
    history->record(entry_at(1'789'989'000), Time{});
    BOOST_TEST(history->clear() == 1U);
    BOOST_TEST(!std::filesystem::exists(file));
    put_lines(std::string(9 * 1024 * 1024, 'x'));
    BOOST_CHECK_THROW(history->list(), Error);
    history->clear();
    BOOST_TEST(history->list().empty());
}

BOOST_AUTO_TEST_CASE(writers_at_the_same_time_lose_nothing) {
    std::vector<std::future<void>> writers;
    for (int i = 0; i < 8; ++i) {
        writers.push_back(
            std::async(std::launch::async, [&, i] { make_history_file(file)->record(entry_at(i), Time{}); }));
    }
    for (auto& writer : writers) writer.get();
    BOOST_TEST(history->list().size() == 8U);
}

BOOST_AUTO_TEST_CASE(appends_and_rewrites_nothing) {
    history->record(entry_at(1'000), Time{});
    const std::string first = text_of(file);
    struct stat before {};
    BOOST_REQUIRE(::stat(file.c_str(), &before) == 0);
    history->record(entry_at(2'000), Time{});
    struct stat after {};
    BOOST_REQUIRE(::stat(file.c_str(), &after) == 0);
    BOOST_TEST(after.st_ino == before.st_ino);
    BOOST_TEST(text_of(file).starts_with(first));
}

BOOST_AUTO_TEST_CASE(knows_the_first_line_that_was_changed_taken_out_or_put_in) {
    for (int i = 0; i < 5; ++i) history->record(entry_at(1'000 + i), Time{});
    const std::string whole = text_of(file);
    BOOST_TEST(history->verify().chained == 5U);
    BOOST_TEST(!history->verify().broken.has_value());
    std::vector<std::string> lines;
    std::istringstream stream(whole);
    for (std::string line; std::getline(stream, line);) lines.push_back(line + "\n");
    put(file, lines[0] + lines[1] + lines[3] + lines[4]);
    BOOST_TEST(history->verify().broken.value() == 3U);
    put(file, lines[0] + lines[2] + lines[1] + lines[3]);
    BOOST_TEST(history->verify().broken.value() == 2U);
    put(file, lines[0] + kLine + lines[1]);
    BOOST_TEST(history->verify().broken.value() == 2U);
    std::string changed = whole;
    changed.replace(changed.find("1002"), 4, "1003");
    put(file, changed);
    BOOST_TEST(history->verify().broken.value() == 3U);
    put(file, lines[1] + lines[2]);
    BOOST_TEST(history->verify().broken.value() == 1U);
}

BOOST_AUTO_TEST_CASE(lines_from_before_the_chain_are_counted_and_stay) {
    put_lines(kLine + kLine);
    history->record(entry_at(1'789'989'900), Time{});
    const HistoryCheck check = history->verify();
    BOOST_TEST(check.unchained == 2U);
    BOOST_TEST(check.chained == 1U);
    BOOST_TEST(!check.broken.has_value());
}

BOOST_AUTO_TEST_CASE(what_is_left_after_trimming_can_still_be_checked) {
    for (int i = 0; i < 4; ++i) history->record(entry_at(100'000 * i), Time{});
    history->record(entry_at(400'000), Time(std::chrono::seconds(250'000)));
    BOOST_TEST(history->list().size() == 2U);
    BOOST_TEST(text_of(file).starts_with("{\"continues\":\""));
    BOOST_TEST(history->verify().chained == 2U);
    BOOST_TEST(!history->verify().broken.has_value());
    // Trimmed to nothing, the chain goes on all the same.
    history->record(entry_at(900'000), Time(std::chrono::seconds(800'000)));
    BOOST_TEST(history->list().size() == 1U);
    BOOST_TEST(history->verify().chained == 1U);
    BOOST_TEST(!history->verify().broken.has_value());
}

BOOST_AUTO_TEST_CASE(a_line_that_somebody_was_killed_in_is_taken_out_and_breaks_no_chain) {
    history->record(entry_at(1'000), Time{});
    history->record(entry_at(2'000), Time{});
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 20);
    history->record(entry_at(3'000), Time{});
    BOOST_TEST(history->list().size() == 2U);
    BOOST_TEST(!history->verify().broken.has_value());
}

BOOST_AUTO_TEST_CASE(what_the_host_handed_out_is_its_own_to_write) {
    FakeContext fakes;
    HistoryEntry entry = entry_at(1'789'990'000);
    entry.what = "credentials";
    BOOST_CHECK_THROW(record_history(fakes.context, entry), Error);
    entry.what = "page";
    entry.user = "eve@example.com";
    BOOST_CHECK_THROW(record_history(fakes.context, entry), Error);
    entry = entry_at(1'789'990'000);
    entry.what = "opened";
    entry.user = "bob@example.com";
    entry.caller = "firefox";
    entry.ends = Time(std::chrono::seconds(1'789'993'600));
    history->record(entry, Time{});
    BOOST_TEST((history->list().at(0) == entry));
}

BOOST_AUTO_TEST_CASE(entries_go_after_ninety_days) {
    FakeContext fakes;
    record_history(fakes.context, entry_at(1'789'990'000));
    fakes.clock.set(fakes.clock.now() + std::chrono::days(90));
    BOOST_TEST(list_history(fakes.context).size() == 1U);
    fakes.clock.set(fakes.clock.now() + std::chrono::seconds(1));
    BOOST_TEST(list_history(fakes.context).empty());
    BOOST_CHECK_THROW(record_history(fakes.context, entry_at(1'789'990'000)), Error);
    record_history(fakes.context, entry_at(1'797'766'001));
    BOOST_TEST(fakes.history.kept.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
