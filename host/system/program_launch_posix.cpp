#include "system/program_launch.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif

#include <cerrno>
#include <cstdlib>
#include <new>
#include <thread>

extern char** environ;

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUsualFolders = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin:/snap/bin";

void check(int result) {
    if (result != 0) throw std::bad_alloc();  // the only way in which these fail
}

/// How the child differs from this process.
class SpawnPlan {
public:
    SpawnPlan() {
        check(::posix_spawnattr_init(&attributes_));
        check(::posix_spawn_file_actions_init(&actions_));
        for (const int descriptor : {0, 1, 2}) {
            check(::posix_spawn_file_actions_addopen(&actions_, descriptor, "/dev/null", O_RDWR, 0));
        }
        short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID;
#ifdef __APPLE__
        flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#else
        check(::posix_spawn_file_actions_addclosefrom_np(&actions_, 3));
#endif
        sigset_t signals;
        ::sigfillset(&signals);
        check(::posix_spawnattr_setsigdefault(&attributes_, &signals));
        ::sigemptyset(&signals);
        check(::posix_spawnattr_setsigmask(&attributes_, &signals));
        check(::posix_spawnattr_setflags(&attributes_, flags));
    }
    ~SpawnPlan() {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    /// The process's id; 0 where it can't be started.
    pid_t start(const std::string& program, char* const* arguments) const {
        pid_t process = 0;
        return ::posix_spawn(&process, program.c_str(), &actions_, &attributes_, arguments, environ) == 0 ? process : 0;
    }

private:
    posix_spawnattr_t attributes_;
    posix_spawn_file_actions_t actions_;
};

/// Blocks until the process ends, `watch` at most. True where it ended.
bool ends_within(pid_t process, std::chrono::milliseconds watch) {
#ifdef __linux__
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
    if (descriptor < 0) return false;
    pollfd wanted{descriptor, POLLIN, 0};
    const int ready = ::poll(&wanted, 1, static_cast<int>(watch.count()));
    ::close(descriptor);
    return ready > 0;
#else
    static_cast<void>(process);
    static_cast<void>(watch);
    return true;  // "open" hands over and ends
#endif
}

}  // namespace

fs::path find_program(std::string_view name) {
    const auto runnable = [](const fs::path& path) {
        return fs::is_regular_file(path) && ::access(path.c_str(), X_OK) == 0;
    };
    if (name.starts_with('/')) return runnable(name) ? fs::path(name) : fs::path();
    if (name.empty() || name.find('/') != std::string_view::npos) return {};
    const char* variable = std::getenv("PATH");
    std::string folders = variable == nullptr ? "" : variable;
    folders.append(":").append(kUsualFolders);
    for (std::string_view rest = folders; !rest.empty();) {
        const std::size_t colon = std::min(rest.find(':'), rest.size());
        const fs::path folder = rest.substr(0, colon);
        rest.remove_prefix(std::min(colon + 1, rest.size()));
        if (folder.is_absolute() && runnable(folder / name)) return folder / name;
    }
    return {};
}

bool launch_program(const fs::path& program, const std::vector<std::string>& arguments,
                    std::chrono::milliseconds watch) {
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);

    const pid_t process = SpawnPlan().start(words.front(), pointers.data());
    if (process == 0) return false;
    if (!ends_within(process, watch)) {
        // A browser that runs in the foreground. Somebody has to take its exit code.
        std::thread([process] { ::waitpid(process, nullptr, 0); }).detach();
        return true;
    }
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace jit_console
