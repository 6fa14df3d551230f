#include <algorithm>

#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/partition.h"
#include "domain/portal_answers.h"
#include "domain/portal_report.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

const std::vector<KnownField>& jit_fields() {
    static const std::vector<KnownField> fields{{"ConsoleUrl", "string", true, Told::presence},
                                                {"AccessKeyId", "string", false, Told::presence},
                                                {"SecretAccessKey", "string", false, Told::presence},
                                                {"SessionToken", "string", false, Told::presence},
                                                {"Region", "string", true},
                                                {"Validity", "number", true, Told::value}};
    return fields;
}

const std::vector<KnownCall>& known_calls() {
    static const std::vector<KnownCall> calls{
        {"user", "/admin/GetUserRoleInfo", {{"Username", "string"}, {"Roles", "list", true, Told::value}}},
        {"features",
         "/v3/features/system",
         {{"IsAwsCloudEnabled", "boolean", true, Told::value},
          {"IsAwsAdminJITEnabled", "boolean", true, Told::value},
          {"IsDuploOpsEnabled", "boolean", true, Told::value},
          {"IsOtpNeeded", "boolean", true, Told::value},
          {"DefaultAwsRegion", "string", true},
          {"DefaultAwsPartition", "string", true, Told::value},
          {"AwsRegions", "list", true}}},
        {"tenants",
         "/admin/GetTenantsForUser",
         {{"TenantId", "string"}, {"AccountName", "string"}, {"PlanID", "string", true}},
         true},
        {"account", "/subscriptions/*/GetTenantAwsAccountId", {}},
        {"region", "/subscriptions/*/GetAwsRegionId", {}},
        {"tenant_features", "/v3/features/tenant/*", {{"Cloud", "number", true, Told::value}}},
        {"resources", "/subscriptions/*/GetCloudResources", {{"Name", "string", true}, {"Arn", "string", true}}},
        {"tenant_jit", "/subscriptions/*/GetAwsConsoleTokenUrl", jit_fields()},
        {"admin_jit", "/v3/admin/aws/jitAccess/admin", jit_fields()},
        {"older_admin_jit", "/adminproxy/GetJITAwsConsoleAccessUrl", jit_fields()}};
    return calls;
}

bool is_path(std::string_view path, std::string_view pattern) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return path == pattern;
    const std::string_view start = pattern.substr(0, star);
    const std::string_view end = pattern.substr(star + 1);
    return path.size() > start.size() + end.size() && path.starts_with(start) && path.ends_with(end);
}

std::string letters_of(std::string_view name, std::string_view known) {
    if (name == known) return "as known";
    std::string camel(known);
    camel[0] = to_lower(camel[0]);
    if (name == camel) return "camel";
    if (name == to_lower(known)) return "lower";
    return std::ranges::none_of(name, is_lower) ? "upper" : "mixed";
}

std::string type_of(const Json& value) {
    if (value.is_string()) return "string";
    if (value.is_number()) return "number";
    if (value.is_boolean()) return "boolean";
    if (value.is_array()) return "list";
    return value.is_object() ? "object" : "null";
}

/// What kind of thing a text is, never the text.
std::string form_of(std::string_view text) {
    const auto is_plain = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
    if (text.empty()) return "empty";
    if (is_guid(text)) return "guid";
    if (is_account(text)) return "account";
    if (is_all(text, is_digit)) return "digits";
    if (is_region(text)) return "region";
    if (text.starts_with("arn:")) return "arn";
    if (text.find('@') != std::string_view::npos) return "address";
    return is_all(text, is_plain) ? "plain" : "other";
}

std::string word_or_form(std::string_view text) {
    if (text == "Administrator" || text == "User" || find_partition(text) != nullptr) return std::string(text);
    return form_of(text);
}

/// A session's length or a cloud's number; an account's number is longer.
std::string number_word(const Json& number) {
    constexpr double kLargestTold = 1'000'000;
    const auto value = number.get<double>();
    if (value > kLargestTold) return "large";
    if (value < 0) return "negative";
    return std::to_string(static_cast<std::int64_t>(value));
}

/// "" where there is nothing to tell.
std::string told_of(const Json& value, Told told) {
    if (told == Told::presence) return value.is_string() && !value.get_ref<const std::string&>().empty() ? "text" : "";
    const auto* text = value.get_ptr<const Json::string_t*>();
    if (told == Told::form) return text == nullptr ? "" : form_of(*text);
    if (text != nullptr) return word_or_form(*text);
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    return value.is_number() ? number_word(value) : "";
}

