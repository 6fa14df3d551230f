#include "domain/credentials.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace jit_console {
namespace {

constexpr std::array<std::pair<std::string_view, CredentialFormat>, 6> kFormats{{
    {"process", CredentialFormat::process},
    {"json", CredentialFormat::json},
    {"env", CredentialFormat::env},
    {"fish", CredentialFormat::fish},
    {"powershell", CredentialFormat::powershell},
    {"ini", CredentialFormat::ini},
}};

/// A name and its value; views of a Credentials and of an expiry's text, which live longer.
using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

/// What stands around each name and value, and between them.
struct Layout {
    std::string_view before, between, after;
};

/// Takes room for everything first: a text that grows leaves copies of keys behind.
Secret laid_out(std::string_view head, const Fields& fields, const Layout& layout, std::string_view separator,
                std::string_view tail) {
    std::size_t size = head.size() + tail.size();
    for (const auto& [name, value] : fields) {
        size += layout.before.size() + name.size() + layout.between.size() + value.size() + layout.after.size() +
                separator.size();
    }
    std::string text;
    text.reserve(size);
    text.append(head);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) text.append(separator);
        const auto& [name, value] = fields[i];
        text.append(layout.before).append(name).append(layout.between).append(value).append(layout.after);
    }
    text.append(tail);
    return Secret(std::move(text));
}

Fields json_fields(const Credentials& credentials, std::string_view end) {
    return {{"AccessKeyId", credentials.access_key_id.reveal()},
            {"SecretAccessKey", credentials.secret_access_key.reveal()},
            {"SessionToken", credentials.session_token.reveal()},
            {"Expiration", end}};
}

Fields region_variables(const Credentials& credentials) {
    if (credentials.region.empty()) return {};
    return {{"AWS_REGION", credentials.region}, {"AWS_DEFAULT_REGION", credentials.region}};
}

/// The variables that AWS's tools read; botocore also heeds the end.
Fields variables(const Credentials& credentials, std::string_view end) {
    Fields fields{{"AWS_ACCESS_KEY_ID", credentials.access_key_id.reveal()},
                  {"AWS_SECRET_ACCESS_KEY", credentials.secret_access_key.reveal()},
                  {"AWS_SESSION_TOKEN", credentials.session_token.reveal()},
                  {"AWS_CREDENTIAL_EXPIRATION", end}};
    std::ranges::copy(region_variables(credentials), std::back_inserter(fields));
    return fields;
}

std::vector<std::string> environment_of(const Fields& fields) {
    std::vector<std::string> variables;
    for (const auto& [name, value] : fields) variables.push_back(std::string(name) + "=" + std::string(value));
    return variables;
}

Fields ini_fields(const Credentials& credentials) {
    Fields fields{{"aws_access_key_id", credentials.access_key_id.reveal()},
                  {"aws_secret_access_key", credentials.secret_access_key.reveal()},
                  {"aws_session_token", credentials.session_token.reveal()}};
    if (!credentials.region.empty()) fields.emplace_back("region", credentials.region);
    return fields;
}

}  // namespace

std::vector<std::string_view> credential_format_words() {
    std::vector<std::string_view> words;
    for (const auto& [word, format] : kFormats) words.push_back(word);
    return words;
}

std::optional<CredentialFormat> find_credential_format(std::string_view word) {
    const auto found =
        std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& row) { return row.first == word; });
    return found == kFormats.end() ? std::nullopt : std::optional(found->second);
}

Secret credential_text(const Credentials& credentials, CredentialFormat format, std::string_view name) {
    const std::string end = iso_time(credentials.expires_at);
    switch (format) {
        case CredentialFormat::process:
            return laid_out("{\"Version\":1,", json_fields(credentials, end), {"\"", "\":\"", "\""}, ",", "}");
        case CredentialFormat::json: {
            Fields fields = json_fields(credentials, end);
            if (!credentials.region.empty()) fields.emplace_back("Region", credentials.region);
            return laid_out("{\n", fields, {"  \"", "\": \"", "\""}, ",\n", "\n}");
        }
        case CredentialFormat::env:
            return laid_out("", variables(credentials, end), {"export ", "='", "'"}, "\n", "");
        case CredentialFormat::fish:
            return laid_out("", variables(credentials, end), {"set -gx ", " '", "'"}, "\n", "");
        case CredentialFormat::powershell:
            return laid_out("", variables(credentials, end), {"$Env:", " = '", "'"}, "\n", "");
        case CredentialFormat::ini:
            return laid_out("[" + std::string(name) + "]\n", ini_fields(credentials), {"", " = ", ""}, "\n", "");
    }
    return {};
}

std::vector<std::string> credential_environment(const Credentials& credentials) {
    return environment_of(variables(credentials, iso_time(credentials.expires_at)));
}

std::vector<std::string> region_environment(const Credentials& credentials) {
    return environment_of(region_variables(credentials));
}

Secret container_credentials(const Credentials& credentials) {
    const std::string end = iso_time(credentials.expires_at);
    const Fields fields{{"AccessKeyId", credentials.access_key_id.reveal()},
                        {"SecretAccessKey", credentials.secret_access_key.reveal()},
                        {"Token", credentials.session_token.reveal()},
                        {"Expiration", end}};
    return laid_out("{", fields, {"\"", "\":\"", "\""}, ",", "}");
}

bool names_an_identity(std::string_view variable) {
    constexpr std::array<std::string_view, 21> kNames{"AWS_ACCESS_KEY_ID",
                                                      "AWS_ACCESS_KEY",
                                                      "AWS_SECRET_ACCESS_KEY",
                                                      "AWS_SECRET_KEY",
                                                      "AWS_SESSION_TOKEN",
                                                      "AWS_SECURITY_TOKEN",
                                                      "AWS_CREDENTIAL_EXPIRATION",
                                                      "AWS_CREDENTIAL_FILE",
                                                      "AWS_PROFILE",
                                                      "AWS_DEFAULT_PROFILE",
                                                      "AWS_ROLE_ARN",
                                                      "AWS_ROLE_SESSION_NAME",
                                                      "AWS_WEB_IDENTITY_TOKEN_FILE",
                                                      "AWS_SSO_ACCOUNT_ID",
                                                      "AWS_SSO_ROLE_NAME",
                                                      "JIT_CONSOLE_PORTAL",
                                                      "JIT_CONSOLE_TENANT",
                                                      "JIT_CONSOLE_ROLE",
                                                      "JIT_CONSOLE_EXPIRES",
                                                      "JIT_CONSOLE_PORTAL_URL",
                                                      "JIT_CONSOLE_TOKEN"};
    return variable.starts_with("AWS_CONTAINER_") || std::ranges::find(kNames, variable) != kNames.end();
}

std::string iso_time(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 40> text{};
    const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(date.year()),
                                   unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                                   int(clock.minutes().count()), int(clock.seconds().count()));
    return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace jit_console
