#include "commands/portals/tenants.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <utility>

#include "domain/ascii.h"
#include "domain/closest_word.h"

namespace jit_console {
namespace {

/// How long a tenant's GUID is taken from memory: a name can come to mean another tenant. One that was typed in other
/// capitals may come to be another tenant's very name.
constexpr std::chrono::hours kNameLife{24};
constexpr std::chrono::hours kOtherCapitalsLife{1};

constexpr std::string_view kIdFact = "tenant ";
std::string id_fact(std::string_view name) { return std::string(kIdFact) + std::string(name); }
std::string folded_fact(std::string_view name) { return "folded " + to_lower(name); }
std::string name_fact(std::string_view id) { return "name " + std::string(id); }
constexpr std::string_view kAccountFact = "account ";
std::string account_fact(std::string_view id) { return std::string(kAccountFact) + std::string(id); }

/// "GUID SECONDS": a tenant's GUID, and when the portal told it.
std::string dated(const std::string& id, Time now) { return id + " " + std::to_string(now.time_since_epoch().count()); }

std::optional<std::string> remembered_id(Context& context, const Portal& portal, const std::string& fact,
                                         std::chrono::seconds life) {
    const std::string value = context.facts.find(portal.url, fact).value_or("");
    const std::size_t space = value.find(' ');
    if (space == std::string::npos || !is_guid(value.substr(0, space))) return std::nullopt;
    std::int64_t seconds = 0;
    std::from_chars(value.data() + space + 1, value.data() + value.size(), seconds);
    const auto age = context.clock.now() - Time(std::chrono::seconds(seconds));
    if (age < std::chrono::seconds(0) || age > life) return std::nullopt;
    return value.substr(0, space);
}

/// Between names in kTenantNamesFact, and at its end where there are more of them: no readable name has it.
constexpr char kNameSeparator = '\x1f';

/// What doesn't fit isn't noted: each command reads the facts.
void remember_names(Context& context, const Portal& portal, const std::vector<Tenant>& tenants) {
    constexpr std::size_t kMostBytes = 256UL * 1024;
    std::string names;
    for (const Tenant& tenant : tenants) {
        if (!names.empty()) names += kNameSeparator;
        if (names.size() + tenant.name.size() >= kMostBytes) break;
        names += tenant.name;
    }
    context.facts.keep(portal.url, kTenantNamesFact, names);
}

std::vector<Tenant> all_tenants(Context& context, const PortalAccess& access, std::stop_token stop) {
    auto tenants = PortalClient(context.http).tenants(access, std::move(stop));
    remember_names(context, access.portal, tenants);
    return tenants;
}

void remember(Context& context, const Portal& portal, const std::vector<Tenant>& tenants, const Tenant& tenant) {
    const std::string id = dated(tenant.id, context.clock.now());
    context.facts.keep(portal.url, id_fact(tenant.name), id);
    context.facts.keep(portal.url, name_fact(tenant.id), tenant.name);
    const auto alike = [&](const Tenant& other) { return equal_in_any_case(other.name, tenant.name); };
    if (std::ranges::count_if(tenants, alike) == 1) {
        context.facts.keep(portal.url, folded_fact(tenant.name), id);
    } else {
        context.facts.forget(portal.url, folded_fact(tenant.name));
    }
}

}  // namespace

TenantList list_tenants(Context& context, std::string_view portal, std::stop_token stop) {
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    auto tenants = all_tenants(context, signed_in.access(), std::move(stop));
    return {portal_state(context, signed_in), std::move(tenants)};
}

ResourceList list_resources(Context& context, std::string_view portal, const TenantReference& tenant,
                            std::stop_token stop) {
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    const PortalAccess access = signed_in.access();
    return with_tenant(context, access, tenant, stop, [&](const Tenant& found) -> ResourceList {
        GoodToKnow<std::vector<TenantLink>> links(context.http, stop,
                                                  [&](PortalClient& client, std::stop_token stop_too) {
                                                      return client.tenant_links(access, found.id, std::move(stop_too));
                                                  });
        auto resources = PortalClient(context.http).cloud_resources(access, found.id, stop);
        return {found, std::move(resources), links.get().value_or(std::vector<TenantLink>())};
    });
}

std::optional<Tenant> known_tenant(Context& context, const Portal& portal, const TenantReference& wanted) {
    const auto name_of = [&](std::string_view id) { return context.facts.find(portal.url, name_fact(id)); };
    if (wanted.is_id()) return Tenant{wanted.text(), name_of(wanted.text()).value_or(""), std::nullopt};
    auto id = remembered_id(context, portal, id_fact(wanted.text()), kNameLife);
    if (!id) id = remembered_id(context, portal, folded_fact(wanted.text()), kOtherCapitalsLife);
    if (!id) return std::nullopt;
    std::string name = name_of(*id).value_or(wanted.text());
    return Tenant{std::move(*id), std::move(name), std::nullopt};
}

void refuse_unknown_tenant(const Portal& portal, const std::vector<Tenant>& tenants, const TenantReference& wanted) {
    std::vector<std::string> names;
    for (const Tenant& tenant : tenants) names.push_back(tenant.name);
    const std::string meant = wanted.is_id() ? "" : closest_word(wanted.text(), names);
    throw Error(
        ErrorCode::unknown_tenant, "no tenant " + wanted.text().substr(0, 80) + " on " + portal.name,
        (meant.empty() ? "" : "did you mean " + meant + "? ") + "list them with: jit-console tenants " + portal.name);
}

Tenant listed_tenant(Context& context, const PortalAccess& access, const TenantReference& wanted,
                     std::stop_token stop) {
    const auto tenants = all_tenants(context, access, std::move(stop));
    if (const Tenant* tenant = find_tenant(tenants, wanted)) {
        remember(context, access.portal, tenants, *tenant);
        return *tenant;
    }
    context.facts.forget(access.portal.url, id_fact(wanted.text()));
    context.facts.forget(access.portal.url, folded_fact(wanted.text()));
    refuse_unknown_tenant(access.portal, tenants, wanted);
}

Tenant named_tenant(Context& context, const PortalAccess& access, const TenantReference& wanted, std::stop_token stop) {
    if (auto known = known_tenant(context, access.portal, wanted)) return *std::move(known);
    return listed_tenant(context, access, wanted, std::move(stop));
}

std::vector<std::string> known_tenant_names(Context& context, const Portal& portal) {
    std::vector<std::string> names;
    const auto add = [&](std::string_view name) {
        if (!name.empty() && std::ranges::find(names, name) == names.end()) names.emplace_back(name);
    };
    const std::string listed = context.facts.find(portal.url, kTenantNamesFact).value_or("");
    for (std::size_t start = 0; start < listed.size();) {
        const std::size_t end = std::min(listed.find(kNameSeparator, start), listed.size());
        names.push_back(listed.substr(start, end - start));
        start = end + 1;
    }
    for (const std::string& fact : context.facts.names(portal.url)) {
        if (fact.starts_with(kIdFact)) add(std::string_view(fact).substr(kIdFact.size()));
    }
    return names;
}

bool knows_all_tenant_names(Context& context, const Portal& portal) {
    const auto listed = context.facts.find(portal.url, kTenantNamesFact);
    return listed && !listed->ends_with(kNameSeparator);
}

bool may_be_stale(const Error& error) {
    return error.code() == ErrorCode::portal_forbidden || error.code() == ErrorCode::portal_not_found;
}

std::optional<std::string> known_account(Context& context, const Portal& portal, std::string_view tenant_id) {
    auto account = context.facts.find(portal.url, account_fact(tenant_id));
    return account && is_account(*account) ? account : std::nullopt;
}

void keep_account(Context& context, const Portal& portal, std::string_view tenant_id, std::string_view account) {
    context.facts.keep(portal.url, account_fact(tenant_id), account);
}

std::vector<std::string> known_tenants_of_account(Context& context, const Portal& portal, std::string_view account) {
    std::vector<std::string> ids;
    for (const std::string& fact : context.facts.names(portal.url)) {
        if (!fact.starts_with(kAccountFact)) continue;
        std::string id = fact.substr(kAccountFact.size());
        if (is_guid(id) && known_account(context, portal, id) == account) ids.push_back(std::move(id));
    }
    return ids;
}

AccountCheck::AccountCheck(Context& context, const PortalAccess& access, std::string tenant_id, std::string wanted,
                           const std::stop_token& stop)
    : context_(context), access_(access), tenant_id_(std::move(tenant_id)), wanted_(std::move(wanted)) {
    if (const auto known = known_account(context, access.portal, tenant_id_)) {
        compare(*known);
    } else {
        asked_.emplace(context.http, stop, [this](PortalClient& client, std::stop_token stop_too) {
            return client.tenant_account(access_, tenant_id_, std::move(stop_too));
        });
    }
}

void AccountCheck::finish() {
    if (!asked_) return;
    const std::optional<std::string> own = asked_->get().value_or(std::nullopt);
    if (!own) return;
    keep_account(context_, access_.portal, tenant_id_, *own);
    compare(*own);
}

void AccountCheck::compare(const std::string& own) const {
    if (own == wanted_) return;
    throw Error(ErrorCode::other_account, "the page is in AWS account " + wanted_ + ", but the tenant is in " + own,
                "choose a tenant in account " + wanted_);
}

}  // namespace jit_console
