#pragma once

#include <filesystem>

namespace jit_console {

/// Where the program keeps its files; XDG's folders, the platform's own elsewhere: ~/Library on macOS; on Windows
/// %APPDATA% for `config`, %LOCALAPPDATA% for the others.
struct Paths {
    std::filesystem::path home;
    std::filesystem::path config;  ///< $XDG_CONFIG_HOME/jit-console
    std::filesystem::path state;   ///< $XDG_STATE_HOME/jit-console
    std::filesystem::path
        runtime;  ///< $XDG_RUNTIME_DIR/jit-console, gone when the person logs out; `config` where there is none

    std::filesystem::path config_file() const { return config / "config.json"; }
    std::filesystem::path vault_key_file() const { return config / "vault.key"; }
    std::filesystem::path vault_file() const { return state / "vault"; }
    std::filesystem::path keyring_file() const { return state / "vault.dpapi"; }  ///< Windows
    std::filesystem::path credential_cache() const { return state / "credentials"; }
    std::filesystem::path credential_cache_key_file() const { return runtime / "credentials.key"; }
    std::filesystem::path portal_facts() const { return state / "portals"; }
    std::filesystem::path aws_config_lock_file() const { return state / "aws-config.lock"; }
    std::filesystem::path docker_config_lock_file() const { return state / "docker-config.lock"; }
    std::filesystem::path kubeconfig_lock_file() const { return state / "kubeconfig.lock"; }
    std::filesystem::path believed_projects_file() const { return state / "projects"; }
    std::filesystem::path history_file() const { return state / "history.jsonl"; }
};

/// The folder that a variable names; empty where it is unset, empty or relative.
std::filesystem::path folder_variable(const char* name);

/// The user's home. Throws `config` where there is none.
std::filesystem::path home_folder();

/// From the environment; relative XDG paths are ignored, as XDG's specification says. Throws `config` without a home.
Paths paths_from_environment();

/// duploctl's config: $DUPLO_CONFIG, else config in $DUPLO_HOME, else ~/.duplo/config (source: duploctl). Throws
/// `config`.
std::filesystem::path duploctl_config_file();

/// duploctl's cache: $DUPLO_CACHE, else cache in $DUPLO_HOME, else ~/.duplo/cache (source: duploctl). Throws `config`.
std::filesystem::path duploctl_cache_folder();

/// The absolute path of the running program, as it was started: for the start only, since a program that was replaced
/// since has another one.
std::filesystem::path own_program();

/// `program`, for others to run. Throws `install` where there is no such file (any more).
std::filesystem::path existing_program(const std::filesystem::path& program);

}  // namespace jit_console
