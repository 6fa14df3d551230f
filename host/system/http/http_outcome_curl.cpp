#include "system/http/http_outcome_curl.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <ctime>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "domain/ascii.h"
#include "system/http/http_request_check.h"

namespace jit_console {
namespace {

template <typename Value>
Value info(const HttpEnd& end, CURLINFO which) {
    Value value{};
    curl_easy_getinfo(end.easy, which, &value);
    return value;
}

bool tls_stood(const HttpEnd& end) { return info<curl_off_t>(end, CURLINFO_APPCONNECT_TIME_T) > 0; }

/// What broke off in the middle of the handshake says nothing of certificates.
bool broke_off(const HttpEnd& end) {
    if (end.code != CURLE_SSL_CONNECT_ERROR) return false;
    const std::string words = to_lower(end.sentence);
    constexpr std::array kSigns{"reset by peer", "ssl_error_syscall", "unexpected eof", "broken pipe"};
    return std::ranges::any_of(kSigns, [&](const char* sign) { return words.find(sign) != std::string::npos; });
}

/// Before TLS it is the proxy that answers. What is no header at all ends in one code of libcurl's, what has no status
/// in another.
bool proxy_speaks_no_http(const HttpEnd& end) {
    if (tls_stood(end)) return false;
    const bool no_status =
        end.code == CURLE_RECV_ERROR && std::string_view(end.sentence).ends_with("CONNECT tunnel failed, response 0");
    return no_status || end.code == CURLE_BAD_FUNCTION_ARGUMENT;
}

HttpFailure::Kind failure_kind(const HttpEnd& end, bool answered) {
    using Kind = HttpFailure::Kind;
    if (broke_off(end)) return Kind::unreachable;
    if (proxy_speaks_no_http(end)) return Kind::malformed;
    switch (end.code) {
        case CURLE_OPERATION_TIMEDOUT:
            return Kind::timeout;
        case CURLE_SSL_CACERT_BADFILE:
            return Kind::ca_file;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
            return Kind::tls;
        case CURLE_UNSUPPORTED_PROTOCOL:  // what was answered is no HTTP; the URL's own scheme was checked before
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_FUNCTION_ARGUMENT:
            return Kind::malformed;
        default:
            return answered ? Kind::malformed : Kind::unreachable;
    }
}

std::string failure_detail(const HttpEnd& end) {
    const long proxy_status = info<long>(end, CURLINFO_HTTP_CONNECTCODE);
    if (proxy_status == 407) return "the proxy asks for a user name and password (407)";
    if (proxy_status >= 300) return "the proxy refused the connection (" + std::to_string(proxy_status) + ")";
    if (proxy_speaks_no_http(end)) return "the proxy's response is not HTTP";
    std::string detail = end.sentence[0] != '\0' ? end.sentence : curl_easy_strerror(end.code);
    const bool word = detail.size() > 1 && detail[1] >= 'a' && detail[1] <= 'z';  // not "SSL …"
    if (word && detail[0] >= 'A' && detail[0] <= 'Z') detail[0] = static_cast<char>(detail[0] + 32);
    return detail;
}

std::optional<Time> date_of(const HttpEnd& end) {
    curl_header* header = nullptr;
    if (curl_easy_header(end.easy, "date", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return std::nullopt;
    const std::time_t date = curl_getdate(header->value, nullptr);
    return date < 0 ? std::nullopt : std::optional(Time(std::chrono::seconds(date)));
}

/// Seconds or a date (source: RFC 9110, 10.2.3).
std::optional<std::chrono::seconds> retry_after_of(const HttpEnd& end, const std::optional<Time>& date) {
    curl_header* header = nullptr;
    if (curl_easy_header(end.easy, "retry-after", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return std::nullopt;
    const std::string_view text(header->value);
    std::int64_t seconds = 0;
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (fault != std::errc() || stop != text.data() + text.size()) {
        const std::time_t then = curl_getdate(header->value, nullptr);
        if (then < 0 || !date) return std::nullopt;
        seconds = then - date->time_since_epoch().count();
    }
    if (seconds <= 0 || seconds > 24 * 60 * 60) return std::nullopt;
    return std::chrono::seconds(seconds);
}

}  // namespace

HttpResult http_outcome(const HttpEnd& end, HttpBody& body, bool header_too_large) {
    using Kind = HttpFailure::Kind;
    const CURLcode code = end.code;
    if (body.too_large() || header_too_large || code == CURLE_FILESIZE_EXCEEDED)
        return HttpFailure{Kind::too_large, "the response is too large"};
    // libcurl says so of a header line that is longer than its own limit, too.
    if (code == CURLE_OUT_OF_MEMORY && tls_stood(end))
        return HttpFailure{Kind::too_large, "a header of the response is too large", false, true};
    if (code == CURLE_OUT_OF_MEMORY || code == CURLE_WRITE_ERROR) throw std::bad_alloc();
    if (code == CURLE_URL_MALFORMAT)
        throw Error(ErrorCode::internal, "a request can't be sent: its address is malformed");
    const long status = info<long>(end, CURLINFO_RESPONSE_CODE);
    const bool unknown = code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY;
    if (code != CURLE_OK)
        return HttpFailure{failure_kind(end, status != 0), failure_detail(end), unknown, tls_stood(end)};
    const char* type = info<const char*>(end, CURLINFO_CONTENT_TYPE);
    const auto date = date_of(end);
    return HttpResponse{status, media_type(type == nullptr ? "" : type), body.take(), date, retry_after_of(end, date)};
}

}  // namespace jit_console
