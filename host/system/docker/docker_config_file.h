#pragma once

#include <filesystem>
#include <memory>

#include "system/files/others_file.h"

namespace jit_console {

/// Docker's config.json, in the folder DOCKER_CONFIG, else ~/.docker (source: Docker CLI documentation).
std::unique_ptr<OthersFile> make_docker_config_file(const std::filesystem::path& home,
                                                    const std::filesystem::path& lock_file);

}  // namespace jit_console
