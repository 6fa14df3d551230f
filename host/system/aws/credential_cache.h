#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "domain/credentials.h"

namespace jit_console {

/// Whose keys: of one portal, for one tenant or role.
struct CacheEntry {
    std::string portal_url;
    std::string what;  ///< e.g. "tenant GUID"; letters, digits, dashes and spaces
};

/// Keys as they are kept.
struct CachedKeys {
    Credentials credentials;
    Time fetched_at;      ///< by this machine's clock then
    std::string sign_in;  ///< whose they are: sign_in_mark() from before the token was read that got them
};

/// The right to ask the portal for an entry's keys; others wait as long as it lives.
class CacheTurn {
public:
    virtual ~CacheTurn() = default;
    /// Those who waited meanwhile get the same error instead of asking as well.
    virtual void failed(const Error& error) = 0;
};

/// Keys for AWS, kept encrypted between processes. Only a saving: what can't be read is not there, and what can't be
/// written is told on standard error. May be called by many threads and processes at once.
class CredentialCache {
public:
    virtual ~CredentialCache() = default;
    /// Those of the sign-in that holds now; ended ones too.
    virtual std::optional<CachedKeys> read(const CacheEntry& entry) = 0;
    /// All of a portal's that read() gives, in no order.
    virtual std::vector<std::pair<CacheEntry, CachedKeys>> list(std::string_view portal_url) = 0;
    /// Does nothing where their sign-in no longer holds.
    virtual void write(const CacheEntry& entry, const CachedKeys& keys) = 0;
    /// Which sign-in holds at a portal; "" where there is none.
    virtual std::string sign_in_mark(std::string_view portal_url) = 0;
    /// A sign-in was kept: no keys of before are read or written from here on.
    virtual void begin_sign_in(std::string_view portal_url) = 0;
    /// No sign-in holds any more, and all keys of the portal's are removed. Works where the disk is full. Throws
    /// `vault` where some can't be removed; they aren't read any more.
    virtual void forget(std::string_view portal_url) = 0;
    /// Waits until nobody else has the entry's turn, but not for one who has stopped (Ctrl-Z), and four minutes at
    /// most. Throws the error that the one before reported while this one waited, or in the second before in another
    /// process; `cancelled` on `stop`.
    virtual std::unique_ptr<CacheTurn> take_turn(const CacheEntry& entry, std::stop_token stop) = 0;
};

/// A file for each entry, below `folder` and its portal's host, under AES-256-GCM with the key of `key_file` (made on
/// the first write); all mode 0600 in folders of mode 0700.
std::unique_ptr<CredentialCache> make_credential_cache_file(std::filesystem::path folder,
                                                            std::filesystem::path key_file);

}  // namespace jit_console
