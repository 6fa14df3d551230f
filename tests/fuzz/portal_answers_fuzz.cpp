#include "domain/portal.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "domain/arn.h"
#include "domain/console_place.h"
#include "domain/partition.h"
#include "domain/portal_answers.h"
#include "domain/readable_text.h"
#include "domain/tenant_links.h"
#include "domain/url.h"
#include "require.h"

using namespace jit_console;

namespace {

template <typename Parse>
void parse(const Parse& call) {
    try {
        call();
    } catch (const Error& error) {
        require(error.code() == ErrorCode::portal_answer, "nothing but `portal_answer` is thrown");
        require(!error.hint().empty(), "a refusal says what to do");
    }
}

void check_tenants(const std::vector<Tenant>& tenants) {
    for (const Tenant& tenant : tenants) {
        require(is_guid(tenant.id), "a tenant's id is a GUID");
        require(!tenant.name.empty() && is_readable(tenant.name), "a tenant's name is fit for a terminal");
        require(find_tenant(tenants, TenantReference(tenant.id)) != nullptr, "a tenant is found by its id");
    }
}

void check_credentials(const JitCredentials& credentials) {
    require(credentials.validity.count() >= 1 && credentials.validity.count() <= 43200, "validity is in its bounds");
    require(!credentials.region || is_region(credentials.region->code()), "a region is a region's code");
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    const std::string_view key = credentials.secret_access_key.reveal();
    require(std::none_of(key.begin(), key.end(), is_control), "a key holds no control character");
}

void check_links(const std::vector<TenantLink>& links) {
    for (const TenantLink& link : links) {
        require(is_readable(link.name), "a link's name is fit to be shown");
        const auto [ok, url] = parse_url(link.to);
        const bool web = ok && (url.scheme == "https" || url.scheme == "http") && !url.has_user_info;
        require(link.in_console ? is_console_url(link.to) || parse_arn(link.to).has_value() : web,
                "a link leads to the console or to the web");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    parse([&] { require(is_readable(parse_user(body).name), "a user's name is fit for a terminal"); });
    parse([&] {
        for (const std::string& region : parse_features(body).regions) require(is_region(region), "regions are codes");
    });
    parse([&] { check_tenants(parse_tenant_page(body).tenants); });
    parse([&] { check_credentials(parse_jit_credentials(body)); });
    parse([&] { parse_json_string(body); });
    parse([&] { check_links(parse_tenant_links(body)); });
    const std::string text = portal_error_text(body);
    require(is_readable(text) && text.size() <= 4 * 200, "an error's text is one short line");
    token_expiry(body);
    return 0;
}
