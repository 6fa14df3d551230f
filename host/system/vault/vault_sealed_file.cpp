#include "system/vault/vault_sealed_file.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "system/files/files.h"
#include "system/vault/vault_entry.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kFileLimit = 4 * 1024 * 1024;

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
            save(entries);
        });
    }

    void erase(std::string_view portal_url) override {
        as_vault_error([&] {
            const FileLock lock(lock_file());
            Json entries = load();
            if (entries.erase(std::string(portal_url)) > 0) save(entries);
        });
    }

private:
    std::filesystem::path lock_file() const { return file_.string() + ".lock"; }

    Json load() const {
        const std::optional<Secret> sealed = read_private_file(file_, kFileLimit);
        if (!sealed) return Json::object();
        const Secret text = seal_.open(sealed->reveal());
        Json entries = Json::parse(text.reveal(), nullptr, false);
        if (!entries.is_object())
            throw Error(ErrorCode::vault, "the token vault holds no sign-ins", "remove " + file_.string());
        return entries;
    }

    void save(const Json& entries) const {
        const Secret text(entries.dump(-1, ' ', false, Json::error_handler_t::replace));
        write_file_atomically(file_, seal_.seal(text.reveal()), 0600);
    }

    const std::filesystem::path file_;
    const VaultSeal seal_;
};

}  // namespace

std::unique_ptr<Vault> make_vault_sealed_file(std::filesystem::path file, VaultSeal seal) {
    return std::make_unique<VaultSealedFile>(std::move(file), std::move(seal));
}

}  // namespace jit_console
