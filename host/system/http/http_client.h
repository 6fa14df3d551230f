#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/secret.h"
#include "domain/time.h"

namespace jit_console {

/// For AWS's APIs: the request is signed with these keys by Signature Version 4. A session token is one of its headers.
struct AwsSigning {
    std::string region;
    std::string service;  ///< as AWS's signatures name it: "ecr"
    Secret access_key_id;
    Secret secret_access_key;
};

struct HttpRequest {
    std::string method = "GET";  ///< "GET" or "POST"
    Secret url;                  ///< https, or http://localhost[:PORT] for portals under development
    std::vector<std::pair<std::string, Secret>> headers;  ///< no control characters in either part
    Secret body;                                          ///< of a POST
    std::optional<AwsSigning> signing;                    ///< of a request to AWS's API
    std::string ca_file;                                  ///< trusted instead of the system's store; may be empty
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds total_timeout{20'000};  ///< duplo-jit's own (reference)
    /// A GET that brought no byte for so long on a connection kept from earlier is also sent on a fresh one.
    std::chrono::milliseconds silence_limit{3'000};
    std::size_t body_limit = 16 * 1024 * 1024;  ///< bytes, also of what a compressed answer is without compression
};

struct HttpResponse {
    long status = 0;
    std::string content_type;  ///< lower case, without parameters
    Secret body;
    std::optional<Time> date = std::nullopt;                         ///< what the server's clock says (header Date)
    std::optional<std::chrono::seconds> retry_after = std::nullopt;  ///< header Retry-After, a day at most
};

/// Why no answer came. `detail` is libcurl's sentence, without the URL; lower case where it begins with a common word.
struct HttpFailure {
    /// `malformed`: something answered, but broke off or doesn't speak HTTP.
    enum class Kind { unreachable, tls, timeout, too_large, ca_file, malformed };
    Kind kind;
    std::string detail;
    bool name_unknown = false;  ///< the host's name, or that of the proxy where one is used, can't be resolved
    bool connected = false;     ///< TLS stood before it failed
};

using HttpResult = std::variant<HttpResponse, HttpFailure>;

/// Sends requests; may be called by many threads at once. HTTP status is data, redirects are not followed.
class HttpClient {
public:
    virtual ~HttpClient() = default;
    /// Blocks until the answer, a failure, a time-out, or `stop` (throws `cancelled` within 100 ms of it). Throws
    /// `internal` where the request itself is unfit: no https URL, a method or header that can't be sent.
    virtual HttpResult send(const HttpRequest& request, std::stop_token stop) = 0;
};

/// What a system trusts: a file of all authorities, and a folder in which OpenSSL finds each by its name. Either may be
/// empty.
struct SystemAuthorities {
    std::string file;
    std::string folder;
};

/// libcurl: connections kept between requests, HTTP/2 where offered, TLS 1.2 at least, proxies from the usual
/// variables. SSL_CERT_FILE, where set, replaces the system's store, which is libcurl's default where none is given.
/// Where that has a folder, the file is read only after the folder didn't do. Nothing of libcurl is initialised before
/// the first send().
std::unique_ptr<HttpClient> make_http_client_curl(std::optional<SystemAuthorities> authorities = std::nullopt);

}  // namespace jit_console
