#include "system/http/http_request_check.h"

#include <algorithm>

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {
namespace {

constexpr std::string_view kScheme = "https://";

bool is_of_localhost(std::string_view url) {
    constexpr std::string_view kLocalhost = "http://localhost";
    if (!url.starts_with(kLocalhost)) return false;
    url.remove_prefix(kLocalhost.size());
    const std::string_view port = url.substr(0, url.find('/'));
    return port.empty() || (port.front() == ':' && is_all(port.substr(1), is_digit));
}

[[noreturn]] void unfit(const std::string& why) { throw Error(ErrorCode::internal, "a request can't be sent: " + why); }

}  // namespace

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

void check_sendable(const HttpRequest& request) {
    if (!request.url.reveal().starts_with(kScheme) && !is_of_localhost(request.url.reveal()))
        unfit("its address is not https");
    if (has_control_character(request.url.reveal())) unfit("its address contains a control character");
    if (request.method != "GET" && request.method != "POST") unfit("its method is " + request.method);
    for (const auto& [name, value] : request.headers) {
        if (name.empty() || has_control_character(name) || name.find(':') != std::string::npos)
            unfit("a header's name");
        if (has_control_character(value.reveal())) unfit("header " + name + " holds a control character");
    }
}

std::string_view authority_of(std::string_view url) { return url.substr(0, url.find_first_of("/?#", kScheme.size())); }

std::string media_type(std::string_view content_type) {
    return to_lower(trim(content_type.substr(0, content_type.find_first_of(";,"))));
}

}  // namespace jit_console
