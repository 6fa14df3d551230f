#include "domain/yaml_tree.h"

#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include "domain/ascii.h"

namespace jit_console {
namespace {

constexpr int kDeepest = 32;

class ShapeCheck final : public YAML::EventHandler {
public:
    explicit ShapeCheck(const std::function<void(const std::string&)>& refuse) : refuse_(refuse) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t anchor) override { check(anchor); }
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override { refuse_("it has aliases"); }
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
    void check(YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) refuse_("it has anchors");
    }
    void enter(YAML::anchor_t anchor) {
        check(anchor);
        if (++depth_ > kDeepest) refuse_("it is nested too deeply");
    }

    const std::function<void(const std::string&)>& refuse_;
    int depth_ = 0;
};

}  // namespace

YAML::Node yaml_tree(std::string_view text, const std::function<void(const std::string&)>& refuse) {
    const std::string copy(text);
    try {
        std::istringstream events(copy);
        ShapeCheck check(refuse);
        YAML::Parser(events).HandleNextDocument(check);
        return YAML::Load(copy);
    } catch (const YAML::Exception& error) {
        // What it says may quote the text; where it broke off may be told.
        refuse("line " + std::to_string(error.mark.line + 1) + " is not YAML");
    }
    return {};
}

std::string yaml_text(const YAML::Node& map, const char* name) {
    const YAML::Node value = map[name];
    return value && value.IsScalar() ? std::string(trim(value.Scalar())) : std::string();
}

}  // namespace jit_console
