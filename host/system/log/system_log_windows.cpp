#include "system/log/system_log.h"

#include <string>

#include <windows.h>

#include "base/error.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

/// Without a message file of its own the source's events show their text after a remark of Windows'.
constexpr DWORD kEvent = 1;

class EventLog final : public SystemLog {
public:
    void write(std::string_view line) override {
        HANDLE log = ::RegisterEventSourceW(nullptr, L"jit-console");
        const std::wstring text = wide_text(std::string(line));
        const wchar_t* texts[] = {text.c_str()};
        const BOOL is_written = log != nullptr && ::ReportEventW(log, EVENTLOG_INFORMATION_TYPE, 0, kEvent, nullptr, 1,
                                                                 0, texts, nullptr) != 0;
        const DWORD error = ::GetLastError();
        if (log != nullptr) ::DeregisterEventSource(log);
        if (is_written) return;
        throw Error(ErrorCode::config, "the event log: " + windows_error_words(error),
                    "check that the service Windows Event Log runs");
    }
};

}  // namespace

std::unique_ptr<SystemLog> make_system_log() { return std::make_unique<EventLog>(); }

}  // namespace jit_console
