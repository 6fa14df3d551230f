#include "system/vault/vault_sealed_file.h"

#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "system/files/files.h"
#include "system/files/left_files.h"
#include "system/vault/vault_entry.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kVaultLimit = 4 * 1024 * 1024;

/// files.h reports `config`; from here it is the vault that fails.
template <typename Action>
auto as_vault_error(const Action& action) {
    try {
        return action();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::config) throw;
        throw Error(ErrorCode::vault, std::string("the token vault can't be used: ") + error.what(), error.hint());
    }
}

/// Whole in memory for the moment of one call; the file's text is one JSON object of portal URL → sign-in.
class VaultSealedFile final : public Vault {
public:
    VaultSealedFile(std::filesystem::path file, VaultSeal seal) : file_(std::move(file)), seal_(std::move(seal)) {}

    std::optional<SignIn> read(std::string_view portal_url) override {
        return as_vault_error([&]() -> std::optional<SignIn> {
            const Json entries = load();
            const auto found = entries.find(portal_url);
            return found == entries.end() ? std::nullopt : sign_in_of_entry(*found);
        });
    }

    void write(std::string_view portal_url, const SignIn& sign_in) override {
        as_vault_error([&] {
            const FileLock lock(lock_file());
            Json entries = load();
            entries[std::string(portal_url)] = entry_of_sign_in(sign_in);
            write_file_atomically(file_, sealed(entries), 0600);
        });
    }

    void erase(std::string_view portal_url) override {
        as_vault_error([&] {
            const std::unique_ptr<FileLock> lock = lock_if_there_is_room();
            // What a killed sign-in left holds a token, too, and would give it back.
            if (lock) remove_files_left_beside(file_);
            Json entries = load();
            if (entries.erase(std::string(portal_url)) > 0) shrink_file(file_, sealed(entries));
        });
    }

    bool discard() override {
        return as_vault_error([&] {
            const std::unique_ptr<FileLock> lock = lock_if_there_is_room();
            std::error_code failure;
            const bool removed = std::filesystem::remove(file_, failure);
            if (failure) throw Error(ErrorCode::config, file_.string() + " can't be removed: " + failure.message());
            return removed;
        });
    }

private:
    std::filesystem::path lock_file() const { return file_.string() + ".lock"; }

    /// A full disk may have none for the lock's file; what is to go goes all the same.
    std::unique_ptr<FileLock> lock_if_there_is_room() const {
        try {
            return std::make_unique<FileLock>(lock_file());
        } catch (const Error& error) {
            if (error.code() != ErrorCode::config) throw;
            return nullptr;
        }
    }

    Json load() const {
        const std::optional<Secret> sealed = read_private_file(file_, kVaultLimit);
        if (!sealed) return Json::object();
        Json entries = Json::parse(opened(sealed->reveal()).reveal(), nullptr, false);
        if (!entries.is_object()) refuse("it holds no sign-ins");
        return entries;
    }

    Secret opened(std::string_view sealed) const {
        try {
            return seal_.open(sealed);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::vault) throw;
            refuse(error.what());
        }
    }

    [[noreturn]] void refuse(const std::string& why) const {
        throw Error(ErrorCode::vault, "the sign-ins stored in " + file_.string() + " can't be read: " + why,
                    "delete them with: jit-console vault --discard; then sign in again");
    }

    std::string sealed(const Json& entries) const {
        const Secret text(entries.dump(-1, ' ', false, Json::error_handler_t::replace));
        return seal_.seal(text.reveal());
    }

    const std::filesystem::path file_;
    const VaultSeal seal_;
};

}  // namespace

std::unique_ptr<Vault> make_vault_sealed_file(std::filesystem::path file, VaultSeal seal) {
    return std::make_unique<VaultSealedFile>(std::move(file), std::move(seal));
}

}  // namespace jit_console
