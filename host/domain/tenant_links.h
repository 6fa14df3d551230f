#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// A link that an administrator gave to a tenant.
struct TenantLink {
    std::string name;  ///< one line, fit to be shown
    std::string to;    ///< of `in_console`: a page of the console, or an ARN; else an address of http or https
    bool in_console = false;

    bool operator==(const TenantLink&) const = default;
};

/// What GetTenantConfigData answers, in its order: entries of the types "aws_console" and "url" (source: the public
/// clients). What leads nowhere is left out: no value, no page of the console, no address of http or https, or one with
/// a user's name in it. Throws `portal_answer` as portal_answers.h says.
std::vector<TenantLink> parse_tenant_links(std::string_view body);

}  // namespace jit_console
