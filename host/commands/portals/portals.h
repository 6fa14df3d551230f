#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "commands/portals/portal_state.h"
#include "domain/portal_answers.h"

namespace jit_console {

/// The portals that may be used, the policy's own first, then in the order they were added. Asks no portal. Throws
/// `policy_forbids` where there is a policy that can't be used.
std::vector<PortalState> list_portals(Context& context);

struct PortalOffer {
    PortalState state;
    User user;
    Features features;
};

/// Who is signed in and what the portal offers: two portal requests, side by side.
/// Throws `sign_in_needed` and what PortalClient throws.
PortalOffer get_portal(Context& context, std::string_view portal, std::stop_token stop);

/// Asks whether a DuploCloud portal answers at the address that `url` (as typed) means, and gives its origin. One
/// request, without a token. Throws `portal_url`, `portal_unreachable`, `portal_tls`, `portal_timeout`, and
/// `portal_answer` where something else answers.
std::string check_portal(Context& context, std::string_view url, std::stop_token stop);

struct AddPortal {
    std::string url;                  ///< as typed; see portal_origin()
    std::string name;                 ///< "": the host's first label
    std::string api_url;              ///< "": the same as `url`
    std::string ca_file;              ///< "": the system's store
    bool insecure_localhost = false;  ///< `url` and `api_url` are taken by localhost_origin()
    bool by_extension = false;        ///< a person has to confirm whose it is at the first sign-in
    bool ask_first = false;           ///< a new one is added only if its API answers as check_portal() asks it
};

/// Adds a portal. One that is there already is given back unasked, from a terminal with the CA file asked
/// for; another name or API throws `portal_exists`. Throws `portal_url`, `portal_exists`, `ca_file`, `config`,
/// `policy_forbids`, and with `ask_first` what check_portal() throws.
PortalState add_portal(Context& context, const AddPortal& params);

/// Forgets a portal and wipes its token; what it was is given back. Throws `no_portal`, `unknown_portal`, `config`,
/// `vault`, `policy_forbids`.
PortalState remove_portal(Context& context, std::string_view portal);

}  // namespace jit_console
