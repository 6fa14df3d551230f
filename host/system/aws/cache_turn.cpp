#include "system/aws/cache_turn.h"

#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "system/files/files.h"
#include "system/process/process_state.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr std::size_t kOutcomeLimit = 64 * 1024;
/// A person may be signing in meanwhile, which takes three minutes at most.
constexpr std::chrono::minutes kLongestTurnWait{4};
constexpr milliseconds kLookAgain{250};
/// Of many who ask at once some begin after the first has failed already.
constexpr milliseconds kAtOnce{1000};

/// What stands in the lock's own file, a line each: a number that grows with each report, the error, whose sign-in it
/// came to, and when; and who has the turn.
struct Notes {
    long long number = 0;
    std::optional<Error> error;
    std::string sign_in;
    long long reported_at = 0;  // milliseconds of the system's clock
    long long holder = 0;       // process
};

long long now_in_milliseconds() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<milliseconds>(now).count();
}

long long number_of(std::string_view text) {
    long long number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Notes read_notes(const fs::path& lock_file) {
    const std::string text = read_file(lock_file, kOutcomeLimit).value_or("");
    std::array<std::string, 7> lines;
    std::size_t begin = 0;
    for (std::string& line : lines) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string::npos) return {};
        line = text.substr(begin, end - begin);
        begin = end + 1;
    }
    Notes notes{number_of(lines[0]), std::nullopt, lines[4], number_of(lines[5]), number_of(lines[6])};
    if (const auto code = find_error_code(lines[1])) notes.error.emplace(*code, lines[2], lines[3]);
    return notes;
}

std::string one_line(std::string_view text) {
    std::string line(text.substr(0, 1000));
    for (char& c : line) {
        if (c == '\n') c = ' ';
    }
    return line;
}

std::string text_of(const Notes& notes) {
    std::string text = std::to_string(notes.number) + "\n";
    text += (notes.error ? std::string(error_word(notes.error->code())) : "") + "\n";
    text += (notes.error ? one_line(notes.error->what()) : "") + "\n";
    text += (notes.error ? one_line(notes.error->hint()) : "") + "\n";
    return text + notes.sign_in + "\n" + std::to_string(notes.reported_at) + "\n" + std::to_string(notes.holder) + "\n";
}

class TurnFile final : public CacheTurn {
public:
    TurnFile(fs::path lock_file, std::string sign_in, const std::stop_token& stop) : lock_file_(std::move(lock_file)) {
        const Notes before = read_notes(lock_file_);
        wait(stop);
        notes_ = read_notes(lock_file_);
        if (notes_.error && notes_.sign_in == sign_in && (notes_.number != before.number || is_at_once()))
            throw Error(*notes_.error);
        notes_.error.reset();  // whoever still waits since before it gets what this turn comes to
        notes_.sign_in = std::move(sign_in);
        notes_.holder = own_process_id();
        if (lock_) lock_->write(text_of(notes_));
    }

    void failed(const Error& error) override {
        ++notes_.number;
        notes_.error.emplace(error);
        notes_.reported_at = now_in_milliseconds();
        if (lock_) lock_->write(text_of(notes_));
    }

private:
    /// Within one process, a request that comes after a failure is somebody who tries again.
    bool is_at_once() const {
        if (notes_.holder == own_process_id()) return false;
        const long long age = now_in_milliseconds() - notes_.reported_at;
        return age >= 0 && age < kAtOnce.count();
    }

    /// Whoever holds the turn and doesn't go on isn't waited for: then two may ask the portal.
    void wait(const std::stop_token& stop) {
        const auto end = std::chrono::steady_clock::now() + kLongestTurnWait;
        while (std::chrono::steady_clock::now() < end) {
            lock_ = FileLock::within(lock_file_, kLookAgain, stop);
            if (lock_ || is_stopped(read_notes(lock_file_).holder)) return;
        }
    }

    const fs::path lock_file_;
    std::unique_ptr<FileLock> lock_;
    Notes notes_;
};

class TurnForEverybody final : public CacheTurn {
    void failed(const Error&) override {}
};

}  // namespace

std::unique_ptr<CacheTurn> make_cache_turn(fs::path lock_file, std::string sign_in, std::stop_token stop) {
    return std::make_unique<TurnFile>(std::move(lock_file), std::move(sign_in), stop);
}

std::unique_ptr<CacheTurn> make_cache_turn_for_everybody() { return std::make_unique<TurnForEverybody>(); }

}  // namespace jit_console