void add_value(FieldShape& shape, const Json& value, const KnownField& known) {
    shape.types.insert(type_of(value));
    if (!value.is_array()) {
        if (std::string told = told_of(value, known.told); !told.empty()) shape.forms.insert(std::move(told));
        return;
    }
    for (const Json& item : value) shape.forms.insert(item.is_string() ? told_of(item, known.told) : type_of(item));
}

void add_object(std::vector<FieldShape>& fields, const Json& object, const KnownCall& call) {
    for (std::size_t i = 0; i < call.fields.size(); ++i) {
        const KnownField& known = call.fields[i];
        const std::string wanted = to_lower(known.name);
        bool found = false;
        for (const auto& [name, value] : object.items()) {
            if (to_lower(name) != wanted) continue;
            found = true;
            fields[i].letters.insert(letters_of(name, known.name));
            add_value(fields[i], value, known);
        }
        if (!found) fields[i].types.insert("missing");
    }
}

std::string count_word(std::size_t count) {
    if (count <= 1) return std::to_string(count);
    if (count <= 10) return "2 to 10";
    if (count <= 100) return "11 to 100";
    return count <= 1000 ? "101 to 1000" : "more than 1000";
}

void add_list(AnswerShape& shape, const Json& list, const KnownCall& call) {
    shape.count = count_word(list.size());
    for (const Json& item : list) {
        if (item.is_object()) add_object(shape.fields, item, call);
    }
}

void add_part(AnswerShape& shape, const Json& part, const Json& items, const KnownCall& call) {
    shape.body = "list in parts";
    const Json* next = JsonAnswer::field(part, "NextPageLink");
    const Json* all = JsonAnswer::field(part, "Count");
    const bool is_cut = all != nullptr && all->is_number() && all->get<double>() > static_cast<double>(items.size());
    shape.form = next != nullptr ? "linked" : is_cut ? "cut" : "whole";
    add_list(shape, items, call);
}

}  // namespace

const KnownCall* known_call(std::string_view url) {
    const std::size_t host = url.find("://");
    if (host == std::string_view::npos) return nullptr;
    const std::size_t path = std::min(url.find('/', host + 3), url.size());
    const auto found = std::ranges::find_if(
        known_calls(), [&](const KnownCall& call) { return is_path(url.substr(path), call.path); });
    return found == known_calls().end() ? nullptr : &*found;
}

const KnownCall* known_call_named(std::string_view id) {
    const auto found = std::ranges::find(known_calls(), id, &KnownCall::id);
    return found == known_calls().end() ? nullptr : &*found;
}

AnswerShape shape_of(const KnownCall& call, std::string_view body) {
    AnswerShape shape;
    if (trim(body).empty()) {
        shape.body = "nothing";
        return shape;
    }
    Json json = parse_json(body, kAnswerLimits);
    if (json.is_discarded()) {
        shape.body = trim(body).starts_with('<') ? "web page" : "no JSON";
        return shape;
    }
    shape.body = type_of(json);
    if (json.is_string()) shape.form = form_of(json.get_ref<const std::string&>());
    for (const KnownField& known : call.fields) shape.fields.push_back({std::string(known.name)});
    const Json* items =
        call.may_come_in_parts && json.is_object() ? JsonAnswer::optional_array(json, "Items") : nullptr;
    if (items != nullptr) {
        add_part(shape, json, *items, call);
    } else if (json.is_object()) {
        add_object(shape.fields, json, call);
    } else if (json.is_array()) {
        add_list(shape, json, call);
    }
    wipe(json);
    return shape;
}

const FieldShape* AnswerShape::field(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &FieldShape::name);
    return found == fields.end() ? nullptr : &*found;
}

const CallReport* PortalReport::call(std::string_view id) const {
    const auto found = std::ranges::find(calls, id, &CallReport::call);
    return found == calls.end() ? nullptr : &*found;
}

const CallReport* PortalReport::answered(std::string_view id) const {
    const CallReport* found = call(id);
    return found != nullptr && found->status >= 200 && found->status < 300 ? found : nullptr;
}

}  // namespace jit_console
