#include "messaging/methods.h"

#include <array>

#include "commands/console/open_console.h"
#include "commands/console/resolve_page.h"
#include "commands/doctor/doctor.h"
#include "commands/doctor/sightings.h"
#include "commands/history/history.h"
#include "commands/portals/favourites.h"
#include "commands/portals/portals.h"
#include "commands/portals/sign_in.h"
#include "commands/portals/tenants.h"
#include "messaging/aws_methods.h"
#include "messaging/aws_wire.h"
#include "messaging/doctor_wire.h"
#include "messaging/kubernetes_methods.h"
#include "messaging/terminal_methods.h"

namespace jit_console {
namespace {

using std::chrono::seconds;

Json run_list_portals(const Call& call) {
    Json portals = Json::array();
    for (const PortalState& state : list_portals(call.context)) portals.push_back(to_json(state));
    return {{"portals", std::move(portals)}};
}

/// Whoever chooses the API address gets the portal's tokens; the extension may have been taken over.
void refuse_api_url(const Json& params) {
    const std::string api_url = optional_text(params, "api_url");
    if (api_url.empty()) return;
    std::string command = "jit-console portal add " + portal_origin(required_text(params, "url"));
    if (const std::string name = optional_text(params, "name"); !name.empty()) {
        check_portal_name(name);
        command += " --name " + name;
    }
    throw Error(ErrorCode::terminal_only, "a portal's API address can only be set in a terminal",
                "run: " + command + " --api-url " + portal_origin(api_url));
}

Json run_add_portal(const Call& call) {
    refuse_api_url(call.params);
    AddPortal params{required_text(call.params, "url"), optional_text(call.params, "name"), "", ""};
    params.by_extension = true;
    return {{"portal", to_json(add_portal(call.context, params))}};
}

Json run_check_portal(const Call& call) {
    return {{"url", check_portal(call.context, required_text(call.params, "url"), call.stop)}};
}

Json run_remove_portal(const Call& call) {
    return {{"removed", to_json(remove_portal(call.context, required_text(call.params, "portal")))}};
}

Json run_get_portal(const Call& call) {
    return to_json(get_portal(call.context, optional_text(call.params, "portal"), call.stop));
}

Json run_list_tenants(const Call& call) {
    return to_json(list_tenants(call.context, optional_text(call.params, "portal"), call.stop));
}

Json run_list_resources(const Call& call) {
    return to_json(list_resources(call.context, optional_text(call.params, "portal"),
                                  TenantReference(required_text(call.params, "tenant")), call.stop));
}

Json run_resolve_page(const Call& call) {
    const std::string tenant = optional_text(call.params, "tenant");
    ResolvePage params{parse_console_place(optional_text(call.params, "to")),
                       region_named(optional_text(call.params, "region")),
                       session_partition_named(optional_text(call.params, "partition")),
                       optional_text(call.params, "portal"), std::nullopt};
    if (!tenant.empty()) params.tenant.emplace(tenant);
    return to_json(resolve_page(call.context, params, call.stop));
}

Json run_sign_in(const Call& call) {
    const auto open = [&](const GrantPage& page) { call.emit("grant_page", to_json(page, call.id)); };
    return {{"portal", to_json(sign_in(call.context, optional_text(call.params, "portal"),
                                       optional_flag(call.params, "admin"), open, call.stop))}};
}

Json run_sign_out(const Call& call) {
    return {{"portal", to_json(sign_out(call.context, optional_text(call.params, "portal")))}};
}

std::string opening_word(const std::string& what) {
    if (what == "opened" || what == "renewed" || what == "copied") return what;
    throw Error(ErrorCode::bad_request, "what must be opened, renewed or copied", "leave it out if it is opened");
}

Json run_open_console(const Call& call) {
    OpenConsole params{optional_text(call.params, "portal"), jit_target_of(call.params),
                       parse_console_place(optional_text(call.params, "to")),
                       optional_flag(call.params, "sign_out_first")};
    if (const std::string what = optional_text(call.params, "what"); !what.empty()) params.what = opening_word(what);
    return to_json(open_console(call.context, params, call.stop));
}

Json run_record_history(const Call& call) {
    record_history(call.context, history_entry_of(call.params));
    return {{"recorded", true}};
}

Json run_list_history(const Call& call) {
    Json entries = Json::array();
    for (const HistoryEntry& entry : list_history(call.context)) entries.push_back(to_json(entry));
    return {{"entries", std::move(entries)}};
}

Json run_clear_history(const Call& call) { return {{"cleared", clear_history(call.context)}}; }

Json run_note_fact(const Call& call) {
    note_sighting(call.context, required_text(call.params, "portal"), required_text(call.params, "id"),
                  optional_text(call.params, "differs"));
    return {{"noted", true}};
}

Json run_note_favourites(const Call& call) {
    std::vector<Favourite> favourites;
    for (const Json& one : required_objects(call.params, "favourites"))
        favourites.push_back({required_text(one, "portal"), required_text(one, "tenant")});
    note_favourites(call.context, favourites);
    return {{"noted", true}};
}

std::optional<BrowserFamily> asking_browser(const Json& params) {
    const std::string word = optional_text(params, "browser");
    if (word.empty()) return std::nullopt;
    if (word == "chromium") return BrowserFamily::chromium;
    if (word == "firefox") return BrowserFamily::firefox;
    throw Error(ErrorCode::bad_request, "browser must be chromium or firefox", "leave it out if neither asks");
}

Json run_doctor(const Call& call) {
    Workstation& workstation = call.context.workstation;
    return to_json(doctor(call.context, workstation, call.stop, asking_browser(call.params)), workstation);
}

// The listener's own limit comes first, with the better sentence.
constexpr seconds kSignInDeadline = kGrantLimit + seconds(30);

constexpr std::array kMethods{
    Method{"list_portals", seconds(60), run_list_portals},
    Method{"check_portal", seconds(60), run_check_portal},
    Method{"add_portal", seconds(60), run_add_portal},
    Method{"remove_portal", seconds(60), run_remove_portal},
    Method{"get_portal", seconds(60), run_get_portal},
    Method{"list_tenants", seconds(60), run_list_tenants},
    Method{"sign_in", kSignInDeadline, run_sign_in},
    Method{"list_resources", seconds(60), run_list_resources},
    Method{"resolve_page", seconds(60), run_resolve_page},
    Method{"get_credentials", seconds(60), run_get_credentials},
    Method{"preview_aws_profile", seconds(60), run_preview_aws_profile},
    Method{"add_aws_profile", seconds(60), run_add_aws_profile},
    Method{"list_aws_profiles", seconds(60), run_list_aws_profiles},
    Method{"remove_aws_profile", seconds(60), run_remove_aws_profile},
    Method{"get_kubernetes", seconds(60), run_get_kubernetes},
    Method{"get_kubernetes_credentials", seconds(60), run_get_kubernetes_credentials},
    Method{"preview_kube_entry", seconds(60), run_preview_kube_entry},
    Method{"add_kube_entry", seconds(60), run_add_kube_entry},
    Method{"list_kube_entries", seconds(60), run_list_kube_entries},
    Method{"remove_kube_entry", seconds(60), run_remove_kube_entry},
    Method{"get_session_length", seconds(60), run_get_session_length},
    Method{"sign_out", seconds(60), run_sign_out},
    Method{"open_console", seconds(60), run_open_console},
    Method{"list_terminal_sessions", seconds(60), run_list_terminal_sessions},
    Method{"end_terminal_session", seconds(60), run_end_terminal_session},
    Method{"record_history", seconds(60), run_record_history},
    Method{"list_history", seconds(60), run_list_history},
    Method{"clear_history", seconds(60), run_clear_history},
    Method{"note_fact", seconds(60), run_note_fact},
    Method{"note_favourites", seconds(60), run_note_favourites},
    Method{"doctor", seconds(60), run_doctor},
};

}  // namespace

std::span<const Method> methods() { return kMethods; }

}  // namespace jit_console
