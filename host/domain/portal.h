#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.h"

namespace jit_console {

/// A portal as the user configured it. Holds no secret.
struct Portal {
    std::string name;  ///< short and unique: [a-z0-9][a-z0-9._-]{0,63}
    std::string
        url;  ///< origin of the pages, "https://HOST[:PORT]", lower case, no trailing slash; see localhost_origin()
    std::string api_url;       ///< origin of the API, same form; mostly equal to `url`
    std::string ca_file;       ///< PEM file that is trusted instead of the system's store; may be empty
    std::string handover;      ///< how it last handed its token over (see GrantWay); may be empty
    bool unconfirmed = false;  ///< the extension added it, and nobody has signed in yet: whose it is, is asked first

    bool operator==(const Portal&) const = default;
};

/// The origin "https://HOST[:PORT]" of whatever a person types or pastes for a portal: a host name, an address
/// with or without path, query, trailing slash or capitals. Default port 443 is dropped. Throws `portal_url` for
/// another scheme (http:// included), user-info, an empty or malformed host, or a bad port.
std::string portal_origin(std::string_view text);

/// The origin "http://localhost[:PORT]" of a portal that runs on this very machine, for its developers; nothing else
/// goes without TLS. Throws `portal_url` for any other address.
std::string localhost_origin(std::string_view text);

/// "HOST[:PORT]" of an origin made by one of these.
std::string_view portal_host(std::string_view origin);

/// The name a portal gets by default: the first label of its host, e.g. "acme" of acme.duplocloud.net; where that
/// says nothing ("portal", "duplo", "www") the second one; digits-only hosts (IP addresses) in whole, dots as dashes.
std::string portal_default_name(std::string_view origin);

/// The name that a new portal gets where none is given: its default one, else its host, as portal_host_name() has it.
std::string new_portal_name(std::string_view origin, const std::vector<Portal>& portals);
/// The host of an origin as a name: "acme.example-8443".
std::string portal_host_name(std::string_view origin);

/// What a person does who isn't signed in there.
std::string sign_in_hint(const Portal& portal);

/// Whether `name` has the form of Portal::name.
bool is_portal_name(std::string_view name);
/// Throws `portal_url` unless it has.
void check_portal_name(std::string_view name);

/// The portal that `text` (a name, host name with or without its port, or URL; empty: the only one) means.
/// Throws `no_portal`, `unknown_portal` or `portal_ambiguous`; the hint names the configured ones.
const Portal& find_portal(const std::vector<Portal>& portals, std::string_view text);

/// The portal's page «Local Access Requested», asking it to hand its token to `port` on loopback by redirect where
/// it can (reference: loopback grant).
std::string grant_page_url(const Portal& portal, std::uint16_t port, bool admin);

/// Where the listener sends the browser when the token has been taken: the portal's own page saying so.
std::string grant_success_url(const Portal& portal, std::uint16_t port, bool admin);

/// The portal's page of one tenant (the tenant's GUID in its path), used as federation's Issuer.
std::string portal_tenant_url(const Portal& portal, std::string_view tenant_id);

/// The `exp` of a JWT; nothing where the token is no JWT or says nothing usable. Never throws, verifies nothing.
std::optional<Time> token_expiry(std::string_view token);

}  // namespace jit_console
