#include "cli/tenant_choice.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>

#include "cli/browser_sign_in.h"
#include "cli/terminal.h"
#include "commands/history/history.h"
#include "commands/portals/favourites.h"
#include "commands/portals/tenants.h"
#include "domain/ascii.h"
#include "domain/tenant_order.h"
#include "system/process/controlling_terminal.h"
#include "system/process/environment.h"
#include "system/process/fzf.h"

namespace jit_console {
namespace {

constexpr std::size_t kMostShown = 20;

std::string portal_of(const CliCall& call) {
    return call.command.positional.find(' ') == std::string_view::npos ? call.argument() : call.second_argument();
}

/// The GUIDs of a portal's tenants for which something was handed out, the newest first; as many as the popup keeps.
std::vector<std::string> used_last(Context& context, const std::string& portal) {
    constexpr std::size_t kMostRecent = 8;
    std::vector<HistoryEntry> entries;
    try {
        entries = list_history(context);
    } catch (const Error&) {
        return {};  // only an order is lost
    }
    std::vector<std::string> ids;
    for (const HistoryEntry& entry : entries) {
        if (ids.size() == kMostRecent) break;
        if (entry.portal != portal || entry.tenant.empty() || !entry.is_handed_out()) continue;
        if (std::ranges::find(ids, entry.tenant) == ids.end()) ids.push_back(entry.tenant);
    }
    return ids;
}

/// Marks a favourite; plain where the terminal may not be able to show a star.
std::string_view star() {
    std::string locale;
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        if (locale.empty()) locale = to_lower(environment_variable(name));
    }
    const bool is_utf8 = locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
    const std::string terminal = environment_variable("TERM");
    return is_utf8 && !terminal.empty() && terminal != "dumb" ? "★" : "*";
}

/// Names in the popup's order, and which of them are favourites.
struct Choices {
    std::vector<std::string> names;
    std::set<std::string, std::less<>> favourites;

    std::string line_of(const std::string& name) const {
        return favourites.contains(name) ? name + " " + std::string(star()) : name;
    }
};

Choices choices_of(Context& context, const TenantList& list) {
    const Portal& portal = list.state.portal;
    const std::vector<std::string> favourites = favourites_of(context, portal);
    Choices choices;
    for (const Tenant& tenant : by_use(list.tenants, favourites, used_last(context, portal.name))) {
        choices.names.push_back(tenant.name);
        if (std::ranges::find(favourites, tenant.id) != favourites.end()) choices.favourites.insert(tenant.name);
    }
    return choices;
}

void show(const std::vector<std::string>& names, const Choices& choices) {
    const std::size_t shown = std::min(names.size(), kMostShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string number = std::to_string(i + 1);
        const std::string indent(number.size() < 4 ? 4 - number.size() : 0, ' ');
        print_remark(indent + number + "  " + choices.line_of(names[i]));
    }
    if (shown < names.size()) print_remark("      and " + std::to_string(names.size() - shown) + " more");
}

/// Null where `answer` is no number of a name that is shown.
const std::string* numbered(const std::vector<std::string>& names, std::string_view answer) {
    std::size_t number = 0;
    const auto [rest, fault] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
    if (fault != std::errc() || rest != answer.data() + answer.size()) return nullptr;
    return number >= 1 && number <= std::min(names.size(), kMostShown) ? &names[number - 1] : nullptr;
}

[[noreturn]] void refuse_no_choice() { throw Error(ErrorCode::cancelled, "no tenant was chosen"); }

std::string chosen_from_list(const Choices& choices, const std::string& portal) {
    std::vector<std::string> shown = choices.names;
    print_remark("which tenant of " + portal + "?");
    while (shown.size() > 1) {
        show(shown, choices);
        const std::string answer = person_answers("its number, or a part of its name (nothing: cancel):");
        if (answer.empty()) refuse_no_choice();
        std::vector<std::string> narrower = names_with(choices.names, answer);
        const bool is_name = narrower.size() == 1 && equal_in_any_case(narrower.front(), answer);
        if (const std::string* name = is_name ? nullptr : numbered(shown, answer)) return *name;
        if (narrower.empty()) {
            print_remark("no tenant's name has \"" + answer + "\" in it");
        } else {
            shown = std::move(narrower);
        }
    }
    return shown.front();
}

std::string chosen(const Choices& choices, const std::string& portal) {
    if (choices.names.size() == 1) return choices.names.front();
    std::vector<std::string> lines;
    for (const std::string& name : choices.names) lines.push_back(choices.line_of(name));
    const auto picked = pick_with_fzf(lines, "tenant of " + portal + "> ");
    if (!picked) return chosen_from_list(choices, portal);
    const auto line = std::ranges::find(lines, *picked);
    if (line == lines.end()) refuse_no_choice();
    return choices.names[static_cast<std::size_t>(line - lines.begin())];
}

/// The project's tenant, unless another portal than the project's is meant.
std::string project_tenant(const CliCall& call) {
    if (!environment_variable("JIT_CONSOLE_TOKEN").empty()) return "";
    const ProjectDefaults& project = call.project();
    if (project.portal.empty() || project.tenant.empty()) return project.tenant;
    const Portal portal = configured_portal(call.services.context(), portal_of(call));
    return portal.name == project.portal ? project.tenant : "";
}

/// Throws `usage`.
[[noreturn]] void refuse_without_tenant(const CliCall& call) {
    std::string names;
    try {
        Context& context = call.services.context();
        names = some_names(known_tenant_names(context, configured_portal(context, portal_of(call))));
    } catch (const Error&) {
        names.clear();  // whatever is wrong with the portal, a tenant is missing too
    }
    throw Error(ErrorCode::usage, "exactly one of --tenant TENANT, --admin and --duplo-ops is required",
                (names.empty() ? "" : "your tenants: " + names + "; ") + "see: jit-console " +
                    std::string(call.command.name) + " --help");
}

}  // namespace

std::vector<std::string> names_with(const std::vector<std::string>& names, std::string_view text) {
    std::vector<std::string> found;
    const std::string wanted = to_lower(text);
    for (const std::string& name : names) {
        const std::string folded = to_lower(name);
        if (folded == wanted) return {name};
        if (folded.find(wanted) != std::string::npos) found.push_back(name);
    }
    return found;
}

std::string some_names(const std::vector<std::string>& names) {
    constexpr std::size_t kMostNamed = 10;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMostNamed); ++i) text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > kMostNamed ? text + " and " + std::to_string(names.size() - kMostNamed) + " more" : text;
}

std::string default_tenant(const CliCall& call) {
    if (std::string tenant = environment_variable("JIT_CONSOLE_TENANT"); !tenant.empty()) return tenant;
    if (std::string tenant = project_tenant(call); !tenant.empty()) return tenant;
    if (!input_is_terminal() || !error_is_terminal() || !is_in_foreground()) refuse_without_tenant(call);
    const TenantList list = with_sign_in(call.services, portal_of(call), false,
                                         [&] { return list_tenants(call.services.context(), portal_of(call), {}); });
    const std::string& portal = list.state.portal.name;
    if (list.tenants.empty()) throw Error(ErrorCode::unknown_tenant, "you have no tenants on " + portal);
    std::string name = chosen(choices_of(call.services.context(), list), portal);
    print_remark("tenant: " + name);
    return name;
}

}  // namespace jit_console
