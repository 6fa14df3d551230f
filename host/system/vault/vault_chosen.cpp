#include "system/vault/vault.h"

#include <mutex>
#include <utility>

#include "base/error.h"

namespace jit_console {
namespace {

class VaultChosen final : public Vault {
public:
    VaultChosen(std::optional<VaultKind> wanted, MakeVault make, std::function<std::optional<VaultKind>()> configured,
                std::function<void(VaultKind)> settle, CheckVault check)
        : wanted_(wanted),
          make_(std::move(make)),
          configured_(std::move(configured)),
          settle_(std::move(settle)),
          check_(std::move(check)) {}

    std::optional<SignIn> read(std::string_view portal_url) override {
        const auto kind = chosen_kind();
        if (!kind) return std::nullopt;
        check_(*kind);
        return made(*kind).read(portal_url);
    }

    void write(std::string_view portal_url, const SignIn& sign_in) override {
        if (const auto kind = chosen_kind()) {
            check_(*kind);
            return made(*kind).write(portal_url, sign_in);
        }
        for (const VaultKind kind : {VaultKind::keyring, VaultKind::file, VaultKind::memory}) {
            if (settled_in(kind, portal_url, sign_in)) return;
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
    std::optional<VaultKind> chosen_kind() { return wanted_ ? wanted_ : configured_(); }

    Vault* chosen() {
        const auto kind = chosen_kind();
        return kind ? &made(*kind) : nullptr;
    }

    /// False where another may be tried.
    bool settled_in(VaultKind kind, std::string_view portal_url, const SignIn& sign_in) {
        try {
            check_(kind);
            made(kind).write(portal_url, sign_in);
        } catch (const Error& error) {
            const bool no_keyring = kind == VaultKind::keyring && error.code() == ErrorCode::keyring;
            if (error.code() != ErrorCode::policy_forbids && !no_keyring) throw;
            return false;
        }
        settle_(kind);
        return true;
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
    const CheckVault check_;
    std::mutex mutex_;
    std::unique_ptr<Vault> vaults_[3];
};

}  // namespace

std::unique_ptr<Vault> make_vault_chosen(std::optional<VaultKind> wanted, MakeVault make,
                                         std::function<std::optional<VaultKind>()> configured,
                                         std::function<void(VaultKind)> settle, CheckVault check) {
    return std::make_unique<VaultChosen>(wanted, std::move(make), std::move(configured), std::move(settle),
                                         std::move(check));
}

}  // namespace jit_console
