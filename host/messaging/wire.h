#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "commands/console/browser_settings.h"
#include "commands/console/open_console.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/portals.h"
#include "commands/portals/sign_in.h"
#include "commands/portals/status.h"
#include "commands/portals/tenants.h"
#include "domain/console_page.h"
#include "domain/history_entry.h"
#include "domain/policy.h"
#include "domain/terminal_session.h"

// The wire's JSON, and the only place that knows its field names (PROTOCOL.md). Strings that are no UTF-8 can't come
// this far: what is parsed is refused, and our own are ASCII or were parsed.

namespace jit_console {

using Json = nlohmann::json;

/// `null` for an empty text.
Json or_null(const std::string& text);

Json to_json(const PortalState& state);
Json to_json(const Tenant& tenant);
Json to_json(const TenantList& list);
Json to_json(const Status& status);  ///< of the command line only
Json to_json(const PortalOffer& offer);
Json to_json(const OpenedConsole& opened);
Json to_json(const ConsolePage& page);
Json to_json(const ResourceList& list);
Json to_json(const HistoryEntry& entry);
Json to_json(const TerminalSession& session);
Json to_json(const SetBrowser& set);  ///< of the command line only
/// With what only the host writes, for a terminal.
Json whole_json(const HistoryEntry& entry);
/// What the extension needs of it; null where there is none.
Json to_json(const Policy& policy);
Json to_json(const Error& error);
Json to_json(const GrantPage& page, const Json& request_id);

/// Fields of a request's params. All throw `bad_request`, naming the field, where one has a wrong type, is too long
/// (8 KiB), or is missing though needed.
std::string required_text(const Json& params, const char* field);
std::string optional_text(const Json& params, const char* field);
bool optional_flag(const Json& params, const char* field);
std::optional<std::chrono::seconds> optional_seconds(const Json& params, const char* field);
/// A list of objects.
const Json& required_objects(const Json& params, const char* field);
Role role_of(const Json& params);
/// Not yet checked: see check_history_entry().
HistoryEntry history_entry_of(const Json& params);

}  // namespace jit_console
