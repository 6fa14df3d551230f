#include "system/aws/credential_cache.h"

#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "domain/ascii.h"
#include "domain/portal.h"
#include "system/aws/cache_turn.h"
#include "system/files/files.h"
#include "system/files/ownership.h"
#include "system/process/person_output.h"
#include "system/process/random.h"
#include "system/vault/vault_cipher.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kEntryLimit = 64 * 1024;
constexpr std::size_t kKeyFileLimit = 64;
constexpr std::string_view kLockEnding = ".lock";
constexpr const char* kMarkFile = "sign-in";
/// One line each: what it is for (a file that was put in another's place is none), whose it is, when it was fetched,
/// the end, the region, the keys.
constexpr std::size_t kLines = 9;

std::string seconds_text(Time time) { return std::to_string(time.time_since_epoch().count()); }

std::optional<Time> time_of(std::string_view text) {
    std::int64_t seconds = 0;
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (fault != std::errc() || stop != text.data() + text.size()) return std::nullopt;
    return Time(std::chrono::seconds(seconds));
}

Secret text_of(const CacheEntry& entry, const CachedKeys& keys) {
    const Credentials& credentials = keys.credentials;
    const std::string fetched = seconds_text(keys.fetched_at);
    const std::string end = seconds_text(credentials.expires_at);
    const std::array<std::string_view, kLines> lines{entry.portal_url,
                                                     entry.what,
                                                     keys.sign_in,
                                                     fetched,
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

/// `what`: what they have to be for; where it is empty, it becomes what they are for.
std::optional<CachedKeys> keys_of(std::string_view portal_url, std::string& what, std::string_view text) {
    std::array<std::string_view, kLines> lines;
    for (std::string_view& line : lines) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        line = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    if (what.empty()) what = lines[1];
    if (lines[0] != portal_url || lines[1] != what) return std::nullopt;
    const auto fetched_at = time_of(lines[3]);
    const auto expires_at = time_of(lines[4]);
    if (!fetched_at || !expires_at) return std::nullopt;
    return CachedKeys{{Secret(std::string(lines[6])), Secret(std::string(lines[7])), Secret(std::string(lines[8])),
                       *expires_at, std::string(lines[5])},
                      *fetched_at,
                      std::string(lines[2])};
}

class CredentialCacheFile final : public CredentialCache {
public:
    CredentialCacheFile(fs::path folder, fs::path key_file)
        : folder_(std::move(folder)), key_file_(std::move(key_file)) {}

    std::optional<CachedKeys> read(const CacheEntry& entry) override {
        const std::string mark = sign_in_mark(entry.portal_url);
        std::string what = entry.what;
        return mark.empty() ? std::nullopt : kept_keys(file_of(entry), mark, entry.portal_url, what);
    }

    std::vector<std::pair<CacheEntry, CachedKeys>> list(std::string_view portal_url) override {
        std::vector<std::pair<CacheEntry, CachedKeys>> list;
        const std::string mark = sign_in_mark(portal_url);
        std::error_code failure;
        fs::directory_iterator file(folder_of(portal_url), failure);
        for (; !mark.empty() && !failure && file != fs::directory_iterator(); file.increment(failure)) {
            if (file->path().extension() == kLockEnding || file->path().filename() == kMarkFile) continue;
            std::string what;
            auto keys = kept_keys(file->path(), mark, portal_url, what);
            CacheEntry entry{std::string(portal_url), std::move(what)};
            if (keys && file_of(entry) == file->path()) list.emplace_back(std::move(entry), std::move(*keys));
        }
        return list;
    }

    void write(const CacheEntry& entry, const CachedKeys& keys) override {
        try {
            const Secret text = text_of(entry, keys);
            const FileLock lock(lock_file(entry.portal_url));
            // Within the lock: who signs out meanwhile removes what was written before.
            if (keys.sign_in.empty() || keys.sign_in != sign_in_mark(entry.portal_url)) return;
            write_file_atomically(file_of(entry), seal_vault(key(), text.reveal()), 0600);
        } catch (const Error& error) {
            complain(error);
        }
    }

    std::string sign_in_mark(std::string_view portal_url) override {
        try {
            check_own_folders(portal_url);
            return read_file(folder_of(portal_url) / kMarkFile, kEntryLimit).value_or("");
        } catch (const Error&) {
            return "";
        }
    }

    void begin_sign_in(std::string_view portal_url) override {
        try {
            check_own_folders(portal_url);
            const std::string mark = random_hex<16>();
            const FileLock lock(lock_file(portal_url));
            write_file_atomically(folder_of(portal_url) / kMarkFile, mark, 0600);
        } catch (const Error& error) {
            complain(error);
        }
    }

    void forget(std::string_view portal_url) override {
        const fs::path folder = folder_of(portal_url);
        std::error_code failure;
        if (!fs::exists(folder, failure)) return;
        // The mark first: without it no key is read or written any more, whatever else fails.
        fs::remove(folder / kMarkFile, failure);
        const std::unique_ptr<FileLock> lock = lock_if_there_is_room(portal_url);
        fs::directory_iterator file(folder, failure);
        for (; !failure && file != fs::directory_iterator(); file.increment(failure)) {
            // Somebody may hold a lock: without its file the next one would take the same turn.
            if (file->path().extension() != kLockEnding) fs::remove(file->path(), failure);
            if (failure) break;
        }
        if (!failure) return;
        throw Error(ErrorCode::vault, "cached credentials can't be removed: " + failure.message(),
                    "remove this folder by hand: " + folder.string());
    }

    std::unique_ptr<CacheTurn> take_turn(const CacheEntry& entry, std::stop_token stop) override {
        const fs::path lock_file = file_of(entry).string() + std::string(kLockEnding);
        try {
            check_own_folders(entry.portal_url);
            return make_cache_turn(lock_file, sign_in_mark(entry.portal_url), std::move(stop));
        } catch (const Error& error) {
            if (error.code() != ErrorCode::config) throw;
            return make_cache_turn_for_everybody();
        }
    }

private:
    /// As keys_of(), where the sign-in that holds is theirs.
    std::optional<CachedKeys> kept_keys(const fs::path& file, std::string_view mark, std::string_view portal_url,
                                        std::string& what) const {
        try {
            const std::optional<Secret> sealed = read_private_file(file, kEntryLimit);
            if (!sealed) return std::nullopt;
            const std::optional<Secret> key = read_private_file(key_file_, kKeyFileLimit);
            if (!key) return std::nullopt;
            auto keys = keys_of(portal_url, what, open_vault(*key, sealed->reveal()).reveal());
            return keys && keys->sign_in == mark ? std::move(keys) : std::nullopt;
        } catch (const Error&) {
            return std::nullopt;  // of another key or version: asked for again
        }
    }

    static void complain(const Error& error) {
        say("jit-console: the credentials can't be cached: " + std::string(error.what()));
    }

    fs::path folder_of(std::string_view portal_url) const { return folder_ / portal_host(portal_url); }
    fs::path lock_file(std::string_view portal_url) const {
        return folder_of(portal_url) / ("sign-in" + std::string(kLockEnding));
    }

    /// Who can put a link in their place, or write them, can make others' keys ours.
    void check_own_folders(std::string_view portal_url) const {
        check_own_folder(folder_);
        check_own_folder(folder_of(portal_url));
    }

    /// A full disk may have none for the lock's file.
    std::unique_ptr<FileLock> lock_if_there_is_room(std::string_view portal_url) const {
        try {
            return std::make_unique<FileLock>(lock_file(portal_url));
        } catch (const Error&) {
            return nullptr;
        }
    }

    fs::path file_of(const CacheEntry& entry) const {
        std::string name = entry.what;
        for (char& c : name) {
            if (c == ' ') c = '_';
        }
        return folder_of(entry.portal_url) / name;
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
