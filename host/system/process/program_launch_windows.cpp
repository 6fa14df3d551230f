#include "system/process/program_launch.h"

#include <algorithm>
#include <condition_variable>
#include <cwctype>
#include <mutex>
#include <thread>

#include <windows.h>

#include "base/path_text.h"
#include "system/process/environment.h"
#include "system/process/windows_handle.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::wstring_view kProgramEnding = L".exe";

/// One word of a command line as CommandLineToArgvW() and C's start-up code take it apart again.
std::wstring quoted(const std::wstring& word) {
    std::wstring text = L"\"";
    std::size_t slashes = 0;
    for (const wchar_t c : word) {
        if (c == L'\\') {
            ++slashes;
            continue;
        }
        // Before a quotation mark slashes count double; elsewhere they are themselves.
        text.append(c == L'"' ? 2 * slashes + 1 : slashes, L'\\').push_back(c);
        slashes = 0;
    }
    return text.append(2 * slashes, L'\\') + L"\"";
}

std::wstring command_line(const fs::path& program, const std::vector<std::string>& arguments) {
    std::wstring line = quoted(program.wstring());
    for (const std::string& argument : arguments) line += L" " + quoted(wide_text(argument));
    return line;
}

WindowsHandle nowhere() {
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    return windows_handle(::CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                        &inherited, OPEN_EXISTING, 0, nullptr));
}

void free_attributes(LPPROC_THREAD_ATTRIBUTE_LIST list) {
    ::DeleteProcThreadAttributeList(list);
    ::operator delete(list);
}

/// Names the handles that a child gets; it gets no others.
class InheritedHandles {
public:
    explicit InheritedHandles(std::vector<HANDLE> handles) : handles_(std::move(handles)) {
        SIZE_T size = 0;
        ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        auto* list = static_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(::operator new(size));
        ::InitializeProcThreadAttributeList(list, 1, 0, &size);
        list_.reset(list);
        ::UpdateProcThreadAttribute(list, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles_.data(),
                                    handles_.size() * sizeof(HANDLE), nullptr, nullptr);
    }
    LPPROC_THREAD_ATTRIBUTE_LIST get() const { return list_.get(); }

private:
    std::vector<HANDLE> handles_;
    UniqueHandle<std::remove_pointer_t<LPPROC_THREAD_ATTRIBUTE_LIST>, free_attributes> list_;
};

struct Started {
    WindowsHandle process;
    WindowsHandle thread;
};

/// Empty where it can't be started. `output`: an inheritable handle, or null for none.
Started start(const fs::path& program, const std::vector<std::string>& arguments, HANDLE output, DWORD flags) {
    const WindowsHandle null_device = nowhere();
    if (!null_device) return {};
    std::vector<HANDLE> handles{null_device.get()};
    if (output != nullptr) handles.push_back(output);
    const InheritedHandles inherited(handles);
    STARTUPINFOEXW info{};
    info.StartupInfo.cb = sizeof info;
    info.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    info.StartupInfo.hStdInput = info.StartupInfo.hStdError = null_device.get();
    info.StartupInfo.hStdOutput = output == nullptr ? null_device.get() : output;
    info.lpAttributeList = inherited.get();
    flags |= EXTENDED_STARTUPINFO_PRESENT | CREATE_NO_WINDOW | CREATE_DEFAULT_ERROR_MODE;
    // Firefox ends what runs in the job of its hosts: a browser must not. Where a job lets nobody go it stays in it.
    for (const DWORD breakaway : {static_cast<DWORD>(CREATE_BREAKAWAY_FROM_JOB), DWORD{0}}) {
        std::wstring line = command_line(program, arguments);
        PROCESS_INFORMATION made{};
        if (::CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, TRUE, flags | breakaway, nullptr, nullptr,
                             &info.StartupInfo, &made)) {
            return {WindowsHandle(made.hProcess), WindowsHandle(made.hThread)};
        }
    }
    return {};
}

bool ended_well(const WindowsHandle& process) {
    DWORD code = 1;
    return ::GetExitCodeProcess(process.get(), &code) && code == 0;
}

