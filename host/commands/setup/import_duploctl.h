#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/error.h"
#include "commands/context.h"
#include "domain/role.h"

namespace jit_console {

struct ImportDuploctl {
    std::filesystem::path file;   ///< duploctl's config
    std::filesystem::path cache;  ///< the folder where it keeps the tokens of its interactive sign-in
    bool tokens = false;          ///< take the tokens too, once their portals accept them
    bool aws_profiles = false;    ///< write an AWS profile for each context that names a tenant or the administrator
    bool dry_run = false;         ///< change nothing
};

/// What became of one of duploctl's contexts.
struct ImportedContext {
    std::string name;
    std::string portal;  ///< its name here; "" where the context is left out
    bool portal_added = false;
    Role role = Role::tenant;
    std::string tenant;  ///< may be empty
    bool has_token = false;
    bool signed_in = false;              ///< its token was taken
    std::optional<std::string> profile;  ///< the AWS profile that was written
    std::vector<Error> problems;         ///< what could not be done
};

/// Adds the portals of duploctl's contexts. What fails for one context is told and doesn't keep the others. Throws
/// `duploctl` where the file isn't there or can't be understood.
std::vector<ImportedContext> import_duploctl(Context& context, const ImportDuploctl& params, std::stop_token stop);

}  // namespace jit_console
