#include "system/vault/vault.h"

#include <mutex>
#include <utility>

#include "base/error.h"

namespace jit_console {
namespace {

class VaultChosen final : public Vault {
public:
    VaultChosen(std::optional<VaultKind> wanted, MakeVault make, std::function<std::optional<VaultKind>()> configured,
                std::function<void(VaultKind)> settle)
        : wanted_(wanted), make_(std::move(make)), configured_(std::move(configured)), settle_(std::move(settle)) {}

    std::optional<SignIn> read(std::string_view portal_url) override {
        Vault* vault = chosen();
        return vault == nullptr ? std::nullopt : vault->read(portal_url);
    }

    void write(std::string_view portal_url, const SignIn& sign_in) override {
        if (Vault* vault = chosen()) return vault->write(portal_url, sign_in);
        try {
            made(VaultKind::keyring).write(portal_url, sign_in);
            settle_(VaultKind::keyring);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::keyring) throw;
            made(VaultKind::file).write(portal_url, sign_in);
            settle_(VaultKind::file);
        }
    }

    void erase(std::string_view portal_url) override {
        if (Vault* vault = chosen()) vault->erase(portal_url);
    }

    bool discard() override {
        Vault* vault = chosen();
        return vault != nullptr && vault->discard();
    }

    bool writes_to_disk() override {
        Vault* vault = chosen();
        return vault == nullptr || vault->writes_to_disk();
    }

private:
    /// Asked anew each time: another process may move the sign-ins while this one runs.
    Vault* chosen() {
        const std::optional<VaultKind> kind = wanted_ ? wanted_ : configured_();
        return kind ? &made(*kind) : nullptr;
    }

    Vault& made(VaultKind kind) {
        const std::lock_guard lock(mutex_);
        std::unique_ptr<Vault>& vault = vaults_[static_cast<std::size_t>(kind)];
        if (!vault) vault = make_(kind);
        return *vault;
    }

    const std::optional<VaultKind> wanted_;
    const MakeVault make_;
    const std::function<std::optional<VaultKind>()> configured_;
    const std::function<void(VaultKind)> settle_;
    std::mutex mutex_;
    std::unique_ptr<Vault> vaults_[3];
};

}  // namespace

std::unique_ptr<Vault> make_vault_chosen(std::optional<VaultKind> wanted, MakeVault make,
                                         std::function<std::optional<VaultKind>()> configured,
                                         std::function<void(VaultKind)> settle) {
    return std::make_unique<VaultChosen>(wanted, std::move(make), std::move(configured), std::move(settle));
}

}  // namespace jit_console
