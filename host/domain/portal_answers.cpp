#include "domain/portal_answers.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <utility>

#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/partition.h"
#include "domain/readable_text.h"
#include "domain/url.h"

namespace jit_console {
namespace {

using Json = JsonAnswer::Json;

constexpr std::size_t kShownNameLimit = 256;  // characters that are shown

JsonAnswer portal_answer(std::string_view body) { return {body, ErrorCode::portal_answer, "the portal"}; }

/// A name that is shown, e.g. on a terminal; "" where it is missing.
std::string name_field(const Json& object, std::string_view name) {
    const std::string* text = JsonAnswer::optional_string(object, name);
    return text == nullptr ? "" : readable_line(*text, kShownNameLimit);
}

std::optional<std::string> optional_name(const Json& object, std::string_view name) {
    std::string text = name_field(object, name);
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// In lower case; "" where it is none.
std::string guid_field(const Json& object, std::string_view name) {
    const std::string* text = JsonAnswer::optional_string(object, name);
    return text != nullptr && is_guid(*text) ? to_lower(*text) : "";
}

std::optional<Region> region_field(const Json& object, std::string_view name) {
    const std::string* text = JsonAnswer::optional_string(object, name);
    return text == nullptr ? std::nullopt : Region::parse(*text);
}

/// Keys end up in shell exports and files, so that a line break or a quote in one must not get past here.
Secret secret_field(const JsonAnswer& answer, const Json& object, std::string_view name) {
    const std::string* text = answer.string_field(object, name);
    if (text == nullptr || text->empty()) return {};
    const bool plain = is_all(*text, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\'' && c != '\\'; });
    if (!plain) answer.fail_field(name);
    return Secret(std::string(*text));
}

/// Nothing where it is no number of any form.
std::optional<double> number_field(const Json& object, std::string_view name) {
    const Json* value = JsonAnswer::field(object, name);
    if (value == nullptr) return std::nullopt;
    if (value->is_number()) return value->get<double>();
    const auto* text = value->get_ptr<const Json::string_t*>();
    if (text == nullptr) return std::nullopt;
    long number = 0;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (fault != std::errc() || end != text->data() + text->size()) return std::nullopt;
    return static_cast<double>(number);
}

std::chrono::seconds validity(const Json& object) {
    constexpr double kDefault = 3600;
    constexpr double kLongest = 43200;
    double seconds = number_field(object, "Validity").value_or(kDefault);
    if (seconds < 1) seconds = kDefault;
    return std::chrono::seconds(static_cast<std::int64_t>(std::min(seconds, kLongest)));
}

bool holds_string(const Json* list, std::string_view wanted) {
    return list != nullptr && std::any_of(list->begin(), list->end(), [&](const Json& item) {
               return item.is_string() && *item.get_ptr<const Json::string_t*>() == wanted;
           });
}

/// What stands behind "?" in an address; absent where nothing does that could be asked for.
std::optional<std::string> query_of(const std::string& address) {
    const std::string text = address.substr(0, address.find('#'));
    const std::size_t mark = text.find('?');
    if (mark == std::string::npos || mark + 1 == text.size()) return std::nullopt;
    // Behind proxies, portals name themselves by other hosts and schemes.
    std::string query = text.substr(mark + 1);
    return parse_url("https://portal/?" + query).ok ? std::optional(std::move(query)) : std::nullopt;
}

bool tenant_comes_before(const Tenant& a, const Tenant& b) {
    const std::string x = to_lower(a.name);
    const std::string y = to_lower(b.name);
    return x != y ? x < y : a.id < b.id;
}

std::vector<Tenant> tenants_in(const Json& list, const JsonAnswer& answer) {
    std::vector<Tenant> tenants;
    for (const Json& item : list) {
        if (!item.is_object()) continue;
        Tenant tenant;
        tenant.id = guid_field(item, "TenantId");
        tenant.name = name_field(item, "AccountName");
        tenant.plan = optional_name(item, "PlanID");
        if (!tenant.id.empty() && !tenant.name.empty()) tenants.push_back(std::move(tenant));
    }
    if (tenants.empty() && !list.empty()) answer.fail("no entry of its list has a TenantId and an AccountName");
    std::sort(tenants.begin(), tenants.end(), tenant_comes_before);
    return tenants;
}

}  // namespace

User parse_user(std::string_view body) {
    const JsonAnswer answer = portal_answer(body);
    const Json& object = answer.object();
    User user;
    user.name = name_field(object, "Username");
    user.administrator = holds_string(JsonAnswer::optional_array(object, "Roles"), "Administrator");
    return user;
}

Features parse_features(std::string_view body) {
    const JsonAnswer answer = portal_answer(body);
    const Json& object = answer.object();
    Features features;
    const Json* aws = JsonAnswer::field(object, "IsAwsCloudEnabled");
    features.aws = aws == nullptr || *aws != false;
    features.admin_jit = JsonAnswer::flag(object, "IsAwsAdminJITEnabled");
    features.duplo_ops = JsonAnswer::flag(object, "IsDuploOpsEnabled");
    features.otp_needed = JsonAnswer::flag(object, "IsOtpNeeded");
    features.default_region = region_field(object, "DefaultAwsRegion");
    features.partition = find_partition(name_field(object, "DefaultAwsPartition"));
    if (const Json* regions = JsonAnswer::optional_array(object, "AwsRegions")) {
        for (const Json& region : *regions) {
            const auto* text = region.get_ptr<const Json::string_t*>();
            if (text != nullptr && is_region(*text)) features.regions.push_back(*text);
        }
    }
    return features;
}

TenantPage parse_tenant_page(std::string_view body) {
    const JsonAnswer answer = portal_answer(body);
    const Json* items = answer.is_object() ? JsonAnswer::optional_array(answer.object(), "Items") : nullptr;
    if (items == nullptr) return {tenants_in(answer.array(), answer), answer.array().size(), std::nullopt, 0};
    TenantPage page{tenants_in(*items, answer), items->size(), std::nullopt, 0};
    if (const Json* link = JsonAnswer::field(answer.object(), "NextPageLink")) {
        const auto* text = link->get_ptr<const Json::string_t*>();
        if (text != nullptr) page.next = query_of(*text);
        if (!page.next) answer.fail_field("NextPageLink");
    }
    constexpr double kMost = 1'000'000;
    page.count = static_cast<std::size_t>(std::clamp(number_field(answer.object(), "Count").value_or(0), 0.0, kMost));
    return page;
}

std::vector<Tenant> merged_tenants(std::vector<Tenant> tenants, std::vector<Tenant> more) {
    tenants.insert(tenants.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::sort(tenants.begin(), tenants.end(), tenant_comes_before);
    const auto is_same = [](const Tenant& a, const Tenant& b) { return a.id == b.id; };
    tenants.erase(std::unique(tenants.begin(), tenants.end(), is_same), tenants.end());
    return tenants;
}

JitCredentials parse_jit_credentials(std::string_view body) {
    const JsonAnswer answer = portal_answer(body);
    const Json& object = answer.object();
    JitCredentials credentials;
    // Any text will do here: check_sign_in_url() says what is wrong with it.
    if (const std::string* url = answer.string_field(object, "ConsoleUrl")) {
        credentials.console_url = Secret(std::string(*url));
    }
    credentials.access_key_id = secret_field(answer, object, "AccessKeyId");
    credentials.secret_access_key = secret_field(answer, object, "SecretAccessKey");
    credentials.session_token = secret_field(answer, object, "SessionToken");
    credentials.region = region_field(object, "Region");
    credentials.validity = validity(object);
    return credentials;
}

std::optional<std::string> parse_other_cloud(std::string_view body) {
    constexpr int kAws = 0;
    constexpr int kAzure = 2;
    constexpr int kGoogle = 3;
    const JsonAnswer answer = portal_answer(body);
    const std::optional<double> cloud = number_field(answer.object(), "Cloud");
    if (!cloud || *cloud == kAws) return std::nullopt;
    if (*cloud == kAzure) return "Azure";
    return *cloud == kGoogle ? "Google Cloud" : "another cloud";
}

std::optional<std::string> parse_setting(std::string_view body, std::string_view type, std::string_view key) {
    const JsonAnswer answer = portal_answer(body);
    const auto is = [&](const Json& item, std::string_view name, std::string_view wanted) {
        const std::string* text = answer.string_field(item, name);
        return text != nullptr && *text == wanted;
    };
    for (const Json& item : answer.array()) {
        if (!item.is_object() || !is(item, "Type", type) || !is(item, "Key", key)) continue;
        const Json* value = JsonAnswer::field(item, "Value");
        if (value != nullptr && value->is_number_integer()) return std::to_string(value->get<std::int64_t>());
        const std::string* text = answer.string_field(item, "Value");
        return text == nullptr ? std::nullopt : std::optional(*text);
    }
    return std::nullopt;
}

std::string parse_json_string(std::string_view body) { return portal_answer(body).string(); }

std::string portal_error_text(std::string_view body) {
    constexpr std::size_t kLongestShown = 200;
    constexpr std::size_t kLongestPlainText = 2000;
    if (trim(body).starts_with('<')) return "";
    const Json json = parse_json(body);
    if (json.is_discarded()) return body.size() <= kLongestPlainText ? readable_line(body, kLongestShown) : "";
    const Json* message = json.is_object() ? JsonAnswer::field(json, "Message") : &json;
    if (message == nullptr || !message->is_string()) return "";
    return readable_line(*message->get_ptr<const Json::string_t*>(), kLongestShown);
}

bool is_guid(std::string_view text) {
    constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return std::equal(text.begin(), text.end(), kForm.begin(), kForm.end(),
                      [](char c, char form) { return form == 'x' ? is_hex_digit(c) : c == form; });
}

TenantReference::TenantReference(std::string_view text)
    : is_id_(is_guid(text)), text_(is_id_ ? to_lower(text) : std::string(text)) {}

const Tenant* find_tenant(const std::vector<Tenant>& tenants, const TenantReference& wanted) {
    const auto find = [&](auto is_wanted) -> const Tenant* {
        const auto found = std::find_if(tenants.begin(), tenants.end(), is_wanted);
        return found == tenants.end() ? nullptr : &*found;
    };
    if (wanted.is_id()) return find([&](const Tenant& tenant) { return tenant.id == wanted.text(); });
    if (const Tenant* tenant = find([&](const Tenant& t) { return t.name == wanted.text(); })) return tenant;
    return find([&](const Tenant& tenant) { return equal_in_any_case(tenant.name, wanted.text()); });
}

}  // namespace jit_console
