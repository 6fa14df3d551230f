#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "domain/time.h"

namespace jit_console {

/// What a portal gave at sign-in.
struct SignIn {
    Secret token;
    Secret otp;                      ///< may be empty
    std::string user;                ///< who the portal says it is
    std::optional<Time> expires_at;  ///< of the token, where it tells
    std::string mark = {};           ///< which sign-in it is (CredentialCache::sign_in_mark()); not kept with it
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
    /// Throws away all that is kept in a file, even what can't be read; false where there was none, or no file.
    virtual bool discard() { return false; }
    /// False where what is kept ends with the process: then nothing else that is secret goes to a file either.
    virtual bool writes_to_disk() { return true; }
};

/// Where sign-ins are kept.
enum class VaultKind { keyring, file, memory };
/// "keyring", "file" or "memory".
std::string_view vault_word(VaultKind kind);
std::optional<VaultKind> find_vault_kind(std::string_view word);

/// A file encrypted with AES-256-GCM under the key of `key_file` (made on first write; both mode 0600, in folders of
/// mode 0700). Refuses a key file that others can read or that belongs to another user. An unreadable (tampered,
/// truncated, other key) vault throws `vault` with a hint; it is never overwritten silently.
std::unique_ptr<Vault> make_vault_file(const std::filesystem::path& file, const std::filesystem::path& key_file);

/// What the system keeps for the person who is logged on. Everything throws `keyring` where it can't be had.
/// Linux: the desktop's keyring (Secret Service) through libsecret, which is loaded on first use. One item for each
/// portal, of the schema org.jit_console.SignIn. `keyring` where there is no such library, bus, service or default
/// keyring, where it stays locked, or where it doesn't answer: within 5 s, or 30 s while the desktop asks for its
/// password. macOS: the Keychain, one generic password for each portal, of the service "jit-console". Windows: `file`,
/// which only the user's log-on opens (DPAPI); elsewhere there is no such file.
std::unique_ptr<Vault> make_vault_keyring(const std::filesystem::path& file);

/// Gone with the process.
std::unique_ptr<Vault> make_vault_memory();

/// Makes the vault of a kind.
using MakeVault = std::function<std::unique_ptr<Vault>(VaultKind)>;

/// `check` throws where sign-ins may not be kept in that kind: they are neither read nor written there, but wiped.
using CheckVault = std::function<void(VaultKind)>;

/// The vault that `wanted` says or, where it says nothing, the one that `configured` gives; found out on first use.
/// While there is no answer nothing is kept, and the first write settles it: the keyring if it takes the sign-in, else
/// the file, else memory, as far as each is allowed; `settle` is told which.
std::unique_ptr<Vault> make_vault_chosen(std::optional<VaultKind> wanted, MakeVault make,
                                         std::function<std::optional<VaultKind>()> configured,
                                         std::function<void(VaultKind)> settle, CheckVault check);

}  // namespace jit_console
