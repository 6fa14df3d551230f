#include "commands/credentials/add_aws_profile.h"

#include <utility>

namespace jit_console {

AwsProfileChange add_aws_profile(Context& context, const WriteAwsProfile& params, std::stop_token stop) {
    const AwsProfile profile = wanted_aws_profile(context, params, std::move(stop));
    AwsProfileChange change{context.aws_config.path(), {}};
    context.aws_config.change([&](const std::optional<std::string>& config) {
        change.edit = add_to_aws_config(config, profile, context.program());
        return change.edit.text;
    });
    return change;
}

}  // namespace jit_console
