#include "domain/url.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "domain/portal.h"
#include "require.h"

using namespace jit_console;

namespace {

std::string joined(const Url& url) {
    std::string text = url.scheme + "://";
    if (url.has_user_info) text += url.user_info + "@";
    text += url.host;
    if (!url.port.empty()) text += ":" + url.port;
    text += url.path;
    if (!url.query.empty()) text += "?" + url.query;
    if (!url.fragment.empty()) text += "#" + url.fragment;
    return text;
}

void check_url(const Url& url) {
    require(!url.host.empty() && url.host.find_first_of("@:/?#%\\ ") == std::string::npos, "a host is only a name");
    require(url.path.empty() || url.path.front() == '/', "a path begins with a slash");
    const auto [ok, again] = parse_url(joined(url));
    require(ok && joined(again) == joined(url), "a URL that is put together again is the same");
    require(percent_decode(url.query).first, "escapes are valid");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto [ok, url] = parse_url(text); ok) check_url(url);

    const auto [decodes, decoded] = percent_decode(percent_encode(text));
    require(decodes && decoded == text, "what is encoded decodes to itself");
    const auto [usable, raw] = percent_decode(text);
    require(raw.size() <= text.size() && (usable || raw.empty()), "decoding never grows a text");
    for (const auto& [name, value] : split_query(text)) {
        require(name.find_first_of("=&") == std::string::npos && value.find('&') == std::string::npos,
                "pairs are split");
    }

    try {
        const std::string origin = portal_origin(text);
        require(portal_origin(origin) == origin, "an origin's origin is itself");
        const auto [ok, url] = parse_url(origin);
        require(ok && url.scheme == "https" && !url.has_user_info && url.path.empty(),
                "an origin is https, host and port");
        check_portal_name(portal_default_name(origin));
    } catch (const Error& error) {
        require(error.code() == ErrorCode::portal_url, "nothing but `portal_url` is thrown");
    }
    return 0;
}
