#include "commands/credentials/remove_aws_profile.h"

namespace jit_console {

AwsProfileChange remove_aws_profile(Context& context, const std::string& name) {
    AwsProfileChange change{context.aws_config.path(), {}};
    context.aws_config.change([&](const std::optional<std::string>& config) {
        change.edit = remove_from_aws_config(config, name);
        return change.edit.text;
    });
    return change;
}

}  // namespace jit_console
