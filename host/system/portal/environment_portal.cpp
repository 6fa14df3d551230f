#include "system/portal/environment_portal.h"

#include <map>
#include <mutex>
#include <utility>

#include "base/error.h"
#include "system/aws/cache_turn.h"
#include "system/process/environment.h"

namespace jit_console {
namespace {

constexpr const char* kToken = "JIT_CONSOLE_TOKEN";
constexpr const char* kUrl = "JIT_CONSOLE_PORTAL_URL";

class PortalStoreOfEnvironment final : public PortalStore {
public:
    explicit PortalStoreOfEnvironment(Portal portal) : portal_(std::move(portal)) {}

    std::vector<Portal> list() override { return {portal_}; }
    Portal add(const Portal& portal) override {
        if (portal.url == portal_.url) return portal_;
        refuse();
    }
    void remove(std::string_view) override { refuse(); }
    void set_ca_file(std::string_view, std::string_view) override { refuse(); }
    void set_handover(std::string_view, std::string_view) override {}
    void confirm(std::string_view) override {}
    std::optional<VaultKind> vault() override { return VaultKind::memory; }
    void set_vault(VaultKind) override { refuse(); }
    std::vector<BrowserSetting> browsers() override { return {}; }
    void set_browser(const BrowserSetting&) override { refuse(); }
    void remove_browser(const BrowserSetting&) override { refuse(); }

private:
    [[noreturn]] static void refuse() {
        throw Error(ErrorCode::usage, std::string("nothing is configured while ") + kToken + " is set",
                    std::string("unset ") + kToken + " first");
    }

    const Portal portal_;
};

class PortalFactsMemory final : public PortalFacts {
public:
    std::optional<std::string> find(std::string_view portal_url, std::string_view fact) override {
        const std::lock_guard lock(mutex_);
        const auto found = facts_.find(key(portal_url, fact));
        return found == facts_.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<std::string> names(std::string_view portal_url) override {
        const std::lock_guard lock(mutex_);
        std::vector<std::string> names;
        for (const auto& [known, value] : facts_) {
            if (known.first == portal_url) names.push_back(known.second);
        }
        return names;
    }
    void keep(std::string_view portal_url, std::string_view fact, std::string_view value) override {
        const std::lock_guard lock(mutex_);
        facts_.insert_or_assign(key(portal_url, fact), std::string(value));
    }
    void forget(std::string_view portal_url, std::string_view fact) override {
        const std::lock_guard lock(mutex_);
        facts_.erase(key(portal_url, fact));
    }
    void forget(std::string_view portal_url) override {
        const std::lock_guard lock(mutex_);
        std::erase_if(facts_, [&](const auto& known) { return known.first.first == portal_url; });
    }

private:
    using Key = std::pair<std::string, std::string>;
    static Key key(std::string_view portal_url, std::string_view fact) {
        return {std::string(portal_url), std::string(fact)};
    }

    std::mutex mutex_;
    std::map<Key, std::string> facts_;
};

class CredentialCacheNone final : public CredentialCache {
public:
    std::optional<CachedKeys> read(const CacheEntry&) override { return std::nullopt; }
    std::vector<std::pair<CacheEntry, CachedKeys>> list(std::string_view) override { return {}; }
    void write(const CacheEntry&, const CachedKeys&) override {}
    std::string sign_in_mark(std::string_view) override { return ""; }
    void begin_sign_in(std::string_view) override {}
    void forget(std::string_view) override {}
    std::unique_ptr<CacheTurn> take_turn(const CacheEntry&, std::stop_token) override {
        return make_cache_turn_for_everybody();
    }
};

}  // namespace

std::optional<Portal> portal_of_environment() {
    if (environment_variable(kToken).empty()) return std::nullopt;
    const std::string url = environment_variable(kUrl);
    if (url.empty()) {
        throw Error(ErrorCode::usage, std::string(kToken) + " is set, but not " + kUrl,
                    std::string("set ") + kUrl + " to the address of the portal that the token is for");
    }
    const std::string origin = portal_origin(url);
    return Portal{portal_default_name(origin), origin, origin, "", ""};
}

std::unique_ptr<Vault> make_vault_of_environment(const Portal& portal) {
    Secret token(environment_variable(kToken));
    const auto expires_at = token_expiry(token.reveal());
    auto vault = make_vault_memory();
    vault->write(portal.url, SignIn{std::move(token), Secret(), "", expires_at});
    return vault;
}

std::unique_ptr<PortalStore> make_portal_store_of_environment(Portal portal) {
    return std::make_unique<PortalStoreOfEnvironment>(std::move(portal));
}

std::unique_ptr<PortalFacts> make_portal_facts_memory() { return std::make_unique<PortalFactsMemory>(); }

std::unique_ptr<CredentialCache> make_credential_cache_none() { return std::make_unique<CredentialCacheNone>(); }

}  // namespace jit_console
