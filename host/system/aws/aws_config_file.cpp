#include "system/aws/aws_config_file.h"

#include <utility>

#include "base/path_text.h"
#include "system/process/environment.h"

namespace jit_console {

namespace fs = std::filesystem;

std::unique_ptr<AwsConfigFile> make_aws_config_file(fs::path file, fs::path home, fs::path lock_file) {
    return make_others_file(std::move(file), std::move(home), std::move(lock_file),
                            {ErrorCode::aws_config, "AWS_CONFIG_FILE", ".aws"});
}

fs::path aws_config_path(const fs::path& home) {
    const std::string text = environment_variable("AWS_CONFIG_FILE");
    if (text.empty()) return home / ".aws" / "config";
    if (text.starts_with("~/")) return home / path_of(text.substr(2));
    return fs::absolute(path_of(text)).lexically_normal();
}

}  // namespace jit_console
