#include "system/install/registry.h"

#include "base/error.h"

namespace jit_console {

std::optional<std::string> registry_default(const std::string&) { return std::nullopt; }

std::vector<std::string> missing_registry_keys(const std::string&) { return {}; }

void set_registry_default(const std::string&, const std::string&) {
    throw Error(ErrorCode::install, "registry keys can only be written on Windows", "run it there");
}

bool remove_registry_key(const std::string&) { return false; }

void remove_empty_registry_key(const std::string&) {}

std::optional<std::string> registry_as_json(const std::string&) { return std::nullopt; }

}  // namespace jit_console
