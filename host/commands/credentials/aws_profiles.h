#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "commands/console/jit_access.h"
#include "commands/context.h"
#include "domain/aws_config_text.h"

namespace jit_console {

struct AwsProfileList {
    std::string file;                  ///< absolute path of AWS's config
    std::vector<AwsProfile> profiles;  ///< those that jit-console wrote
};

/// Throws `aws_config`.
AwsProfileList list_aws_profiles(Context& context);

/// Throws `policy_forbids` where the policy lets nobody add a profile.
void check_profiles(const Policy& policy);

struct WriteAwsProfile {
    std::string name;  ///< "": as profile_name() says
    std::string portal;
    JitTarget target;  ///< region: that of the profile; without one the tenant's or the portal's
};

struct AwsProfileChange {
    std::string file;  ///< absolute path of AWS's config
    AwsConfigEdit edit;
};

/// The profile that is wanted, with what it takes from the portal: a tenant's name and its region, where these aren't
/// known. Throws `sign_in_needed` where there is something to ask, `unknown_tenant`, and what PortalClient throws.
AwsProfile wanted_aws_profile(Context& context, const WriteAwsProfile& params, std::stop_token stop);

/// What add_aws_profile() would do; changes nothing. Throws the errors PROTOCOL.md names.
AwsProfileChange preview_aws_profile(Context& context, const WriteAwsProfile& params, std::stop_token stop);

/// Writes a profile whose credentials come from jit-console into AWS's config, every other byte of which stays.
/// Throws as preview_aws_profile().
AwsProfileChange add_aws_profile(Context& context, const WriteAwsProfile& params, std::stop_token stop);

/// Undoes add_aws_profile() exactly. Throws `aws_profile`, `aws_config`.
AwsProfileChange remove_aws_profile(Context& context, const std::string& name);

}  // namespace jit_console
