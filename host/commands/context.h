#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "system/aws/aws_config_file.h"
#include "system/aws/credential_cache.h"
#include "system/files/history.h"
#include "system/http/http_client.h"
#include "system/install/workstation.h"
#include "system/log/system_log.h"
#include "system/loopback/grant_listener.h"
#include "system/policy/policy_source.h"
#include "system/portal/portal_facts.h"
#include "system/portal/portal_store.h"
#include "system/process/clock.h"
#include "system/process/terminal_sessions.h"
#include "system/vault/vault.h"

namespace jit_console {

/// The portals that a sign-in is waiting for in this process; one at a time for each.
class RunningSignIns {
public:
    /// Throws `sign_in_running` where `portal_name` has one already.
    void begin(const std::string& portal_name, std::stop_source stop = std::stop_source(std::nostopstate));
    /// Of the one that began with `stop`; nothing where cancel() ended it already.
    void end(const std::string& portal_name, const std::stop_source& stop = std::stop_source(std::nostopstate));
    /// Stops the one that `portal_name` has. The next may begin at once, while that one still lets go of what it holds.
    void cancel(const std::string& portal_name);
    /// Keeps a listener's port taken as long as this lives, or until forty others are held.
    void hold(std::unique_ptr<GrantListener> listener);
    /// For keeping a sign-in or ending one: no two of this process's at once.
    std::unique_lock<std::mutex> take_turn() { return std::unique_lock(turn_); }

private:
    std::mutex turn_;
    std::mutex mutex_;
    std::map<std::string, std::stop_source> running_;  // by portal
    std::deque<std::unique_ptr<GrantListener>> held_;
};

/// What every command works with. Refers to objects of main's; may be shared by threads.
struct Context {
    const Clock& clock;
    const PolicySource& policy;
    HttpClient& http;
    PortalStore& portals;
    Vault& vault;
    History& history;
    SystemLog& system_log;
    PortalFacts& facts;
    CredentialCache& credential_cache;
    AwsConfigFile& aws_config;
    RunningSignIns& running_sign_ins;
    std::function<std::unique_ptr<GrantListener>(const Portal&, bool admin)> make_grant_listener;
    std::function<std::string()> program;  ///< the absolute path of jit-console
    Workstation& workstation;
    /// Those that KUBECONFIG names, in its order; at least one.
    std::function<std::vector<std::unique_ptr<OthersFile>>()> kubeconfig_files;
    std::function<std::unique_ptr<OthersFile>()> docker_config;
    TerminalSessions& terminal_sessions;
    std::string caller{};  ///< what started this process: "chromium", "firefox", or a program's name; may be ""
    std::string browser_program{};  ///< the path of the browser's program that started it; "" where that isn't known
};

}  // namespace jit_console
