#include "domain/extension_ids.h"

#include <algorithm>

#include "domain/json_answer.h"
#include "ids.h"

namespace jit_console {
namespace {

constexpr std::size_t kChromiumLength = 32;
/// Firefox's own limit.
constexpr std::size_t kLongestAddOn = 80;

bool is_add_on_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_';
}

bool is_add_on_id(std::string_view text) {
    if (text.size() > kLongestAddOn) return false;
    if (text.starts_with('{') && text.ends_with('}')) {
        text = text.substr(1, text.size() - 2);
        return !text.empty() && std::ranges::all_of(text, is_add_on_letter);
    }
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at + 1 == text.size()) return false;
    return std::ranges::all_of(text.substr(0, at), is_add_on_letter) &&
           std::ranges::all_of(text.substr(at + 1), is_add_on_letter);
}

}  // namespace

bool is_extension_id(BrowserFamily family, std::string_view text) {
    if (family == BrowserFamily::firefox) return is_add_on_id(text);
    return text.size() == kChromiumLength && std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'p'; });
}

std::vector<std::string> extension_ids(BrowserFamily family, const std::vector<std::string>& more) {
    const char* list = family == BrowserFamily::chromium ? "chromium_extension_ids" : "firefox_extension_ids";
    std::vector<std::string> ids = nlohmann::json::parse(kIdsJson).at(list);
    for (const std::string& id : more) {
        if (is_extension_id(family, id) && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
    return ids;
}

}  // namespace jit_console
