#include "system/process/fzf.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <string_view>

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/process/environment.h"
#include "system/process/process_spawn.h"
#include "system/process/program_launch.h"
#include "system/process/standard_streams.h"

// POSIX has programs declare it. NOLINTNEXTLINE(*-avoid-non-const-global-variables, readability-redundant-declaration)
extern char** environ;

namespace jit_console {
namespace {

/// Source: fzf(1), "EXIT STATUS".
constexpr int kPicked = 0;
constexpr int kNoMatch = 1;
constexpr int kInterrupted = 130;

/// Both ends of a pipe, closed with it.
class FzfPipe {
public:
    FzfPipe() {
        if (!open_pipe(ends_)) throw std::bad_alloc();
    }
    ~FzfPipe() {
        for (const int which : {0, 1}) close_end(which);
    }
    FzfPipe(const FzfPipe&) = delete;
    FzfPipe& operator=(const FzfPipe&) = delete;

    int end(int which) const { return ends_[which]; }
    void close_end(int which) {
        if (ends_[which] >= 0) ::close(ends_[which]);
        ends_[which] = -1;
    }

private:
    int ends_[2]{-1, -1};
};

std::vector<char*> pointers_of(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environment_without_token() {
    std::vector<std::string> kept;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        if (!std::string_view(*entry).starts_with("JIT_CONSOLE_TOKEN=")) kept.emplace_back(*entry);
    }
    return kept;
}

/// With our terminal and standard error, in which it draws. 0 where it can't be started.
pid_t start_fzf(std::vector<std::string> words, int input, int output) {
    posix_spawn_file_actions_t actions = {};
    posix_spawnattr_t attributes = {};
    if (::posix_spawn_file_actions_init(&actions) != 0 || ::posix_spawnattr_init(&attributes) != 0)
        throw std::bad_alloc();
    ::posix_spawn_file_actions_adddup2(&actions, input, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output, 1);
    short flags = POSIX_SPAWN_SETSIGDEF;
    close_other_descriptors(actions, flags);
    sigset_t signals;
    ::sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&attributes, &signals);
    ::posix_spawnattr_setflags(&attributes, flags);
    std::vector<std::string> environment = environment_without_token();
    pid_t process = 0;
    const int failure = ::posix_spawn(&process, words.front().c_str(), &actions, &attributes, pointers_of(words).data(),
                                      pointers_of(environment).data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return failure == 0 ? process : 0;
}

/// As far as they are wanted: who picks early closes the pipe.
void write_lines(int to, const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    for (std::string_view rest = text; !rest.empty();) {
        const ssize_t count = ::write(to, rest.data(), rest.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
}

std::string read_to_end(int from) {
    constexpr std::size_t kMost = 64 * 1024;
    std::string text;
    std::array<char, 1024> bytes{};
    while (text.size() < kMost) {
        const ssize_t count = ::read(from, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        text.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return text;
}

int ended_with(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// The person's own options may have it print more before.
std::string last_line(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    return std::string(text.substr(text.rfind('\n') + 1));
}

}  // namespace

std::optional<std::string> pick_with_fzf(const std::vector<std::string>& choices, const std::string& prompt) {
    const std::string terminal = environment_variable("TERM");
    const std::string program = terminal.empty() || terminal == "dumb" ? "" : find_program("fzf").string();
    if (program.empty()) return std::nullopt;
    ignore_broken_pipes();
    FzfPipe input;
    FzfPipe output;
    const pid_t process =
        start_fzf({program, "+m", "--height=40%", "--reverse", "--tiebreak=index", "--prompt=" + prompt}, input.end(0),
                  output.end(1));
    if (process == 0) return std::nullopt;
    input.close_end(0);
    output.close_end(1);
    write_lines(input.end(1), choices);
    input.close_end(1);
    const std::string picked = last_line(read_to_end(output.end(0)));
    const int code = ended_with(process);
    if (code == kNoMatch || code == kInterrupted) return "";
    if (code != kPicked || std::ranges::find(choices, picked) == choices.end()) return std::nullopt;
    return picked;
}

}  // namespace jit_console
