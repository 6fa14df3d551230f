#include "system/desktop/desktop.h"

#include <array>
#include <chrono>

#include <sys/sysctl.h>
#include <sys/utsname.h>

#include "domain/named_browser.h"
#include "system/process/program_launch.h"

namespace jit_console {
namespace {

constexpr std::chrono::milliseconds kOpenerWatch{2000};

/// "14.5"; "" where the system doesn't say.
std::string product_version() {
    std::array<char, 64> text{};
    std::size_t size = text.size() - 1;
    if (::sysctlbyname("kern.osproductversion", text.data(), &size, nullptr, 0) != 0) return {};
    return text.data();
}

}  // namespace

bool desktop_is_there() { return true; }

bool open_in_default_browser(const std::string& url) { return launch_program("/usr/bin/open", {url}, kOpenerWatch); }

bool start_browser(std::string_view id, const std::vector<std::string>& arguments) {
    const auto names = browser_programs(kThisPlatform, id);
    if (names.empty()) return false;
    // Without -n a running application gets no arguments; browsers hand them to the one that runs.
    std::vector<std::string> words{"-n", "-a", std::string(names.front()), "--args"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return launch_program("/usr/bin/open", words, kOpenerWatch);
}

std::string system_name() {
    const std::string name = "macOS " + product_version();
    utsname kernel{};
    if (::uname(&kernel) != 0) return name;
    return name + ", " + kernel.sysname + " " + kernel.release + " " + kernel.machine;
}

}  // namespace jit_console
