#include "domain/cloud_resources.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "domain/arn.h"
#include "domain/arn_page.h"
#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

constexpr std::size_t kResourceNameLimit = 256;  // characters that are shown

/// The name at the end of an ARN or a queue's address.
std::string_view last_part(std::string_view text) {
    const std::size_t cut = text.find_last_of("/:");
    return cut == std::string_view::npos || cut + 1 == text.size() ? text : text.substr(cut + 1);
}

std::optional<CloudResource> resource_of(const std::string* name, const std::string* arn_text) {
    const auto arn_of = [](const std::string* text) { return text == nullptr ? std::nullopt : parse_arn(*text); };
    std::optional<Arn> arn = arn_of(arn_text);
    if (!arn) arn = arn_of(name);
    if (!arn) return std::nullopt;
    const bool named = name != nullptr && name->find(':') == std::string::npos;
    CloudResource resource;
    resource.name = readable_line(named ? std::string_view(*name) : last_part(arn->text), kResourceNameLimit);
    if (resource.name.empty()) resource.name = readable_line(last_part(arn->text), kResourceNameLimit);
    resource.kind = arn_page(*arn, std::nullopt).kind;
    resource.arn = std::move(arn->text);
    return resource;
}

bool resource_comes_before(const CloudResource& a, const CloudResource& b) {
    const std::string x = to_lower(a.name);
    const std::string y = to_lower(b.name);
    return x != y ? x < y : a.arn < b.arn;
}

}  // namespace

std::vector<CloudResource> parse_cloud_resources(std::string_view body) {
    const JsonAnswer answer(body, ErrorCode::portal_answer, "the portal");
    std::vector<CloudResource> resources;
    for (const JsonAnswer::Json& item : answer.array()) {
        if (!item.is_object()) answer.fail("an entry of its list is not an object");
        auto resource =
            resource_of(JsonAnswer::optional_string(item, "Name"), JsonAnswer::optional_string(item, "Arn"));
        if (resource) resources.push_back(*std::move(resource));
    }
    std::sort(resources.begin(), resources.end(), resource_comes_before);
    return resources;
}

}  // namespace jit_console
