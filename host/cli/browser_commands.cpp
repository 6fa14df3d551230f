#include "cli/command.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/console/browser_settings.h"
#include "messaging/wire.h"

namespace jit_console {
namespace {

void add_whose_options(po::options_description& options) {
    options.add_options()("tenant", po::value<std::string>()->value_name("TENANT"), "the tenant's name or GUID");
    options.add_options()("admin", po::bool_switch(), "of the administrator's consoles instead");
    options.add_options()("duplo-ops", po::bool_switch(), "of the duplo-ops consoles instead");
}

void run_browser_set(const CliCall& call) {
    const NamedBrowser browser = named_browser(call.argument(), call.text("profile"));
    const SetBrowser set = set_browser(call.services.context(), call.second_argument(), target_of(call), browser);
    print_remark("jit-console console opens " + set.label() + " on " + set.portal + " in " + words_of(browser));
}

void run_browser_list(const CliCall& call) {
    const std::vector<SetBrowser> all = list_browsers(call.services.context());
    if (call.flag("json")) {
        Json list = Json::array();
        for (const SetBrowser& set : all) list.push_back(to_json(set));
        return print_line(list.dump(2));
    }
    if (all.empty()) print_remark("no tenant has a browser of its own; see: jit-console browser set --help");
    for (const SetBrowser& set : all)
        print_line(set.portal + "\t" + set.label() + "\t" + words_of(set.setting.browser));
}

void run_browser_remove(const CliCall& call) {
    const auto removed = remove_browser(call.services.context(), call.argument(), target_of(call));
    print_remark(removed ? removed->label() + " on " + removed->portal + " has no browser of its own any more"
                         : "it had no browser of its own");
}

}  // namespace

const CliCommand kBrowserSet{"browser set",
                             "BROWSER [PORTAL]",
                             "choose which browser, and which of its profiles, console opens a tenant in",
                             "jit-console browser set firefox acme --tenant invoice --profile work",
                             [](po::options_description& options) {
                                 add_whose_options(options);
                                 options.add_options()(
                                     "profile", po::value<std::string>()->value_name("BROWSER-PROFILE"),
                                     "Firefox's by name, Chromium's by folder, such as \"Profile 1\"");
                             },
                             run_browser_set,
                             true};

const CliCommand kBrowserList{
    "browser list",
    "",
    "list the browsers that were chosen",
    "jit-console browser list",
    [](po::options_description& options) { options.add_options()("json", po::bool_switch(), "as JSON"); },
    run_browser_list};

const CliCommand kBrowserRemove{"browser remove",
                                "[PORTAL]",
                                "undo browser set",
                                "jit-console browser remove acme --tenant invoice",
                                add_whose_options,
                                run_browser_remove,
                                true};

}  // namespace jit_console
