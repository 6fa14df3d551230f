#include "domain/docker_config.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "domain/json_answer.h"

namespace jit_console {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kHelpers = "credHelpers";

[[noreturn]] void refuse(const std::string& why) {
    throw Error(
        ErrorCode::config, "docker's config.json can't be changed: " + why,
        "check it; docker's documentation says what is in it: docker login, \"Configure the credential store\"");
}

Json parse(const std::optional<std::string>& text) {
    if (!text || text->find_first_not_of(" \t\r\n") == std::string::npos) return Json::object();
    if (parse_json(*text).is_discarded()) refuse("it isn't JSON");
    Json config = Json::parse(*text, nullptr, false);
    if (!config.is_object()) refuse("it isn't an object of JSON");
    if (config.contains(kHelpers) && !config[kHelpers].is_object()) refuse("its credHelpers isn't an object");
    return config;
}

/// As docker writes it.
std::string text_of(const Json& config, const std::optional<std::string>& before) {
    const bool has_line_end = before && before->ends_with('\n');
    return config.dump(1, '\t') + (has_line_end ? "\n" : "");
}

std::string helper_of(const Json& config, const std::string& server) {
    if (!config.contains(kHelpers) || !config[kHelpers].contains(server)) return "";
    const Json& helper = config[kHelpers][server];
    return helper.is_string() ? helper.get<std::string>() : "";
}

}  // namespace

DockerConfigEdit with_docker_helper(const std::optional<std::string>& text, std::string_view server) {
    Json config = parse(text);
    const std::string name(server);
    std::string before = helper_of(config, name);
    if (before == kDockerHelper) return {text, std::move(before)};
    config[kHelpers][name] = kDockerHelper;
    return {text_of(config, text), std::move(before)};
}

DockerConfigEdit without_docker_helper(const std::optional<std::string>& text, std::string_view server) {
    Json config = parse(text);
    const std::string name(server);
    std::string before = helper_of(config, name);
    if (before != kDockerHelper) return {text, std::move(before)};
    config[kHelpers].erase(name);
    if (config[kHelpers].empty()) config.erase(kHelpers);
    if (config.empty()) return {std::nullopt, std::move(before)};
    return {text_of(config, text), std::move(before)};
}

}  // namespace jit_console
