#include "system/process/confinement.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "system/process/environment.h"
#include "system/process/process_hardening.h"

// Landlock by its calls: the C library has no functions for it, and the headers of a system may be older than its
// kernel (source: the kernel's documentation, userspace-api/landlock and userspace-api/seccomp_filter).

namespace jit_console {
namespace {

namespace fs = std::filesystem;

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;  // calls stay as they are
#endif

// The same on all architectures.
constexpr int kSetUpIoUring = 425;
constexpr int kOpenTree = 428;
constexpr int kMoveMount = 429;
constexpr int kOpenFileSystem = 430;
constexpr int kMountFileSystem = 432;
constexpr int kGetFdOfProcess = 438;
constexpr int kSetMount = 442;
constexpr int kCreateRuleset = 444;
constexpr int kAddRule = 445;
constexpr int kRestrictSelf = 446;

constexpr std::uint64_t kWriteFile = 1ULL << 1;
/// Removing and making whatever there is, and (from version 2) moving between folders.
constexpr std::uint64_t kChange = 0x3FF0ULL | kWriteFile;
constexpr std::uint64_t kTruncate = 1ULL << 14;  // version 3
/// Allowed nowhere: what others connect to is made before.
constexpr std::uint64_t kMakeSocket = 1ULL << 9;

struct [[gnu::packed]] FolderRule {
    std::uint64_t allowed;
    std::int32_t folder;
};

long landlock_version() {
    const long version = ::syscall(kCreateRuleset, nullptr, 0, 1);
    // Version 1 can't give a file that was made without a name its name.
    return version >= 2 ? version : 0;
}

std::uint64_t changing_rights(long version) { return version >= 3 ? kChange | kTruncate : kChange; }

bool all_exist(const std::vector<fs::path>& folders) {
    return std::ranges::all_of(folders, [](const fs::path& folder) {
        std::error_code ignored;
        return fs::is_directory(folder, ignored);
    });
}

bool allow(int ruleset, const fs::path& path, std::uint64_t rights) {
    FolderRule rule{rights, ::open(path.c_str(), O_PATH | O_CLOEXEC)};
    if (rule.folder < 0) return false;
    const bool added = ::syscall(kAddRule, ruleset, 1, &rule, 0) == 0;
    ::close(rule.folder);
    return added;
}

bool confine_files(const std::vector<fs::path>& folders) {
    const long version = landlock_version();
    if (version == 0 || !all_exist(folders)) return false;
    const std::uint64_t rights = changing_rights(version);
    const int ruleset = static_cast<int>(::syscall(kCreateRuleset, &rights, sizeof rights, 0));
    if (ruleset < 0) return false;
    bool done = std::ranges::all_of(
        folders, [&](const fs::path& folder) { return allow(ruleset, folder, rights & ~kMakeSocket); });
    // What programs that we run write to.
    done = done && allow(ruleset, "/dev/null", rights & (kWriteFile | kTruncate));
    done = done && ::syscall(kRestrictSelf, ruleset, 0) == 0;
    ::close(ruleset);
    return done;
}

/// Nothing that this program, its libraries, or what the doctor runs have any use for. Whatever else there is stays
/// allowed, since C libraries and resolvers differ in what they call.
constexpr std::array kRefusedCalls{
    // other processes
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, kGetFdOfProcess,
    // faults of the kernel, most often reached by these
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_open_by_handle_at, kSetUpIoUring,
    // the system
    SYS_mount, SYS_umount2, kOpenTree, kMoveMount, kOpenFileSystem, kMountFileSystem, kSetMount, SYS_pivot_root,
    SYS_chroot, SYS_setns, SYS_unshare, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load,
    SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_settimeofday, SYS_clock_settime, SYS_clock_adjtime, SYS_adjtimex,
    SYS_sethostname, SYS_setdomainname, SYS_fanotify_init, SYS_quotactl};

std::vector<sock_filter> filter_of_calls() {
    const auto statement = [](int code, std::uint32_t value) {
        return sock_filter{static_cast<std::uint16_t>(code), 0, 0, value};
    };
    const auto jump = [](int code, std::uint32_t value, std::size_t yes, std::size_t no) {
        return sock_filter{static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(yes),
                           static_cast<std::uint8_t>(no), value};
    };
    constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;
    std::vector<sock_filter> filter{
        statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        jump(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
        // 32-bit calls have numbers of their own.
        statement(BPF_RET | BPF_K, kRefuse),
        statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    };
#if defined(__x86_64__)
    // So have those of its x32 form.
    filter.push_back(jump(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, kRefusedCalls.size() + 1, 0));
#endif
    for (std::size_t i = 0; i < kRefusedCalls.size(); ++i) {
        filter.push_back(
            jump(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(kRefusedCalls[i]), kRefusedCalls.size() - i, 0));
    }
    filter.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    filter.push_back(statement(BPF_RET | BPF_K, kRefuse));
    return filter;
}

/// The kernel takes filters: given none, it complains of that.
bool may_confine_calls() {
    // LeakSanitizer traces its own process.
    return kArchitecture != 0 && !kSanitized && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, nullptr, 0, 0) < 0 &&
           errno == EFAULT;
}

/// What the keyring's library would start under the same limits: a session bus with its services where a display has
/// none, and it stays after this process; or a program that leads to the bus of another machine.
bool may_start_services() {
    const std::string bus = environment_variable("DBUS_SESSION_BUS_ADDRESS");
    if (!bus.empty()) return bus.find("autolaunch:") != std::string::npos || bus.find("unixexec:") != std::string::npos;
    std::error_code ignored;
    const fs::path runtime = folder_variable("XDG_RUNTIME_DIR");
    return !environment_variable("DISPLAY").empty() && (runtime.empty() || !fs::exists(runtime / "bus", ignored));
}

/// libsecret's keyring in a file (source: libsecret's secret-backend.c).
bool may_write_keyring() {
    std::error_code ignored;
    return !environment_variable("SECRET_BACKEND").empty() || !environment_variable("SNAP_NAME").empty() ||
           fs::exists("/.flatpak-info", ignored);
}

bool confine_calls() {
    if (!may_confine_calls()) return false;
    std::vector<sock_filter> filter = filter_of_calls();
    const sock_fprog program{static_cast<std::uint16_t>(filter.size()), filter.data()};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

}  // namespace

std::vector<FolderId> folder_ids(const std::vector<fs::path>& folders) {
    std::vector<FolderId> ids;
    for (const fs::path& folder : folders) {
        struct stat status {};
        const bool exists = ::stat(folder.c_str(), &status) == 0;
        ids.push_back(exists ? FolderId{status.st_dev, status.st_ino} : FolderId{});
    }
    return ids;
}

Confinement confine_process(const std::vector<fs::path>& folders) {
    Confinement done;
    if (may_start_services() || may_write_keyring()) return done;
    // The other two can't be had without it.
    done.privileges = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    done.files = done.privileges && confine_files(folders);
    done.calls = done.privileges && confine_calls();
    return done;
}

Confinement possible_confinement(const std::vector<fs::path>& folders) {
    if (may_start_services() || may_write_keyring()) return {};
    return {true, landlock_version() > 0 && all_exist(folders), may_confine_calls()};
}

}  // namespace jit_console
