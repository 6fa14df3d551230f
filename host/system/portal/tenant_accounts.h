#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace jit_console {

/// Which AWS account each tenant is in: no secret, and it never changes, so it is asked once. Only a saving: what can't
/// be read or written is asked again. May be called by many threads and processes at once; throws nothing of its own.
class TenantAccounts {
public:
    virtual ~TenantAccounts() = default;
    virtual std::optional<std::string> find(std::string_view portal_url, std::string_view tenant_id) = 0;
    virtual void keep(std::string_view portal_url, std::string_view tenant_id, std::string_view account) = 0;
    /// Those of one portal.
    virtual void forget(std::string_view portal_url) = 0;
};

/// {"version": 1, "portals": {URL: {GUID: twelve digits}}}.
std::unique_ptr<TenantAccounts> make_tenant_accounts_file(std::filesystem::path file);

}  // namespace jit_console
