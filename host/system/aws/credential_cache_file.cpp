#include "system/aws/credential_cache.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <system_error>
#include <utility>

#include "domain/ascii.h"
#include "domain/portal.h"
#include "system/files/files.h"
#include "system/vault/vault_cipher.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileLimit = 64 * 1024;
constexpr std::size_t kKeyFileLimit = 64;
constexpr std::string_view kLockEnding = ".lock";

/// One line each: what it is for (a file that was put in another's place is none), the end, the region, the keys.
constexpr std::size_t kLines = 7;

Secret text_of(const CacheEntry& entry, const Credentials& credentials) {
    const std::string end = std::to_string(credentials.expires_at.time_since_epoch().count());
    const std::array<std::string_view, kLines> lines{entry.portal_url,
                                                     entry.what,
                                                     end,
                                                     credentials.region,
                                                     credentials.access_key_id.reveal(),
                                                     credentials.secret_access_key.reveal(),
                                                     credentials.session_token.reveal()};
    std::string text;
    std::size_t size = 0;
    for (const std::string_view line : lines) size += line.size() + 1;
    text.reserve(size);
    for (const std::string_view line : lines) text.append(line).append("\n");
    return Secret(std::move(text));
}

std::optional<Credentials> credentials_of(const CacheEntry& entry, std::string_view text) {
    std::array<std::string_view, kLines> lines;
    for (std::string_view& line : lines) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        line = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    if (lines[0] != entry.portal_url || lines[1] != entry.what) return std::nullopt;
    std::int64_t seconds = 0;
    const auto [stop, fault] = std::from_chars(lines[2].data(), lines[2].data() + lines[2].size(), seconds);
    if (fault != std::errc() || stop != lines[2].data() + lines[2].size()) return std::nullopt;
    return Credentials{Secret(std::string(lines[4])), Secret(std::string(lines[5])), Secret(std::string(lines[6])),
                       Time(std::chrono::seconds(seconds)), std::string(lines[3])};
}

/// What the last one who had the turn reported, in the lock's own file: a number that grows with each report, and the
/// error.
struct Report {
    int number = 0;
    std::optional<Error> error;
};

Report read_report(const fs::path& lock_file) {
    const std::string text = read_file(lock_file, kFileLimit).value_or("");
    std::array<std::string, 4> lines;
    std::size_t begin = 0;
    for (std::string& line : lines) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string::npos) return {};
        line = text.substr(begin, end - begin);
        begin = end + 1;
    }
    Report report;
    std::from_chars(lines[0].data(), lines[0].data() + lines[0].size(), report.number);
    if (const auto code = find_error_code(lines[1])) report.error.emplace(*code, lines[2], lines[3]);
    return report;
}

std::string one_line(std::string_view text) {
    std::string line(text.substr(0, 1000));
    for (char& c : line) {
        if (c == '\n') c = ' ';
    }
    return line;
}

class TurnFile final : public CacheTurn {
public:
    TurnFile(const fs::path& lock_file, std::stop_token stop) : lock_file_(lock_file) {
        number_ = read_report(lock_file_).number;
        lock_.emplace(lock_file_, std::move(stop));
        const Report report = read_report(lock_file_);
        if (report.number != number_ && report.error) throw Error(*report.error);
        number_ = report.number;
    }

    void failed(const Error& error) override {
        const std::string text = std::to_string(number_ + 1) + "\n" + std::string(error_word(error.code())) + "\n" +
                                 one_line(error.what()) + "\n" + one_line(error.hint()) + "\n";
        lock_->write(text);
    }

private:
    const fs::path lock_file_;
    std::optional<FileLock> lock_;
    int number_ = 0;
};

/// Where there is no place for a lock everybody asks.
class TurnWithoutLock final : public CacheTurn {
    void failed(const Error&) override {}
};

class CredentialCacheFile final : public CredentialCache {
public:
    CredentialCacheFile(fs::path folder, fs::path key_file)
        : folder_(std::move(folder)), key_file_(std::move(key_file)) {}

    std::optional<Credentials> read(const CacheEntry& entry) override {
        try {
            const std::optional<Secret> sealed = read_private_file(file_of(entry), kFileLimit);
            if (!sealed) return std::nullopt;
            const std::optional<Secret> key = read_private_file(key_file_, kKeyFileLimit);
            if (!key) return std::nullopt;
            return credentials_of(entry, open_vault(*key, sealed->reveal()).reveal());
        } catch (const Error&) {
            return std::nullopt;  // of another key or version: asked for again
        }
    }

    void write(const CacheEntry& entry, const Credentials& credentials) override {
        try {
            const Secret text = text_of(entry, credentials);
            write_file_atomically(file_of(entry), seal_vault(key(), text.reveal()), 0600);
        } catch (const Error& error) {
            std::fprintf(stderr, "jit-console: the credentials can't be cached: %s\n", error.what());
        }
    }

    void forget(std::string_view portal_url) override {
        std::error_code failure;
        fs::directory_iterator file(folder_ / portal_host(portal_url), failure);
        if (failure == std::errc::no_such_file_or_directory) return;
        for (; !failure && file != fs::directory_iterator(); file.increment(failure)) {
            // Somebody may hold a lock: without its file the next one would take the same turn.
            if (file->path().extension() != kLockEnding) fs::remove(file->path(), failure);
            if (failure) break;
        }
        if (!failure) return;
        throw Error(ErrorCode::vault, "cached credentials can't be removed: " + failure.message(),
                    "remove this folder by hand: " + (folder_ / portal_host(portal_url)).string());
    }

    std::unique_ptr<CacheTurn> take_turn(const CacheEntry& entry, std::stop_token stop) override {
        try {
            return std::make_unique<TurnFile>(file_of(entry).string() + std::string(kLockEnding), std::move(stop));
        } catch (const Error& error) {
            if (error.code() != ErrorCode::config) throw;
            return std::make_unique<TurnWithoutLock>();
        }
    }

private:
    fs::path file_of(const CacheEntry& entry) const {
        std::string name = entry.what;
        for (char& c : name) {
            if (c == ' ') c = '_';
        }
        return folder_ / portal_host(entry.portal_url) / name;
    }

    Secret key() const {
        // Two who make a key at once must end with the same.
        const FileLock lock(key_file_.string() + std::string(kLockEnding));
        std::optional<Secret> key = read_private_file(key_file_, kKeyFileLimit);
        if (!key) {
            key = make_vault_key();
            write_file_atomically(key_file_, key->reveal(), 0600);
        }
        return std::move(*key);
    }

    const fs::path folder_;
    const fs::path key_file_;
};

}  // namespace

std::unique_ptr<CredentialCache> make_credential_cache_file(fs::path folder, fs::path key_file) {
    return std::make_unique<CredentialCacheFile>(std::move(folder), std::move(key_file));
}

}  // namespace jit_console
