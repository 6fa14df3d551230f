#include "commands/credentials/list_aws_profiles.h"

namespace jit_console {

AwsProfileList list_aws_profiles(Context& context) {
    return {context.aws_config.path(), own_aws_profiles(context.aws_config.read().value_or(""))};
}

}  // namespace jit_console
