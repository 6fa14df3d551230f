#include "commands/console/set_session_length.h"

#include "base/error.h"
#include "commands/portals/portal_state.h"

namespace jit_console {

void check_session_length(std::chrono::seconds length) {
    if (length >= kShortestSession && length <= kLongestSession) return;
    throw Error(ErrorCode::bad_request, "a session of " + std::to_string(length.count()) + " seconds can't be",
                "give from 900 to 43200 seconds");
}

void set_session_length(Context& context, const std::string& portal, std::chrono::seconds length,
                        std::stop_token stop) {
    check_session_length(length);
    const Portal found = configured_portal(context, portal);
    const SignIn sign_in = kept_sign_in(context, found);
    PortalClient(context.http)
        .set_system_setting({found, sign_in.token, sign_in.otp}, "AppConfig", kAdminSessionSetting,
                            std::to_string(length.count()), std::move(stop));
    context.facts.forget(found.url, "validity " + target_name(Role::admin, ""));
}

}  // namespace jit_console