/// Ends whatever is in the job unless it is told in time that all is well.
class Watchdog {
public:
    Watchdog(HANDLE job, std::chrono::milliseconds limit)
        : thread_([this, job, limit] {
              std::unique_lock lock(mutex_);
              if (!done_.wait_for(lock, limit, [this] { return is_done_; })) ::TerminateJobObject(job, 1);
          }) {}
    ~Watchdog() {
        {
            const std::lock_guard lock(mutex_);
            is_done_ = true;
        }
        done_.notify_all();
    }
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable done_;
    bool is_done_ = false;
    std::jthread thread_;
};

/// Until everybody has closed the other end. Nothing where it brings more than `size_limit` bytes.
std::optional<std::string> read_until_closed(HANDLE pipe, std::size_t size_limit) {
    std::string text;
    char bytes[1024];
    DWORD count = 0;
    while (::ReadFile(pipe, bytes, sizeof bytes, &count, nullptr) && count > 0) {
        text.append(bytes, count);
        if (text.size() > size_limit) return std::nullopt;
    }
    return text;
}

}  // namespace

char list_separator() { return ';'; }

bool is_runnable(const fs::path& program) {
    std::error_code ignored;
    std::wstring ending = program.extension().wstring();
    std::ranges::transform(ending, ending.begin(), [](wchar_t c) { return static_cast<wchar_t>(std::towlower(c)); });
    return ending == kProgramEnding && fs::is_regular_file(program, ignored);
}

fs::path find_program(std::string_view name) {
    const auto runnable = [](fs::path path) {
        if (is_runnable(path)) return path;
        path += kProgramEnding;
        return is_runnable(path) ? path : fs::path();
    };
    const fs::path wanted = path_of(name);
    if (wanted.is_absolute()) return runnable(wanted);
    if (name.empty() || wanted.has_parent_path()) return {};
    const std::string folders = environment_variable("PATH");
    for (std::string_view rest = folders; !rest.empty();) {
        const std::size_t end = std::min(rest.find(list_separator()), rest.size());
        const fs::path folder = path_of(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!folder.is_absolute()) continue;
        if (const fs::path program = runnable(folder / wanted); !program.empty()) return program;
    }
    return {};
}

bool launch_program(const fs::path& program, const std::vector<std::string>& arguments,
                    std::chrono::milliseconds watch) {
    const Started started = start(program, arguments, nullptr, 0);
    if (!started.process) return false;
    // A browser that runs in the foreground is left to itself.
    const DWORD ended = ::WaitForSingleObject(started.process.get(), static_cast<DWORD>(watch.count()));
    return ended == WAIT_TIMEOUT || ended_well(started.process);
}

std::optional<std::string> program_output(const fs::path& program, const std::vector<std::string>& arguments,
                                          std::chrono::milliseconds limit, std::size_t size_limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    HANDLE ends[2]{};
    if (!::CreatePipe(&ends[0], &ends[1], &inherited, 0)) return std::nullopt;
    const WindowsHandle reader(ends[0]);
    WindowsHandle writer(ends[1]);
    ::SetHandleInformation(reader.get(), HANDLE_FLAG_INHERIT, 0);
    // With whatever it starts.
    const WindowsHandle job(::CreateJobObjectW(nullptr, nullptr));
    const Started started = start(program, arguments, writer.get(), CREATE_SUSPENDED);
    if (!job || !started.process) return std::nullopt;
    ::AssignProcessToJobObject(job.get(), started.process.get());
    ::ResumeThread(started.thread.get());
    writer.reset();
    std::optional<std::string> text;
    {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        const Watchdog watchdog(job.get(), left);
        text = read_until_closed(reader.get(), size_limit);
        if (!text) ::TerminateJobObject(job.get(), 1);
        // One that closed its output and lives on is late, too.
        ::WaitForSingleObject(started.process.get(), INFINITE);
    }
    return ended_well(started.process) ? text : std::nullopt;
}

}  // namespace jit_console
