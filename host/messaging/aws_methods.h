#pragma once

#include "messaging/methods.h"

// The methods that concern AWS on the workstation; each is one of PROTOCOL.md's.

namespace jit_console {

Json run_get_credentials(const Call& call);
Json run_preview_aws_profile(const Call& call);
Json run_add_aws_profile(const Call& call);
Json run_list_aws_profiles(const Call& call);
Json run_remove_aws_profile(const Call& call);
Json run_get_session_length(const Call& call);

}  // namespace jit_console
