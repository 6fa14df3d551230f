#include "system/desktop/desktop.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <sys/utsname.h>

#include "base/error.h"
#include "domain/named_browser.h"
#include "domain/readable_text.h"
#include "system/files/files.h"
#include "system/process/program_launch.h"

namespace jit_console {
namespace {

constexpr std::chrono::milliseconds kOpenerWatch{2000};
constexpr std::size_t kOsReleaseLimit = 1024 * 1024;

/// The value of PRETTY_NAME in os-release's form.
std::string pretty_name(const std::string& text) {
    constexpr std::string_view kField = "PRETTY_NAME=";
    const std::size_t start = text.find(kField);
    if (start == std::string::npos) return {};
    std::string value = text.substr(start + kField.size());
    value = value.substr(0, value.find('\n'));
    std::erase(value, '"');
    return readable_line(value, 100);
}

}  // namespace

bool desktop_is_there() {
    return std::ranges::any_of(std::initializer_list<const char*>{"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"},
                               [](const char* name) {
                                   const char* value = std::getenv(name);
                                   return value != nullptr && *value != '\0';
                               });
}

bool open_in_default_browser(const std::string& url) {
    const auto program = find_program("xdg-open");
    return !program.empty() && launch_program(program, {url}, kOpenerWatch);
}

bool start_browser(std::string_view id, const std::vector<std::string>& arguments) {
    return std::ranges::any_of(browser_programs(kThisPlatform, id), [&](std::string_view name) {
        const auto program = find_program(name);
        return !program.empty() && launch_program(program, arguments, kOpenerWatch);
    });
}

std::string system_name() {
    std::string name;
    try {
        name = pretty_name(read_file("/etc/os-release", kOsReleaseLimit).value_or(""));
    } catch (const Error&) {
        // Its name is a comfort; the kernel's says enough.
    }
    utsname kernel{};
    if (::uname(&kernel) != 0) return name;
    if (!name.empty()) name += ", ";
    return name + kernel.sysname + " " + kernel.release + " " + kernel.machine;
}

}  // namespace jit_console
