#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "domain/aws_config_text.h"

namespace jit_console {

/// The lines from "# jit-console begin NAME" to its end.
struct AwsConfigBlock {
    AwsProfile profile;     ///< only its name where it is not intact
    bool intact = false;    ///< nobody but jit-console wrote in it
    bool new_file = false;  ///< the file was made for it
    std::size_t begin = 0;  ///< offset of its first byte
    std::size_t end = 0;    ///< offset past its last byte, the end of its last line included
    std::string lines;      ///< as aws_config_lines() gave them
};

/// In the file's order. One that is not intact spans only its first line.
std::vector<AwsConfigBlock> find_aws_config_blocks(std::string_view config);

/// How many sections AWS's tools would take for the profile `name`, ours included: [profile NAME], quotes and white
/// space as they may be, and [default].
std::size_t count_aws_sections(std::string_view config, std::string_view name);

/// The profile's lines, each ended by "\n". Throws `aws_config` where `program` holds what a shell or AWS's parsers
/// would read otherwise.
std::string aws_config_lines(const AwsProfile& profile, std::string_view program, bool new_file);

}  // namespace jit_console
