#include "domain/duploctl_config.h"

#include <utility>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/yaml_tree.h"

namespace jit_console {
namespace {

[[noreturn]] void refuse_config(const std::string& why) {
    throw Error(ErrorCode::duploctl, "duploctl's config can't be understood: " + why,
                "check it with: duploctl config; or add the portals with: jit-console portal add URL");
}

bool flag_field(const YAML::Node& context, const char* name) {
    const YAML::Node value = context[name];
    bool flag = false;
    return value && value.IsScalar() && YAML::convert<bool>::decode(value, flag) && flag;
}

DuploctlContext context_of(const YAML::Node& node, const std::string& current) {
    if (!node.IsMap()) refuse_config("a context is not a map");
    DuploctlContext context;
    context.name = yaml_text(node, "name");
    if (context.name.empty()) refuse_config("a context has no name");
    context.host = yaml_text(node, "host");
    context.token = Secret(yaml_text(node, "token"));
    context.tenant = yaml_text(node, "tenant");
    context.admin = flag_field(node, "admin");
    context.current = context.name == current;
    return context;
}

}  // namespace

std::vector<DuploctlContext> parse_duploctl_config(std::string_view text) {
    const YAML::Node root = yaml_tree(text, refuse_config);
    if (!root.IsMap()) refuse_config("it is not a map");
    const YAML::Node listed = root["contexts"];
    if (!listed || !listed.IsSequence()) refuse_config("it has no list of contexts");
    const std::string current = yaml_text(root, "current-context");
    std::vector<DuploctlContext> contexts;
    for (const YAML::Node& node : listed) contexts.push_back(context_of(node, current));
    return contexts;
}

Secret parse_duploctl_token(std::string_view text) {
    nlohmann::json root = parse_json(text);
    Secret token;
    if (root.is_object() && root.contains("DuploToken") && root["DuploToken"].is_string()) {
        token = Secret(root["DuploToken"].get<std::string>());
    }
    wipe(root);
    if (token.empty()) {
        throw Error(ErrorCode::duploctl, "duploctl's cache has no token in a known format",
                    "sign in with: jit-console sign-in PORTAL");
    }
    return token;
}

}  // namespace jit_console
