#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace jit_console {

/// The config file of AWS's tools, the one file of others that is written. All throw `aws_config`.
class AwsConfigFile {
public:
    /// Given the file's text (nothing where there is no file), gives the text that it is to have (nothing: no file).
    using Change = std::function<std::optional<std::string>(const std::optional<std::string>&)>;

    virtual ~AwsConfigFile() = default;
    virtual std::string path() const = 0;
    virtual std::optional<std::string> read() = 0;
    /// Whole or not at all, one at a time; an existing file keeps its mode, a new one is the user's alone. Does nothing
    /// where the text stays the same. What `change` throws leaves the file alone.
    virtual void change(const Change& change) = 0;
};

/// `file` as AwsConfigPath gives it. Refuses a symbolic link that leads out of `home` and what is no plain file.
std::unique_ptr<AwsConfigFile> make_aws_config_file(std::filesystem::path file, std::filesystem::path home,
                                                    std::filesystem::path lock_file);

/// $AWS_CONFIG_FILE where it is set ("~/" at its beginning as AWS's tools read it), else ~/.aws/config; absolute.
std::filesystem::path aws_config_path(const std::filesystem::path& home);

}  // namespace jit_console
