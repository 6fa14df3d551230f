#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "base/error.h"
#include "cli/cli.h"
#include "cli/docker_call.h"
#include "messaging/caller.h"
#include "messaging/serve.h"
#include "system/desktop/browser_opener.h"
#include "system/desktop/live_browser.h"
#include "system/docker/docker_config_file.h"
#include "system/files/paths.h"
#include "system/kubernetes/kubeconfig_files.h"
#include "system/portal/environment_portal.h"
#include "system/process/confinement.h"
#include "system/process/environment.h"
#include "system/process/person_output.h"
#include "system/process/process_hardening.h"
#include "system/process/process_state.h"
#include "system/process/standard_streams.h"
#include "system/process/terminal_sessions.h"

namespace {

using namespace jit_console;

/// The real things behind a Context, in the order they depend on each other.
class Services {
public:
    /// `vault`: where sign-ins are kept for this run, whatever is configured. `portal`: the only one there is, with the
    /// sign-in of the environment; then no file is needed.
    explicit Services(std::optional<VaultKind> vault = std::nullopt, std::optional<Portal> portal = std::nullopt)
        : wanted_vault_(vault), only_portal_(std::move(portal)) {
        if (only_portal_) check_feature(policy_->read(), Feature::api_tokens);
    }

    std::unique_ptr<Vault> make_vault(VaultKind kind) const {
        switch (kind) {
            case VaultKind::keyring:
                return make_vault_keyring(paths_.keyring_file());
            case VaultKind::file:
                return make_vault_file(paths_.vault_file(), paths_.vault_key_file());
            case VaultKind::memory:
                return make_vault_memory();
        }
        throw Error(ErrorCode::internal, "an unknown kind of vault");
    }

    Context& context() { return context_; }
    const Paths& paths() const { return paths_; }
    /// None where the portal is the environment's: no browser has that sign-in.
    std::vector<LiveBrowser> running_browsers() const {
        return only_portal_ ? std::vector<LiveBrowser>() : live_browsers(paths_.runtime);
    }

private:
    std::unique_ptr<Vault> make_usual_vault() {
        return make_vault_chosen(
            wanted_vault_, [this](VaultKind kind) { return make_vault(kind); }, [this] { return portals_->vault(); },
            [this](VaultKind kind) { portals_->set_vault(kind); },
            [this](VaultKind kind) { check_vault_word(policy_->read(), vault_word(kind)); });
    }

