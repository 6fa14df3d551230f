#include "domain/proxy.h"

#include <algorithm>

#include "domain/ascii.h"

namespace jit_console {
namespace {

std::string first_of(const Variable& variable, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (std::string value = variable(name); !value.empty()) return value;
    }
    return {};
}

bool is_of_domain(std::string_view host, std::string_view domain) {
    while (domain.starts_with('.')) domain.remove_prefix(1);
    if (domain.empty() || !host.ends_with(domain)) return false;
    return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool is_excepted(std::string_view host, std::string_view list) {
    if (trim(list) == "*") return true;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find_first_of(", "), list.size());
        if (is_of_domain(host, to_lower(list.substr(0, end)))) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

}  // namespace

std::string proxy_for(std::string_view host, const Variable& variable) {
    host = host.substr(0, host.rfind(':'));
    const std::string value = first_of(variable, {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
    if (value.empty() || is_excepted(to_lower(host), first_of(variable, {"no_proxy", "NO_PROXY"}))) return {};
    std::string_view proxy = value;
    if (const std::size_t scheme = proxy.find("://"); scheme != std::string_view::npos) proxy.remove_prefix(scheme + 3);
    proxy = proxy.substr(0, proxy.find('/'));
    if (const std::size_t user = proxy.rfind('@'); user != std::string_view::npos) proxy.remove_prefix(user + 1);
    return std::string(proxy);
}

}  // namespace jit_console
