#include "domain/tenant_links.h"

#include <optional>
#include <utility>

#include "base/error.h"
#include "domain/arn.h"
#include "domain/console_place.h"
#include "domain/json_answer.h"
#include "domain/readable_text.h"
#include "domain/url.h"

namespace jit_console {
namespace {

constexpr std::size_t kLinkNameLimit = 256;  // characters that are shown
constexpr std::size_t kAddressLimit = 2048;

bool is_web_address(std::string_view text) {
    const auto [ok, url] = parse_url(text);
    return ok && (url.scheme == "https" || url.scheme == "http") && !url.has_user_info && !url.host.empty();
}

std::optional<TenantLink> link_of(const std::string* name, const std::string* type, const std::string* value) {
    if (type == nullptr || value == nullptr || value->size() > kAddressLimit) return std::nullopt;
    TenantLink link;
    link.in_console = *type == "aws_console";
    const bool leads_there = link.in_console ? is_console_url(*value) || parse_arn(*value).has_value()
                                             : *type == "url" && is_web_address(*value);
    if (!leads_there) return std::nullopt;
    if (name != nullptr) link.name = readable_line(*name, kLinkNameLimit);
    if (link.name.empty()) link.name = readable_line(*value, kLinkNameLimit);
    link.to = *value;
    return link;
}

}  // namespace

std::vector<TenantLink> parse_tenant_links(std::string_view body) {
    const JsonAnswer answer(body, ErrorCode::portal_answer, "the portal");
    std::vector<TenantLink> links;
    for (const JsonAnswer::Json& item : answer.array()) {
        if (!item.is_object()) answer.fail("an entry of its list is not an object");
        auto link = link_of(JsonAnswer::optional_string(item, "Key"), JsonAnswer::optional_string(item, "Type"),
                            JsonAnswer::optional_string(item, "Value"));
        if (link) links.push_back(*std::move(link));
    }
    return links;
}

}  // namespace jit_console
