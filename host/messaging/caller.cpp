#include "messaging/caller.h"

#include <algorithm>

#include "base/error.h"
#include "domain/extension_ids.h"

namespace jit_console {
namespace {

constexpr std::string_view kChromiumScheme = "chrome-extension://";

bool is_manifest_path(std::string_view argument) {
    const bool with_drive = argument.size() > 1 && argument.substr(1).starts_with(":\\");
    return (argument.starts_with('/') || with_drive) && argument.ends_with(".json");
}

bool is_known(BrowserFamily family, std::string_view id, const MoreIds& more) {
    const auto has = [&](const std::vector<std::string>& ids) { return std::ranges::find(ids, id) != ids.end(); };
    return has(extension_ids(family)) || has(extension_ids(family, more()));
}

}  // namespace

bool is_browser_call(std::span<const std::string_view> arguments) {
    if (arguments.empty()) return false;
    return arguments[0].starts_with(kChromiumScheme) || is_manifest_path(arguments[0]);
}

void check_caller(std::span<const std::string_view> arguments, const MoreIds& more) {
    std::string_view first = arguments[0];
    if (first.starts_with(kChromiumScheme)) {
        std::string_view id = first.substr(kChromiumScheme.size());
        if (id.ends_with('/') && is_known(BrowserFamily::chromium, id.substr(0, id.size() - 1), more)) return;
    } else if (arguments.size() > 1 && is_known(BrowserFamily::firefox, arguments[1], more)) {
        return;
    }
    throw Error(ErrorCode::unknown_caller, "started by an extension that isn't jit-console's",
                "remove that extension, or reinstall jit-console");
}

}  // namespace jit_console
