#include "commands/portals/portals.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "base/path_text.h"
#include "commands/portals/good_to_know.h"
#include "commands/portals/sign_in.h"
#include "system/files/files.h"
#include "system/portal/portal_client.h"

namespace jit_console {
namespace {

/// The absolute path of a file that holds a PEM certificate.
std::string checked_ca_file(const std::string& file) {
    if (file.empty()) return {};
    const std::string hint = "use a readable file of PEM certificates";
    std::optional<std::string> text;
    try {
        text = read_file(path_of(file));
    } catch (const Error& error) {
        throw Error(ErrorCode::ca_file, error.what(), hint);
    }
    if (!text) throw Error(ErrorCode::ca_file, "no such file: " + file, hint);
    if (text->find("-----BEGIN CERTIFICATE-----") == std::string::npos) {
        throw Error(ErrorCode::ca_file, "no certificate in " + file, hint);
    }
    return std::filesystem::absolute(path_of(file)).lexically_normal().string();
}

/// Nothing was heard, so that nothing is known of what is there.
bool is_way_error(ErrorCode code) {
    using enum ErrorCode;
    return code == portal_unreachable || code == portal_tls || code == portal_timeout || code == ca_file ||
           code == cancelled;
}

/// Asks it what every portal answers to those who aren't signed in.
void check_answers(Context& context, const Portal& portal, std::stop_token stop) {
    const Secret none;
    try {
        PortalClient(context.http).user({portal, none, none}, std::move(stop));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::sign_in_needed) return;
        if (is_way_error(error.code())) throw;
        throw Error(ErrorCode::portal_answer, "no DuploCloud portal answers there: " + std::string(error.what()),
                    "open the portal in your browser and copy its address");
    }
}

bool asks_for_the_same(const AddPortal& params, const Portal& wanted, const Portal& existing) {
    return (params.name.empty() || wanted.name == existing.name) &&
           (params.api_url.empty() || wanted.api_url == existing.api_url);
}

/// Not the administrator's. What can't be read forbids nothing here: one that nobody could use may go.
void check_is_own(Context& context, const Portal& portal, const std::string& what) {
    const Policy policy = policy_or_none(context);
    if (listed_portal(policy, portal.url) != nullptr) forbid(policy, what, "\"portals\"");
}

/// What a person at a terminal says of a portal that is there. Certificates change; the sign-in stays.
Portal brought_up_to_date(Context& context, const AddPortal& params, const Portal& wanted, Portal existing) {
    if (params.by_extension) return existing;
    const std::string name = kept_name(context, existing);
    if (existing.unconfirmed) context.portals.confirm(name);
    if (wanted.ca_file.empty() || wanted.ca_file == existing.ca_file) return existing;
    check_is_own(context, existing, "changing a portal that it sets");
    context.portals.set_ca_file(name, wanted.ca_file);
    existing.ca_file = wanted.ca_file;
    return existing;
}

void check_listed(Context& context, const std::string& origin) {
    const Policy policy = context.policy.read();
    if (policy.only_listed_portals && listed_portal(policy, origin) == nullptr)
        forbid(policy, "portals that it doesn't list", "\"onlyListedPortals\"");
}

}  // namespace

std::vector<PortalState> list_portals(Context& context) {
    std::vector<PortalState> states;
    for (const Portal& portal : usable_portals(context)) states.push_back(portal_state(context, portal));
    return states;
}

PortalOffer get_portal(Context& context, std::string_view portal, std::stop_token stop) {
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    // They are hints.
    GoodToKnow<Features> features(context.http, stop, [&](PortalClient& client, std::stop_token stop_too) {
        return client.features(signed_in.access(), std::move(stop_too));
    });
    User user = PortalClient(context.http).user(signed_in.access(), stop);
    if (user.name.empty()) user.name = signed_in.sign_in.user;
    PortalOffer offer{portal_state(context, signed_in), std::move(user), features.get().value_or(Features{})};
    if (hides(context.policy.read(), Feature::administrator)) {
        offer.features.admin_jit = false;
        offer.features.duplo_ops = false;
    }
    return offer;
}

std::string check_portal(Context& context, std::string_view url, std::stop_token stop) {
    std::string origin = portal_origin(url);
    check_listed(context, origin);
    check_answers(context, {portal_default_name(origin), origin, origin, "", ""}, std::move(stop));
    return origin;
}

PortalState add_portal(Context& context, const AddPortal& params) {
    const auto origin_of = params.insecure_localhost ? localhost_origin : portal_origin;
    const std::string origin = origin_of(params.url);
    Portal wanted{params.name,
                  origin,
                  params.api_url.empty() ? origin : origin_of(params.api_url),
                  checked_ca_file(params.ca_file),
                  "",
                  params.by_extension};
    if (!wanted.name.empty()) check_portal_name(wanted.name);

    check_listed(context, origin);
    const auto portals = usable_portals(context);
    for (const Portal& existing : portals) {
        if (existing.url != wanted.url) continue;
        if (asks_for_the_same(params, wanted, existing)) {
            return portal_state(context, brought_up_to_date(context, params, wanted, existing));
        }
        throw Error(ErrorCode::portal_exists, wanted.url + " already exists as " + existing.name,
                    "remove " + existing.name + " first to change it");
    }
    if (wanted.name.empty()) wanted.name = new_portal_name(origin, portals);
    if (params.ask_first) check_answers(context, wanted, {});
    return portal_state(context, context.portals.add(wanted));
}

PortalState remove_portal(Context& context, std::string_view portal) {
    if (portal.empty()) throw Error(ErrorCode::bad_request, "no portal was named", "name the portal to remove");
    const Portal found = find_portal(all_portals(context), portal);
    check_is_own(context, found, "removing a portal that it sets");
    // The token first: if that fails the portal is still there to try again with.
    end_sign_in(context, found);
    context.facts.forget(found.url);
    context.portals.remove(kept_name(context, found));
    return PortalState{found, false, std::nullopt, std::nullopt};
}

}  // namespace jit_console
