#include "system/portal/tenant_accounts.h"

#include <cstdio>
#include <utility>

#include "base/error.h"
#include "domain/json_answer.h"
#include "domain/partition.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kFileLimit = 4 * 1024 * 1024;
constexpr int kFormatVersion = 1;

class TenantAccountsFile final : public TenantAccounts {
public:
    explicit TenantAccountsFile(std::filesystem::path file) : file_(std::move(file)) {}

    std::optional<std::string> find(std::string_view portal_url, std::string_view tenant_id) override {
        const Json all = load();
        const auto portal = all.find(portal_url);
        if (portal == all.end() || !portal->is_object()) return std::nullopt;
        const auto account = portal->find(tenant_id);
        if (account == portal->end() || !account->is_string()) return std::nullopt;
        auto digits = account->get<std::string>();
        return is_account(digits) ? std::optional(std::move(digits)) : std::nullopt;
    }

    void keep(std::string_view portal_url, std::string_view tenant_id, std::string_view account) override {
        change([&](Json& all) {
            Json& portal = all[std::string(portal_url)];
            if (!portal.is_object()) portal = Json::object();
            portal[std::string(tenant_id)] = account;
        });
    }

    void forget(std::string_view portal_url) override {
        if (load().contains(portal_url)) change([&](Json& all) { all.erase(std::string(portal_url)); });
    }

private:
    /// The portals; empty where there is no such file, or none that this version can use.
    Json load() const {
        try {
            const std::optional<std::string> text = read_file(file_, kFileLimit);
            Json kept = text ? parse_json(*text) : Json();
            if (!kept.is_object() || kept.value("version", Json()) != kFormatVersion) return Json::object();
            Json portals = kept.value("portals", Json::object());
            return portals.is_object() ? portals : Json::object();
        } catch (const Error& error) {
            complain(error);
            return Json::object();
        }
    }

    template <typename Change>
    void change(Change make) const {
        try {
            const FileLock lock(file_.string() + ".lock");
            Json portals = load();
            make(portals);
            write_file_atomically(file_, Json{{"version", kFormatVersion}, {"portals", std::move(portals)}}.dump());
        } catch (const Error& error) {
            complain(error);
        }
    }

    static void complain(const Error& error) { std::fprintf(stderr, "jit-console: %s\n", error.what()); }

    const std::filesystem::path file_;
};

}  // namespace

std::unique_ptr<TenantAccounts> make_tenant_accounts_file(std::filesystem::path file) {
    return std::make_unique<TenantAccountsFile>(std::move(file));
}

}  // namespace jit_console
