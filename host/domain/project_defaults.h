#pragma once

#include <string>
#include <string_view>

namespace jit_console {

/// What a project's file `.jit-console` says: which portal and tenant a command means that names none.
struct ProjectDefaults {
    std::string portal;  ///< a portal's name; may be ""
    std::string tenant;  ///< its name or GUID; may be ""

    bool operator==(const ProjectDefaults&) const = default;
};

/// Lines "PORTAL=NAME" and "TENANT=NAME", each at most once, comments that begin with "#", empty ones. Throws `config`
/// for anything else: a name holds no address, so that the file can't lead anywhere but to a configured portal.
ProjectDefaults parse_project_defaults(std::string_view text);

}  // namespace jit_console
