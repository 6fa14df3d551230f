#pragma once

#include <filesystem>
#include <memory>

#include "system/files/others_file.h"

namespace jit_console {

/// The config file of AWS's tools. All throw `aws_config`.
using AwsConfigFile = OthersFile;

/// `file` as aws_config_path() gives it.
std::unique_ptr<AwsConfigFile> make_aws_config_file(std::filesystem::path file, std::filesystem::path home,
                                                    std::filesystem::path lock_file);

/// $AWS_CONFIG_FILE where it is set ("~/" at its beginning as AWS's tools read it), else ~/.aws/config; absolute.
std::filesystem::path aws_config_path(const std::filesystem::path& home);

}  // namespace jit_console
