#include "system/vault/vault.h"

#include <map>
#include <mutex>

namespace jit_console {
namespace {

class VaultMemory final : public Vault {
public:
    std::optional<SignIn> read(std::string_view portal_url) override {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find(portal_url);
        return found == kept_.end() ? std::nullopt : std::optional(copy_of(found->second));
    }

    void write(std::string_view portal_url, const SignIn& sign_in) override {
        const std::lock_guard lock(mutex_);
        kept_.insert_or_assign(std::string(portal_url), copy_of(sign_in));
    }

    void erase(std::string_view portal_url) override {
        const std::lock_guard lock(mutex_);
        if (const auto found = kept_.find(portal_url); found != kept_.end()) kept_.erase(found);
    }

    bool writes_to_disk() override { return false; }

private:
    static SignIn copy_of(const SignIn& sign_in) {
        return {sign_in.token.clone(), sign_in.otp.clone(), sign_in.user, sign_in.expires_at};
    }

    std::mutex mutex_;
    std::map<std::string, SignIn, std::less<>> kept_;
};

}  // namespace

std::unique_ptr<Vault> make_vault_memory() { return std::make_unique<VaultMemory>(); }

}  // namespace jit_console
