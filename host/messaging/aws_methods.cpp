#include "messaging/aws_methods.h"

#include "commands/credentials/aws_profiles.h"
#include "messaging/aws_wire.h"

namespace jit_console {

Json run_get_credentials(const Call& call) {
    GetCredentials params{
        optional_text(call.params, "portal"), jit_target_of(call.params), optional_flag(call.params, "fresh"), {}};
    return to_json(get_credentials(call.context, params, call.stop));
}

Json run_preview_aws_profile(const Call& call) {
    return to_json(preview_aws_profile(call.context, write_aws_profile_of(call.params), call.stop));
}

Json run_add_aws_profile(const Call& call) {
    return to_json(add_aws_profile(call.context, write_aws_profile_of(call.params), call.stop));
}

Json run_list_aws_profiles(const Call& call) { return to_json(list_aws_profiles(call.context)); }

Json run_remove_aws_profile(const Call& call) {
    return removed_json(remove_aws_profile(call.context, required_text(call.params, "name")));
}

Json run_get_session_length(const Call& call) {
    return to_json(
        get_session_length(call.context, optional_text(call.params, "portal"), jit_target_of(call.params), call.stop));
}

}  // namespace jit_console
