#include <cstdio>
#include <optional>
#include <vector>

#include "base/error.h"
#include "cli/cli.h"
#include "messaging/caller.h"
#include "messaging/serve.h"
#include "messaging/standard_streams.h"
#include "system/browser_opener.h"
#include "system/paths.h"

namespace {

using namespace jit_console;

/// The real things behind a Context, in the order they depend on each other.
class Services {
public:
    Context& context() { return context_; }

private:
    Paths paths_ = paths_from_environment();
    ClockSystem clock_;
    std::unique_ptr<HttpClient> http_ = make_http_client_curl();
    std::unique_ptr<PortalStore> portals_ = make_portal_store_file(paths_.config_file());
    std::unique_ptr<Vault> vault_ = make_vault_file(paths_.vault_file(), paths_.vault_key_file());
    RunningSignIns running_sign_ins_;
    Context context_{clock_, *http_, *portals_, *vault_, running_sign_ins_, make_grant_listener_beast};
};

int run_for_browser(const std::vector<std::string_view>& arguments) {
    try {
        const Streams streams = take_over_standard_streams();
        check_caller(arguments);
        Services services;
        return serve(services.context(), streams);
    } catch (const Error& error) {
        std::fprintf(stderr, "jit-console: %s\n  %s\n", error.what(), error.hint().c_str());
        return exit_code(error.code());
    }
}

int run_for_person(const std::vector<std::string_view>& arguments) {
    // Made on first use: --version and --help work without a home.
    std::optional<Services> services;
    std::unique_ptr<BrowserOpener> browser;
    const CliServices cli_services{
        [&]() -> Context& { return (services ? *services : services.emplace()).context(); },
        [&]() -> BrowserOpener& {
            if (!browser) browser = make_browser_opener_desktop();
            return *browser;
        }};
    return run_cli(arguments, cli_services);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return is_browser_call(arguments) ? run_for_browser(arguments) : run_for_person(arguments);
}
