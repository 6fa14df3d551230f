#pragma once

#include <string>
#include <string_view>

#include "system/http/http_client.h"

namespace jit_console {

/// True where `text` holds a character that would break out of a header's line.
bool has_control_character(std::string_view text);

/// Throws `internal` unless `request` can be sent: a URL of https or of http://localhost, GET or POST, header names and
/// values without control characters.
void check_sendable(const HttpRequest& request);

/// "https://HOST[:PORT]" of a URL that passed check_sendable().
std::string_view authority_of(std::string_view url);

/// "application/json" of " Application/JSON; charset=utf-8".
std::string media_type(std::string_view content_type);

}  // namespace jit_console
