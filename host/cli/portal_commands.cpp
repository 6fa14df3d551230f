#include <algorithm>

#include "base/error.h"
#include "cli/browser_sign_in.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "commands/portals/portals.h"
#include "domain/ascii.h"
#include "messaging/wire.h"
#include "system/process/environment.h"

namespace jit_console {
namespace {

/// "acme.duplocloud.net" where "acme" or "acme.duplocloud" was typed, which are rarely hosts; "" for anything else.
std::string whole_name(const std::string& typed) {
    constexpr std::string_view kCut = ".duplocloud";
    const std::string origin = portal_origin(typed);
    std::string_view label = portal_host(origin);
    if (label.ends_with(kCut)) label.remove_suffix(kCut.size());
    const bool is_label = std::ranges::all_of(label, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
    return is_label && !label.empty() && label != "localhost" ? std::string(label) + ".duplocloud.net" : "";
}

/// Where no portal answered: what else can be done.
[[noreturn]] void rethrow_with_offers(const Error& error, const AddPortal& wanted) {
    using enum ErrorCode;
    const ErrorCode code = error.code();
    if (code != portal_unreachable && code != portal_tls && code != portal_timeout && code != portal_answer)
        throw Error(error);
    const std::string whole = wanted.insecure_localhost ? "" : whole_name(wanted.url);
    const std::string name = wanted.name.empty() ? "" : " --name " + wanted.name;
    throw Error(
        code, error.what(),
        (whole.empty() ? error.hint() + "; " : "did you mean: jit-console portal add https://" + whole + name + "? ") +
            "to add it all the same, as without the network or VPN: --unchecked");
}

void run_portal_add(const CliCall& call) {
    AddPortal wanted{call.text("argument"), call.text("name"), call.text("api-url"), call.text("ca-file"),
                     call.flag("insecure-localhost")};
    // Beside the environment's nothing can be added, and the store says so.
    wanted.ask_first = !call.flag("unchecked") && environment_variable("JIT_CONSOLE_TOKEN").empty();
    PortalState state;
    try {
        state = add_portal(call.services.context(), wanted);
    } catch (const Error& error) {
        rethrow_with_offers(error, wanted);
    }
    print_remark("added " + state.portal.name + " (" + state.portal.url + "); next: jit-console sign-in " +
                 state.portal.name);
}

void run_portal_list(const CliCall& call) {
    Context& context = call.services.context();
    const auto states = list_portals(context);
    if (call.flag("json")) {
        Json portals = Json::array();
        for (const PortalState& state : states) portals.push_back(to_json(state));
        return print_line(portals.dump(2));
    }
    if (states.empty()) print_remark("no portal yet; add one: jit-console portal add https://NAME.duplocloud.net");
    for (const PortalState& state : states) {
        print_line(state.portal.name + "\t" + state.portal.url + "\t" + sign_in_words(state, context.clock.now()));
    }
}

void run_portal_remove(const CliCall& call) {
    const PortalState state = remove_portal(call.services.context(), call.text("argument"));
    print_remark("removed " + state.portal.name + " and its token");
}

}  // namespace

const CliCommand kPortalAdd{"portal add",
                            "URL",
                            "add a portal",
                            "jit-console portal add https://acme.duplocloud.net",
                            [](po::options_description& options) {
                                options.add_options()("api-url", po::value<std::string>()->value_name("URL"),
                                                      "the API's address, if it differs")(
                                    "name", po::value<std::string>()->value_name("NAME"),
                                    "a short name; by default the first label of the host name")(
                                    "ca-file", po::value<std::string>()->value_name("FILE"),
                                    "PEM certificates to trust instead of the system's");
                                options.add_options()("insecure-localhost", po::bool_switch(),
                                                      "allow http://localhost:PORT, for a portal under development")(
                                    "unchecked", po::bool_switch(),
                                    "add it without asking whether a DuploCloud portal answers there");
                            },
                            run_portal_add};

const CliCommand kPortalList{
    "portal list",
    "",
    "list the portals and who is signed in",
    "jit-console portal list --json",
    [](po::options_description& options) { options.add_options()("json", po::bool_switch(), "as JSON"); },
    run_portal_list,
    true};

const CliCommand kPortalRemove{"portal remove",
                               "PORTAL",
                               "remove a portal and its token",
                               "jit-console portal remove acme",
                               [](po::options_description&) {},
                               run_portal_remove,
                               true};

}  // namespace jit_console
