#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/named_browser.h"
#include "domain/portal.h"
#include "system/vault/vault.h"

namespace jit_console {

/// The configured portals, in the order they were added. May be called by many threads and processes at once.
/// All throw `config` where the file can't be read, parsed or written (it is never overwritten when it can't be read).
class PortalStore {
public:
    virtual ~PortalStore() = default;
    virtual std::vector<Portal> list() = 0;
    /// Gives back what is there when the same portal is there already. Throws `portal_exists` where the name or the URL
    /// is taken.
    virtual Portal add(const Portal& portal) = 0;
    /// Fine where there is none of that name.
    virtual void remove(std::string_view name) = 0;
    /// An absolute path; "" for the system's certificates.
    virtual void set_ca_file(std::string_view name, std::string_view ca_file) = 0;
    virtual void set_handover(std::string_view name, std::string_view handover) = 0;
    /// Its sign-ins are its own from here on: Portal::unconfirmed ends.
    virtual void confirm(std::string_view name) = 0;
    /// Where sign-ins are to be kept; nothing while nobody has said so. A word that is none throws `config`.
    virtual std::optional<VaultKind> vault() = 0;
    virtual void set_vault(VaultKind kind) = 0;
    /// Those of a portal go with it.
    virtual std::vector<BrowserSetting> browsers() = 0;
    /// In place of the one that the same target has.
    virtual void set_browser(const BrowserSetting& setting) = 0;
    /// Whatever its browser is. Fine where there is none.
    virtual void remove_browser(const BrowserSetting& setting) = 0;
};

/// config.json: {"version": 1, "vault": "keyring"|"file"|"memory", "portals": [{"name", "url", "api_url", "ca_file",
/// "handover", "unconfirmed"}], "browsers": [{"portal": URL, "role", "tenant", "browser", "profile"}]}; fields it
/// doesn't know are kept.
std::unique_ptr<PortalStore> make_portal_store_file(std::filesystem::path file);

}  // namespace jit_console
