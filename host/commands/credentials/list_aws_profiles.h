#pragma once

#include <string>
#include <vector>

#include "commands/context.h"
#include "domain/aws_config_text.h"

namespace jit_console {

struct AwsProfileList {
    std::string file;                  ///< absolute path of AWS's config
    std::vector<AwsProfile> profiles;  ///< those that jit-console wrote
};

/// Throws `aws_config`.
AwsProfileList list_aws_profiles(Context& context);

}  // namespace jit_console
