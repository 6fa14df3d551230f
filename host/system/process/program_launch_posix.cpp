#include "system/process/program_launch.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <new>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/process/process_spawn.h"

// POSIX has programs declare it. NOLINTNEXTLINE(*-avoid-non-const-global-variables, readability-redundant-declaration)
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
    /// `output`: what becomes its standard output instead of /dev/null, where it is a descriptor.
    explicit SpawnPlan(int output = -1) {
        check(::posix_spawnattr_init(&attributes_));
        check(::posix_spawn_file_actions_init(&actions_));
        if (output >= 0) check(::posix_spawn_file_actions_adddup2(&actions_, output, 1));
        for (const int descriptor : {0, 1, 2}) {
            if (descriptor == 1 && output >= 0) continue;
            check(::posix_spawn_file_actions_addopen(&actions_, descriptor, "/dev/null", O_RDWR, 0));
        }
        short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID;
        check(close_other_descriptors(actions_, flags));
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
    posix_spawnattr_t attributes_ = {};
    posix_spawn_file_actions_t actions_ = {};
};

/// A program's name and arguments as exec wants them.
class ArgumentVector {
public:
    ArgumentVector(const fs::path& program, const std::vector<std::string>& arguments) : words_{program.string()} {
        words_.insert(words_.end(), arguments.begin(), arguments.end());
        for (std::string& word : words_) pointers_.push_back(word.data());
        pointers_.push_back(nullptr);
    }
    const std::string& program() const { return words_.front(); }
    char* const* pointers() const { return pointers_.data(); }

private:
    std::vector<std::string> words_;
    std::vector<char*> pointers_;
};

class Pipe {
public:
    Pipe() : open_(open_pipe(ends_)) {}
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    bool is_open() const { return open_; }
    int end(int which) const { return ends_[which]; }
    void close_end(int which) {
        if (open_ && ends_[which] >= 0) ::close(ends_[which]);
        ends_[which] = -1;
    }

private:
    int ends_[2]{-1, -1};
    bool open_;
};

/// Until everybody has closed the other end. Nothing where that takes longer or brings more.
std::optional<std::string> read_until_closed(int descriptor, std::chrono::steady_clock::time_point deadline,
                                             std::size_t size_limit) {
    std::string text;
    while (true) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd wanted{descriptor, POLLIN, 0};
        const int ready = left.count() <= 0 ? 0 : ::poll(&wanted, 1, static_cast<int>(left.count()));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return std::nullopt;
        char bytes[1024];
        const ssize_t count = ::read(descriptor, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return std::nullopt;
        if (count == 0) return text;
        text.append(bytes, static_cast<std::size_t>(count));
        if (text.size() > size_limit) return std::nullopt;
    }
}

bool ended_well(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

char list_separator() { return ':'; }

bool is_runnable(const fs::path& program) {
    std::error_code ignored;
    return fs::is_regular_file(program, ignored) && ::access(program.c_str(), X_OK) == 0;
}

fs::path find_program(std::string_view name) {
    if (name.starts_with('/')) return is_runnable(name) ? fs::path(name) : fs::path();
    if (name.empty() || name.find('/') != std::string_view::npos) return {};
    const char* variable = std::getenv("PATH");
    std::string folders = variable == nullptr ? "" : variable;
    folders.append(":").append(kUsualFolders);
    for (std::string_view rest = folders; !rest.empty();) {
        const std::size_t colon = std::min(rest.find(':'), rest.size());
        const fs::path folder = rest.substr(0, colon);
        rest.remove_prefix(std::min(colon + 1, rest.size()));
        if (folder.is_absolute() && is_runnable(folder / name)) return folder / name;
    }
    return {};
}

bool launch_program(const fs::path& program, const std::vector<std::string>& arguments,
                    std::chrono::milliseconds watch) {
    const ArgumentVector vector(program, arguments);
    const pid_t process = SpawnPlan().start(vector.program(), vector.pointers());
    if (process == 0) return false;
    if (!ends_within(process, watch)) {
        // A browser that runs in the foreground. Somebody has to take its exit code.
        std::thread([process] { ::waitpid(process, nullptr, 0); }).detach();
        return true;
    }
    return ended_well(process);
}

std::optional<std::string> program_output(const fs::path& program, const std::vector<std::string>& arguments,
                                          std::chrono::milliseconds limit, std::size_t size_limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    Pipe pipe;
    if (!pipe.is_open()) return std::nullopt;
    const ArgumentVector vector(program, arguments);
    const pid_t process = SpawnPlan(pipe.end(1)).start(vector.program(), vector.pointers());
    if (process == 0) return std::nullopt;
    pipe.close_end(1);
    std::optional<std::string> text = read_until_closed(pipe.end(0), deadline, size_limit);
    // It has a session, and so a group, of its own. One that closed its output and lives on is late, too.
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (!text || !ends_within(process, std::max(left, std::chrono::milliseconds(0)))) ::kill(-process, SIGKILL);
    return ended_well(process) ? text : std::nullopt;
}

}  // namespace jit_console
