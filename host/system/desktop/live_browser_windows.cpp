#include "system/desktop/live_browser.h"

namespace jit_console {

std::unique_ptr<LiveSocket> make_live_socket(const std::filesystem::path&, std::string_view, std::string_view) {
    return nullptr;
}

std::optional<std::string> ask_live_browser(const LiveBrowser&, std::string_view, std::chrono::seconds) {
    return std::nullopt;
}

}  // namespace jit_console
