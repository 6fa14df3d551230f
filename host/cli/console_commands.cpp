#include <algorithm>

#include "cli/browser_sign_in.h"
#include "cli/ci_output.h"
#include "cli/command.h"
#include "cli/live_opening.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/console/open_console.h"
#include "commands/portals/tenants.h"
#include "domain/access_denied.h"
#include "messaging/wire.h"

namespace jit_console {
namespace {

std::string padded(std::string_view text, std::size_t width) {
    return std::string(text) + std::string(width > text.size() ? width - text.size() : 0, ' ');
}

void run_tenants(const CliCall& call) {
    const TenantList list = with_sign_in(call.services, call.argument(), false,
                                         [&] { return list_tenants(call.services.context(), call.argument(), {}); });
    if (call.flag("json")) return print_line(to_json(list).at("tenants").dump(2));
    if (list.tenants.empty()) print_remark("you have no tenants on " + list.state.portal.name);
    std::size_t name_width = 0;
    std::size_t plan_width = 0;
    for (const Tenant& tenant : list.tenants) {
        name_width = std::max(name_width, tenant.name.size());
        plan_width = std::max(plan_width, tenant.plan.value_or("").size());
    }
    for (const Tenant& tenant : list.tenants) {
        print_line(padded(tenant.name, name_width) + "  " + padded(tenant.plan.value_or(""), plan_width) + "  " +
                   tenant.id);
    }
}

/// Of the tenant that owns what AWS refused, unless another is named.
JitTarget target_of_refusal(const CliCall& call, const AccessDenied& denied) {
    const std::string on = denied.resource ? denied.resource->text : "no single resource";
    print_remark("AWS refused " + denied.action + " on " + on +
                 (denied.account.empty() ? "" : " in account " + denied.account));
    if (!call.text("tenant").empty() || call.flag("admin") || call.flag("duplo-ops")) return target_of(call);
    const TenantList list = with_sign_in(call.services, call.argument(), false,
                                         [&] { return list_tenants(call.services.context(), call.argument(), {}); });
    const Tenant* owner = owner_of(denied, list.tenants);
    if (owner == nullptr) {
        throw Error(ErrorCode::unknown_tenant, "none of your tenants on " + list.state.portal.name + " is named in it",
                    "name the tenant: --tenant TENANT");
    }
    print_remark("tenant: " + owner->name);
    JitTarget target = jit_target(Role::tenant, owner->id, call.text("region"));
    target.reason = call.text("reason");
    return target;
}

/// Of a refusal's place.
std::string place_text(const ConsolePlace& place) {
    if (const auto* arn = std::get_if<Arn>(&place)) return arn->text;
    const auto* service = std::get_if<const ServiceRow*>(&place);
    return service == nullptr ? "" : std::string((*service)->names.substr(0, (*service)->names.find('|')));
}

void run_console(const CliCall& call) {
    Context& context = call.services.context();
    const auto denied = parse_access_denied(call.text("to"));
    OpenConsole params{call.argument(), denied ? target_of_refusal(call, *denied) : target_of(call),
                       denied ? place_of(*denied) : parse_console_place(call.text("to"))};
    std::optional<NamedBrowser> browser;
    if (call.flag("print")) {
        check_feature(context.policy.read(), Feature::sign_in_url);
        params.what = "copied";
    } else {
        browser = wanted_browser(call, params);
        if (open_in_live_browser(call, browser, params, denied ? place_text(params.to) : call.text("to"))) return;
    }
    ask_what_policy_wants(call, params.target);
    // Whose tab signs in to AWS also signs in to the portal.
    CliServices services = call.services;
    std::unique_ptr<BrowserOpener> named;
    if (browser && browser->id != "default") {
        named = services.named_browser(*browser);
        services.browser = [&]() -> BrowserOpener& { return *named; };
    }
    const OpenedConsole opened = with_sign_in(services, params.portal, params.target.role != Role::tenant,
                                              [&] { return open_console(context, params, {}); });
    if (call.flag("print")) {
        mask_in_ci_log(opened.url);
        print_line(opened.url.reveal());
    } else {
        if (named) print_remark("opening in " + words_of(*browser));
        services.browser().open_secret(opened.url, std::chrono::seconds(60));
    }
    print_remark("AWS session until " + local_time(opened.expires_at, context.clock.now()) +
                 (opened.region.empty() ? "" : ", " + opened.region));
}

}  // namespace

const CliCommand kTenants{
    "tenants",
    "[PORTAL]",
    "list your tenants",
    "jit-console tenants acme --json",
    [](po::options_description& options) { options.add_options()("json", po::bool_switch(), "as JSON"); },
    run_tenants,
    true};

const CliCommand kConsole{
    "console",
    "[PORTAL]",
    "open the AWS Console of a tenant",
    "jit-console console acme --tenant invoice --to s3",
    [](po::options_description& options) {
        add_target_options(options);
        options.add_options()("to", po::value<std::string>()->value_name("ARN|SERVICE|URL"),
                              "the page to open, or AWS's message of a refusal; by default the console's home");
        options.add_options()("print", po::bool_switch(),
                              "print the sign-in URL, a secret for 15 minutes, instead of opening it");
        options.add_options()("browser", po::value<std::string>()->value_name("BROWSER"),
                              "the browser to open it in, such as firefox or chrome, started where it doesn't run; "
                              "or default, the desktop's, without the extension; otherwise the one that browser set "
                              "chose for the tenant, else the running one used last");
        options.add_options()("profile", po::value<std::string>()->value_name("BROWSER-PROFILE"),
                              "that browser's profile: Firefox's by name, Chromium's by folder, such as \"Profile 1\"");
    },
    run_console,
    true};

}  // namespace jit_console
