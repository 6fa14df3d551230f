#include "domain/duploctl_config.h"

#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>
#include <yaml-cpp/yaml.h>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/json_answer.h"

namespace jit_console {
namespace {

constexpr int kDeepest = 32;

[[noreturn]] void refuse_config(const std::string& why) {
    throw Error(ErrorCode::duploctl, "duploctl's config can't be understood: " + why,
                "check it with: duploctl config; or add the portals with: jit-console portal add URL");
}

/// Walks through the events first: a tree of nodes is only made of what is known to be small.
class ShapeCheck final : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t anchor) override { check(anchor); }
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override { refuse_config("it has aliases"); }
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t anchor, const std::string&) override {
        check(anchor);
    }
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        enter(anchor);
    }
    void OnSequenceEnd() override { --depth_; }
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        enter(anchor);
    }
    void OnMapEnd() override { --depth_; }

private:
    static void check(YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) refuse_config("it has anchors");
    }
    void enter(YAML::anchor_t anchor) {
        check(anchor);
        if (++depth_ > kDeepest) refuse_config("it is nested too deeply");
    }

    int depth_ = 0;
};

YAML::Node tree_of(std::string_view text) {
    const std::string copy(text);
    std::istringstream events(copy);
    ShapeCheck check;
    YAML::Parser(events).HandleNextDocument(check);
    return YAML::Load(copy);
}

std::string text_field(const YAML::Node& context, const char* name) {
    const YAML::Node value = context[name];
    return value && value.IsScalar() ? std::string(trim(value.Scalar())) : std::string();
}

bool flag_field(const YAML::Node& context, const char* name) {
    const YAML::Node value = context[name];
    bool flag = false;
    return value && value.IsScalar() && YAML::convert<bool>::decode(value, flag) && flag;
}

DuploctlContext context_of(const YAML::Node& node, const std::string& current) {
    if (!node.IsMap()) refuse_config("a context is not a map");
    DuploctlContext context;
    context.name = text_field(node, "name");
    if (context.name.empty()) refuse_config("a context has no name");
    context.host = text_field(node, "host");
    context.token = Secret(text_field(node, "token"));
    context.tenant = text_field(node, "tenant");
    context.admin = flag_field(node, "admin");
    context.current = context.name == current;
    return context;
}

}  // namespace

std::vector<DuploctlContext> parse_duploctl_config(std::string_view text) {
    try {
        const YAML::Node root = tree_of(text);
        if (!root.IsMap()) refuse_config("it is not a map");
        const YAML::Node listed = root["contexts"];
        if (!listed || !listed.IsSequence()) refuse_config("it has no list of contexts");
        const std::string current = text_field(root, "current-context");
        std::vector<DuploctlContext> contexts;
        for (const YAML::Node& node : listed) contexts.push_back(context_of(node, current));
        return contexts;
    } catch (const YAML::Exception& error) {
        // What it says may quote the text; where it broke off may be told.
        refuse_config("line " + std::to_string(error.mark.line + 1) + " is not YAML");
    }
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
