#include "system/desktop/desktop.h"

#include <chrono>

#include <windows.h>
#include <objbase.h>
#include <shellapi.h>

#include "base/path_text.h"
#include "domain/named_browser.h"
#include "system/install/registry.h"
#include "system/process/program_launch.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

constexpr std::chrono::milliseconds kOpenerWatch{2000};

}  // namespace

bool desktop_is_there() { return true; }

bool open_in_default_browser(const std::string& url) {
    // A browser may be registered as a COM server.
    const HRESULT begun = ::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE);
    const HINSTANCE answer = ::ShellExecuteW(nullptr, L"open", wide_text(url).c_str(), nullptr, nullptr, SW_SHOWNORMAL);
    if (SUCCEEDED(begun)) ::CoUninitialize();
    return reinterpret_cast<INT_PTR>(answer) > 32;  // so says its documentation
}

bool start_browser(std::string_view id, const std::vector<std::string>& arguments) {
    for (const std::string_view name : browser_programs(kThisPlatform, id)) {
        for (const char* root : {"HKCU", "HKLM"}) {
            // Not by its name, which would be looked for in the folder of a project first.
            auto program = registry_default(
                std::string(root) + R"(\Software\Microsoft\Windows\CurrentVersion\App Paths\)" + std::string(name));
            if (!program) continue;
            std::erase(*program, '"');
            if (launch_program(path_of(*program), arguments, kOpenerWatch)) return true;
        }
    }
    return false;
}

std::string system_name() {
    // GetVersionEx() tells programs without a manifest of another Windows.
    using Version = LONG(WINAPI*)(OSVERSIONINFOW*);
    OSVERSIONINFOW about{};
    about.dwOSVersionInfoSize = sizeof about;
    const auto version = reinterpret_cast<Version>(
        reinterpret_cast<void*>(::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion")));
    if (version == nullptr || version(&about) != 0) return "Windows";
    return "Windows " + std::to_string(about.dwMajorVersion) + "." + std::to_string(about.dwMinorVersion) + "." +
           std::to_string(about.dwBuildNumber) + " x86_64";
}

}  // namespace jit_console
