#pragma once

#include "commands/credentials/preview_aws_profile.h"

namespace jit_console {

/// Writes a profile whose credentials come from jit-console into AWS's config, every other byte of which stays.
/// Throws as preview_aws_profile().
AwsProfileChange add_aws_profile(Context& context, const WriteAwsProfile& params, std::stop_token stop);

}  // namespace jit_console
