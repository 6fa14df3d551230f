#include "domain/project_defaults.h"

#include <algorithm>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/portal.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

constexpr std::size_t kLongestTenant = 128;

[[noreturn]] void refuse(std::size_t line, const std::string& why) {
    throw Error(ErrorCode::config, "line " + std::to_string(line) + " " + why,
                "write PORTAL=NAME, the name of a configured portal, and TENANT=NAME");
}

bool is_tenant_name(std::string_view text) {
    return !text.empty() && text.size() <= kLongestTenant && is_readable(text) &&
           text.find_first_of("/:") == std::string_view::npos;
}

void take(ProjectDefaults& defaults, std::string_view line, std::size_t number) {
    const std::size_t sign = std::min(line.find('='), line.size());
    const std::string_view name = trim(line.substr(0, sign));
    const std::string_view value = trim(line.substr(std::min(sign + 1, line.size())));
    if (name != "PORTAL" && name != "TENANT") refuse(number, "is neither PORTAL=NAME nor TENANT=NAME");
    std::string& kept = name == "PORTAL" ? defaults.portal : defaults.tenant;
    if (!kept.empty()) refuse(number, "names it a second time");
    const bool is_name = name == "PORTAL" ? is_portal_name(value) : is_tenant_name(value);
    if (!is_name) refuse(number, "has no such name");
    kept = value;
}

}  // namespace

ProjectDefaults parse_project_defaults(std::string_view text) {
    ProjectDefaults defaults;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line.front() != '#') take(defaults, line, number);
    }
    if (defaults == ProjectDefaults()) refuse(1, "and those after it name neither a portal nor a tenant");
    return defaults;
}

}  // namespace jit_console
