#include "messaging/aws_wire.h"

namespace jit_console {
namespace {

const char* word_of(AwsConfigEdit::Change change) {
    switch (change) {
        case AwsConfigEdit::Change::add:
            return "add";
        case AwsConfigEdit::Change::replace:
            return "replace";
        case AwsConfigEdit::Change::none:
            return "none";
        case AwsConfigEdit::Change::remove:
            return "remove";
    }
    return "";
}

Json to_json(const SessionSetting& setting) {
    return {{"name", setting.name},
            {"where", setting.where},
            {"url", setting.url},
            {"effect", setting.decides ? "decides" : "bounds"},
            {"key", setting.key ? Json(*setting.key) : Json()},
            {"value", setting.value ? Json(setting.value->count()) : Json()}};
}

}  // namespace

Json to_json(const GotCredentials& got) {
    Json texts = Json::object();
    for (const std::string_view word : credential_format_words()) {
        texts[std::string(word)] = credential_text(got.credentials, *find_credential_format(word), got.name).reveal();
    }
    return {{"access_key_id", got.credentials.access_key_id.reveal()},
            {"secret_access_key", got.credentials.secret_access_key.reveal()},
            {"session_token", got.credentials.session_token.reveal()},
            {"expires_at", got.credentials.expires_at.time_since_epoch().count()},
            {"region", or_null(got.credentials.region)},
            {"tenant", got.tenant ? to_json(*got.tenant) : Json()},
            {"texts", std::move(texts)}};
}

Json to_json(const AwsProfile& profile) {
    return {{"name", profile.name},
            {"portal", profile.portal},
            {"role", role_word(profile.role)},
            {"tenant", or_null(profile.tenant)},
            {"region", or_null(profile.region)}};
}

Json to_json(const AwsProfileList& list) {
    Json profiles = Json::array();
    for (const AwsProfile& profile : list.profiles) profiles.push_back(to_json(profile));
    return {{"file", list.file}, {"profiles", std::move(profiles)}};
}

Json to_json(const AwsProfileChange& change) {
    return {{"profile", to_json(change.edit.profile)},
            {"file", change.file},
            {"change", word_of(change.edit.change)},
            {"text", change.edit.lines},
            {"before", change.edit.before ? Json(*change.edit.before) : Json()}};
}

Json removed_json(const AwsProfileChange& change) {
    return {{"profile", to_json(change.edit.profile)}, {"file", change.file}, {"text", change.edit.lines}};
}

Json to_json(const SessionLength& length) {
    Json settings = Json::array();
    for (const SessionSetting& setting : length.settings) settings.push_back(to_json(setting));
    return {{"seconds", length.seconds.count()},
            {"settings", std::move(settings)},
            {"minimum", kShortestSession.count()},
            {"maximum", kLongestSession.count()}};
}

JitTarget jit_target_of(const Json& params) {
    JitTarget target = jit_target(role_of(params), optional_text(params, "tenant"), optional_text(params, "region"));
    target.confirmed = optional_flag(params, "confirmed");
    target.by = optional_text(params, "by");
    if (target.by.empty()) target.by = "extension";
    check_asked_from(target.by);
    target.shown_name = optional_text(params, "tenant_name");
    target.reason = optional_text(params, "reason");
    check_reason_text(target.reason);
    target.is_private = optional_flag(params, "private");
    return target;
}

WriteAwsProfile write_aws_profile_of(const Json& params) {
    return {optional_text(params, "name"), optional_text(params, "portal"), jit_target_of(params)};
}

}  // namespace jit_console
