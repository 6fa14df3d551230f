#pragma once

#include "base/secret.h"
#include "domain/time.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace jit_console {

/// What a portal gave at sign-in.
struct SignIn {
    Secret token;
    Secret otp;                      ///< may be empty
    std::string user;                ///< who the portal says it is
    std::optional<Time> expires_at;  ///< of the token, where it tells
};

/// Keeps sign-ins, one for each portal, keyed by the portal's origin (Portal::url), so that a token only ever goes
/// to the portal that gave it. May be called by many threads and processes at once. Throws `vault`.
class Vault {
public:
    virtual ~Vault() = default;
    virtual std::optional<SignIn> read(std::string_view portal_url) = 0;
    virtual void write(std::string_view portal_url, const SignIn& sign_in) = 0;
    /// Fine where there is none.
    virtual void erase(std::string_view portal_url) = 0;
};

/// A file encrypted with AES-256-GCM under the key of `key_file` (made on first write; both mode 0600, in folders of
/// mode 0700). Refuses a key file that others can read or that belongs to another user. An unreadable (tampered,
/// truncated, other key) vault throws `vault` with a hint; it is never overwritten silently.
std::unique_ptr<Vault> make_vault_file(std::filesystem::path file, std::filesystem::path key_file);

}  // namespace jit_console
