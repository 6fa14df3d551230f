#include "domain/access_denied.h"

#include <algorithm>

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {
namespace {

/// The word that follows `mark`, without the quotes and the full stop around it.
std::string_view word_after(std::string_view text, std::string_view mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return {};
    text = trim(text.substr(at + mark.size()));
    while (text.starts_with('"') || text.starts_with('\'')) text.remove_prefix(1);
    text = text.substr(0, text.find_first_of(" \t\r\n\"'"));
    while (!text.empty() && std::string_view(".,;:").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    return text;
}

/// "NAME" of "assumed-role/NAME/SESSION".
std::string role_of(const Arn& user) {
    constexpr std::string_view kStart = "assumed-role/";
    std::string_view resource = user.resource;
    if (!resource.starts_with(kStart)) return "";
    resource.remove_prefix(kStart.size());
    return std::string(resource.substr(0, resource.find('/')));
}

bool is_action(std::string_view word) {
    return word.find(':') != std::string_view::npos && is_all(word, [](char c) {
               return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == ':' || c == '*';
           });
}

/// `name` between characters that separate parts of a name.
bool has_part(std::string_view text, std::string_view name) {
    const auto separates = [](char c) { return !is_lower(c) && !is_upper(c) && !is_digit(c); };
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || separates(text[at - 1])) && (end == text.size() || separates(text[end]))) return true;
    }
    return false;
}

const Tenant* longest_in(std::string_view text, const std::vector<Tenant>& tenants) {
    const Tenant* longest = nullptr;
    for (const Tenant& tenant : tenants) {
        if (has_part(text, tenant.name) && (longest == nullptr || tenant.name.size() > longest->name.size()))
            longest = &tenant;
    }
    return longest;
}

}  // namespace

std::optional<AccessDenied> parse_access_denied(std::string_view text) {
    const std::string_view action = word_after(text, " is not authorized to perform:");
    if (!is_action(action)) return std::nullopt;
    AccessDenied denied{.action = std::string(action), .resource = parse_arn(word_after(text, " on resource:"))};
    const auto user = parse_arn(word_after(text, "User:"));
    if (user) denied.role = role_of(*user);
    if (denied.resource && is_account(denied.resource->account)) {
        denied.account = denied.resource->account;
    } else if (user && is_account(user->account)) {
        denied.account = user->account;
    }
    return denied;
}

const Tenant* owner_of(const AccessDenied& denied, const std::vector<Tenant>& tenants) {
    const Tenant* owner = denied.resource ? longest_in(denied.resource->resource, tenants) : nullptr;
    return owner != nullptr ? owner : longest_in(denied.role, tenants);
}

ConsolePlace place_of(const AccessDenied& denied) {
    if (denied.resource) return parse_arn_place(denied.resource->text);
    try {
        return parse_console_place(denied.action.substr(0, denied.action.find(':')));
    } catch (const Error&) {
        return ConsoleHome{};
    }
}

}  // namespace jit_console
