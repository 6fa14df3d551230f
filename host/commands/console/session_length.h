#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "commands/console/jit_access.h"

namespace jit_console {

/// What AWS allows for sessions of roles (source: AWS documentation, "DurationSeconds").
inline constexpr std::chrono::seconds kShortestSession{900};
inline constexpr std::chrono::seconds kLongestSession{43200};

/// The one setting whose key is public, an AppConfig of the portal's system settings (source: DuploCloud's
/// documentation of JIT access).
inline constexpr char kAdminSessionSetting[] = "AdminJitSessionDuration";

/// A setting of the portal that has a say in how long sessions are.
struct SessionSetting {
    std::string name;     ///< as on the portal's pages
    std::string where;    ///< the way there
    std::string url;      ///< the portal's page nearest to it: the addresses of its settings' pages aren't public
    bool decides = true;  ///< else it is an upper bound
    std::optional<std::string> key;             ///< where set_session_length() can change it
    std::optional<std::chrono::seconds> value;  ///< where the portal tells
};

struct SessionLength {
    std::chrono::seconds seconds{};  ///< the Validity last seen
    std::vector<SessionSetting> settings;
};

/// How long the AWS sessions of a target are and what decides it. One portal request where none was seen yet, one more
/// for the administrator's. Throws as jit_access().
SessionLength get_session_length(Context& context, const std::string& portal, const JitTarget& target,
                                 std::stop_token stop);

/// Throws `bad_request` for a length out of AWS's bounds.
void check_session_length(std::chrono::seconds length);

/// Changes how long administrators' AWS sessions on a portal are, for everybody there. One portal request. Throws as
/// check_session_length(), `portal_forbidden` to who is no administrator, and what PortalClient throws.
void set_session_length(Context& context, const std::string& portal, std::chrono::seconds length, std::stop_token stop);

}  // namespace jit_console
