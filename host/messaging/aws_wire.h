#pragma once

#include "commands/console/session_length.h"
#include "commands/credentials/aws_profiles.h"
#include "commands/credentials/get_credentials.h"
#include "messaging/wire.h"

// As wire.h, of what concerns AWS on the workstation.

namespace jit_console {

Json to_json(const GotCredentials& got);
Json to_json(const AwsProfile& profile);
Json to_json(const AwsProfileList& list);
Json to_json(const SessionLength& length);
/// Of preview_aws_profile and add_aws_profile; removed_json() of remove_aws_profile.
Json to_json(const AwsProfileChange& change);
Json removed_json(const AwsProfileChange& change);

/// portal, role, tenant and region of params. Throw `bad_request`.
JitTarget jit_target_of(const Json& params);
WriteAwsProfile write_aws_profile_of(const Json& params);

}  // namespace jit_console
