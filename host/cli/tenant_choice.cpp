#include "cli/tenant_choice.h"

#include <algorithm>
#include <charconv>

#include "cli/browser_sign_in.h"
#include "cli/terminal.h"
#include "commands/history/history.h"
#include "commands/portals/tenants.h"
#include "domain/ascii.h"
#include "system/process/controlling_terminal.h"
#include "system/process/environment.h"
#include "system/process/fzf.h"

namespace jit_console {
namespace {

constexpr std::size_t kMostShown = 20;

std::string portal_of(const CliCall& call) {
    return call.command.positional.find(' ') == std::string_view::npos ? call.argument() : call.second_argument();
}

/// Those that the history names first, the newest first; at most `limit` of them.
void put_recent_first(Context& context, const std::string& portal, std::vector<std::string>& names) {
    constexpr std::size_t kMostRecent = 5;
    std::vector<HistoryEntry> entries;
    try {
        entries = list_history(context);
    } catch (const Error&) {
        return;  // only an order is lost
    }
    auto place = names.begin();
    for (const HistoryEntry& entry : entries) {
        if (place - names.begin() == kMostRecent) return;
        if (entry.portal != portal) continue;
        const auto found = std::find(place, names.end(), entry.name);
        if (found != names.end()) std::rotate(place++, found, found + 1);
    }
}

void show(const std::vector<std::string>& names) {
    const std::size_t shown = std::min(names.size(), kMostShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string number = std::to_string(i + 1);
        print_remark(std::string(number.size() < 4 ? 4 - number.size() : 0, ' ') + number + "  " + names[i]);
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

std::string chosen_from_list(const std::vector<std::string>& names, const std::string& portal) {
    std::vector<std::string> shown = names;
    print_remark("which tenant of " + portal + "?");
    while (shown.size() > 1) {
        show(shown);
        const std::string answer = person_answers("its number, or a part of its name (nothing: cancel):");
        if (answer.empty()) refuse_no_choice();
        std::vector<std::string> narrower = names_with(names, answer);
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

std::string chosen(const std::vector<std::string>& names, const std::string& portal) {
    if (names.size() == 1) return names.front();
    const auto picked = pick_with_fzf(names, "tenant of " + portal + "> ");
    if (!picked) return chosen_from_list(names, portal);
    if (picked->empty()) refuse_no_choice();
    return *picked;
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
    std::vector<std::string> names;
    for (const Tenant& tenant : list.tenants) names.push_back(tenant.name);
    if (names.empty()) throw Error(ErrorCode::unknown_tenant, "you have no tenants on " + portal);
    put_recent_first(call.services.context(), portal, names);
    std::string name = chosen(names, portal);
    print_remark("tenant: " + name);
    return name;
}

}  // namespace jit_console
