#include "system/process/child_program.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <new>
#include <system_error>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/process/environment.h"
#include "system/process/person_output.h"

// POSIX has programs declare it. NOLINTNEXTLINE(*-avoid-non-const-global-variables, readability-redundant-declaration)
extern char** environ;

namespace jit_console {
namespace {

constexpr int kMostDescriptors = 1024;
constexpr std::array kPassedOn{SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};

// A handler can't be given anything, so what it needs stands here. NOLINTBEGIN(*-avoid-non-const-global-variables)
std::atomic<pid_t> running_child = 0;
std::atomic<int> early_signal = 0;  // one that came before there was a child
// NOLINTEND(*-avoid-non-const-global-variables)

void pass_on(int signal, siginfo_t* info, void*) {
    if (info->si_pid == 0) return;  // the system's own, as of the terminal's keys: the child gets it, too
    const int before = errno;
    const pid_t child = running_child;
    if (child > 0) {
        ::kill(child, signal);
    } else {
        early_signal = signal;
    }
    errno = before;
}

void pass_signals_on() {
    for (const int signal : kPassedOn) {
        struct sigaction now {};
        ::sigaction(signal, nullptr, &now);
        if (now.sa_handler == SIG_IGN) continue;  // as under nohup; the child ignores it, too
        struct sigaction wanted {};
        wanted.sa_sigaction = pass_on;
        wanted.sa_flags = SA_SIGINFO | SA_RESTART;
        ::sigaction(signal, &wanted, nullptr);
    }
}

std::vector<std::string> environment_for(const std::function<bool(std::string_view)>& dropped,
                                         std::vector<std::string> own) {
    const auto name_of = [](std::string_view entry) { return entry.substr(0, entry.find('=')); };
    std::vector<std::string> environment;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view name = name_of(*entry);
        const bool replaced = std::ranges::any_of(own, [&](const auto& other) { return name_of(other) == name; });
        if (!replaced && !dropped(name)) environment.emplace_back(*entry);
    }
    std::ranges::move(own, std::back_inserter(environment));
    return environment;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Gives an error number, or 0.
int start(pid_t& process, std::vector<std::string>& words, std::vector<std::string>& environment) {
    posix_spawnattr_t attributes = {};
    if (::posix_spawnattr_init(&attributes) != 0) throw std::bad_alloc();
    // What ignore_size_limit() changed.
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGXFSZ);
    ::posix_spawnattr_setsigdefault(&attributes, &signals);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const auto arguments = pointers_to(words);
    const auto variables = pointers_to(environment);
    const int fault =
        ::posix_spawnp(&process, words.front().c_str(), nullptr, &attributes, arguments.data(), variables.data());
    ::posix_spawnattr_destroy(&attributes);
    return fault;
}

int exit_code_of(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) return 1;  // somebody had us ignore the ends of our children
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

ChildProgram::ChildProgram() {
    for (int descriptor = 3; descriptor < kMostDescriptors; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) >= 0) inherited_.push_back(descriptor);
    }
}

int ChildProgram::run(std::vector<std::string> words, const std::function<bool(std::string_view name)>& dropped,
                      std::vector<std::string> own) const {
    for (int descriptor = 3; descriptor < kMostDescriptors; ++descriptor) {
        if (std::ranges::find(inherited_, descriptor) == inherited_.end()) ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    }
    std::vector<std::string> environment = environment_for(dropped, std::move(own));
    pass_signals_on();
    pid_t process = 0;
    if (const int fault = start(process, words, environment)) {
        say("jit-console: can't run " + words.front() + ": " + std::generic_category().message(fault));
        return fault == ENOENT ? 127 : 126;
    }
    running_child = process;
    if (const int signal = early_signal) ::kill(process, signal);
    const int code = exit_code_of(process);
    running_child = 0;
    return code;
}

std::string ChildProgram::shell() {
    const std::string shell = environment_variable("SHELL");
    return shell.empty() ? "/bin/sh" : shell;
}

}  // namespace jit_console
