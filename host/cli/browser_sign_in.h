#pragma once

#include <string>

#include "cli/command.h"
#include "cli/terminal.h"
#include "commands/portals/sign_in.h"

namespace jit_console {

/// "carol@example.org, until 17:40", "signed out".
std::string sign_in_words(const PortalState& state, Time now);

/// Signs in by the portal's page in the browser; `say` gets the remarks to the person.
PortalState sign_in_by_browser(const CliServices& services, const std::string& portal, bool admin, bool open_browser,
                               void (*say)(std::string_view));

/// The same in the middle of another command. Throws `browser` where none can be opened; `why`: the error that led
/// here.
void sign_in_meanwhile(const CliServices& services, const std::string& portal, bool admin, const Error& why);

/// Does `action`; where that needs a sign-in and a person is there, signs in and does it again.
template <typename Action>
auto with_sign_in(const CliServices& services, const std::string& portal, bool admin, const Action& action) {
    try {
        return action();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::sign_in_needed || !person_is_there()) throw;
        sign_in_meanwhile(services, portal, admin, error);
    }
    return action();
}

}  // namespace jit_console
