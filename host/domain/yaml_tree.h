#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <yaml-cpp/yaml.h>

namespace jit_console {

/// YAML as a tree, after a walk through its events: a tree is only made of what has neither anchors nor aliases and
/// isn't nested deeply. `refuse` gets why it can't be made, without the text's own words, and throws.
YAML::Node yaml_tree(std::string_view text, const std::function<void(const std::string&)>& refuse);

/// The text of a field, without white space around it; "" where it is none.
std::string yaml_text(const YAML::Node& map, const char* name);

}  // namespace jit_console
