#pragma once

#include <string>

#include "commands/credentials/preview_aws_profile.h"

namespace jit_console {

/// Undoes add_aws_profile() exactly. Throws `aws_profile`, `aws_config`.
AwsProfileChange remove_aws_profile(Context& context, const std::string& name);

}  // namespace jit_console