    const std::optional<VaultKind> wanted_vault_;
    const std::optional<Portal> only_portal_;
    /// Taken at the start: an upgrade may put another file in its place while this one runs.
    const std::filesystem::path own_program_ = own_program();
    Paths paths_ = paths_from_environment();
    ClockSystem clock_;
    std::unique_ptr<PolicySource> policy_ = make_policy_source();
    std::unique_ptr<HttpClient> http_ = make_http_client_curl();
    std::unique_ptr<PortalStore> portals_ =
        only_portal_ ? make_portal_store_of_environment(*only_portal_) : make_portal_store_file(paths_.config_file());
    std::unique_ptr<Vault> vault_ = only_portal_ ? make_vault_of_environment(*only_portal_) : make_usual_vault();
    std::unique_ptr<History> history_ = make_history_file(paths_.history_file());
    std::unique_ptr<SystemLog> system_log_ = make_system_log();
    std::unique_ptr<PortalFacts> facts_ =
        only_portal_ ? make_portal_facts_memory() : make_portal_facts_files(paths_.portal_facts());
    std::unique_ptr<CredentialCache> credential_cache_ =
        only_portal_ ? make_credential_cache_none()
                     : make_credential_cache_file(paths_.credential_cache(), paths_.credential_cache_key_file());
    std::unique_ptr<AwsConfigFile> aws_config_ =
        make_aws_config_file(aws_config_path(paths_.home), paths_.home, paths_.aws_config_lock_file());
    std::unique_ptr<Workstation> workstation_ = make_workstation(paths_, "");
    std::unique_ptr<TerminalSessions> terminal_sessions_ =
        only_portal_ ? make_terminal_sessions_none() : make_terminal_sessions_files(paths_.runtime);
    RunningSignIns running_sign_ins_;
    Context context_{clock_,
                     *policy_,
                     *http_,
                     *portals_,
                     *vault_,
                     *history_,
                     *system_log_,
                     *facts_,
                     *credential_cache_,
                     *aws_config_,
                     running_sign_ins_,
                     make_grant_listener_beast,
                     [this] { return existing_program(own_program_).string(); },
                     *workstation_,
                     [this] { return make_kubeconfig_files(paths_.home, paths_.kubeconfig_lock_file()); },
                     [this] { return make_docker_config_file(paths_.home, paths_.docker_config_lock_file()); },
                     *terminal_sessions_};
};

/// Confines the process. Gives what tells whether the folders that it may change files in are still the ones that it
/// needs: one that was removed and made again since is another.
std::function<bool()> confine(const Paths& paths) {
    const std::vector<std::filesystem::path> folders = changed_folders(paths);
    const std::vector<FolderId> allowed = folder_ids(folders);
    if (!confine_process(folders).files) return [] { return true; };
    return [paths, allowed] {
        return std::ranges::all_of(folder_ids(changed_folders(paths)), [&](const FolderId& needed) {
            return std::ranges::find(allowed, needed) != allowed.end();
        });
    };
}

/// A policy that can't be trusted names no extension.
std::vector<std::string> policys_extension_ids() {
    try {
        return make_policy_source()->read().extension_ids;
    } catch (const Error&) {
        return {};
    }
}

int run_for_browser(const std::vector<std::string_view>& arguments) {
    const Streams streams = take_over_standard_streams();
    check_caller(arguments, policys_extension_ids);
    Services services;
    services.context().caller =
        arguments[0].starts_with('/') || arguments[0].ends_with(".json") ? "firefox" : "chromium";
    make_own_folders(services.paths());
    // Once confined, the process can look into no other one, and make no other socket's file.
    services.context().browser_program = parent_executable();
    const auto live = make_live_socket(services.paths().runtime, services.context().caller, parent_program());
    const std::function<bool()> still_fits = confine(services.paths());
    return serve(services.context(), streams, still_fits, live.get());
}

int run_for_person(const std::vector<std::string_view>& arguments) {
    // Made on first use: --version and --help work without a home.
    std::optional<Services> services;
    std::unique_ptr<BrowserOpener> browser;
    std::optional<VaultKind> vault;
    const auto made = [&]() -> Services& {
        if (!services) services.emplace(vault, portal_of_environment()).context().caller = parent_program();
        return *services;
    };
    const CliServices cli_services{[&]() -> Context& { return made().context(); },
                                   [&]() -> BrowserOpener& {
                                       if (!browser) browser = make_browser_opener_desktop();
                                       return *browser;
                                   },
                                   [&](VaultKind kind) { vault = kind; },
                                   [&](VaultKind kind) { return made().make_vault(kind); },
                                   [&] { return made().running_browsers(); },
                                   make_browser_opener_named};
    return run_cli(arguments, cli_services);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        harden_process();
        fill_standard_descriptors();
        ignore_size_limit();
        std::vector<std::string> words = program_arguments(argc, argv);
        if (is_docker_call(argc > 0 ? argv[0] : "")) words.insert(words.begin(), "docker-credential");
        const std::vector<std::string_view> arguments(words.begin(), words.end());
        return is_browser_call(arguments) ? run_for_browser(arguments) : run_for_person(arguments);
    } catch (const Error& error) {
        say(std::string("jit-console: ") + error.what() + "\n  " + error.hint());
        return exit_code(error.code());
    } catch (...) {
        // What a library's exception says may quote its input.
        say("jit-console: unexpected internal error");
        return exit_code(ErrorCode::internal);
    }
}
