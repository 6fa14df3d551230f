#include "system/docker/docker_config_file.h"

#include "base/path_text.h"
#include "system/process/environment.h"

namespace jit_console {

std::unique_ptr<OthersFile> make_docker_config_file(const std::filesystem::path& home,
                                                    const std::filesystem::path& lock_file) {
    constexpr const char* kVariable = "DOCKER_CONFIG";
    constexpr const char* kUsualFolder = ".docker";
    const std::string folder = environment_variable(kVariable);
    const std::filesystem::path file =
        folder.empty() ? home / kUsualFolder : std::filesystem::absolute(path_of(folder)).lexically_normal();
    return make_others_file(file / "config.json", home, lock_file, {ErrorCode::config, kVariable, kUsualFolder});
}

}  // namespace jit_console
