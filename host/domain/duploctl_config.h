#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"

namespace jit_console {

/// One of duploctl's contexts, as its file has it (source: duploctl's documentation, "Configuration").
struct DuploctlContext {
    std::string name;
    std::string host;    ///< an address of a portal, unchecked; "" where the context has none
    Secret token;        ///< may be empty
    std::string tenant;  ///< name or GUID; may be empty
    bool admin = false;
    bool current = false;
};

/// All contexts of duploctl's config. Throws `duploctl` where the text is no such YAML, is nested deeper than 32 levels
/// or uses anchors (which can make a small file large). Messages never quote it: it may hold tokens.
std::vector<DuploctlContext> parse_duploctl_config(std::string_view text);

/// The token in a file of duploctl's cache: `{"DuploToken": …, …}` (source: duploctl, `DuploAPI._token_cache`). Its
/// `Expiration` is duploctl's own hour, not the token's end, and isn't looked at. Throws `duploctl` where there is
/// none.
Secret parse_duploctl_token(std::string_view text);

}  // namespace jit_console
