#include "system/http/http_options_curl.h"

#include <new>
#include <string>

#include "base/error.h"
#include "system/process/environment.h"
#include "version.h"

namespace jit_console {
namespace {

constexpr std::size_t kHeaderLimit = 256 * 1024;

// The callbacks return another count than `size` to make libcurl give up, and never throw.

std::size_t receive_body(char* data, std::size_t, std::size_t size, void* user) noexcept {
    return static_cast<Receiver*>(user)->body.append({data, size}) ? size : 0;
}

std::size_t receive_header(char*, std::size_t, std::size_t size, void* user) noexcept {
    auto& receiver = *static_cast<Receiver*>(user);
    receiver.header_bytes += size;
    return receiver.header_too_large() ? 0 : size;
}

template <typename Value>
void set(CURL* easy, CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(easy, option, value);
    if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    if (code != CURLE_OK) {
        throw Error(ErrorCode::internal, "libcurl option " + std::to_string(option) + ": " + curl_easy_strerror(code));
    }
}

void append_header(HeaderList& list, const char* text) {
    curl_slist* longer = curl_slist_append(list.get(), text);
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

void set_method(CURL* easy, const HttpRequest& request) {
    if (request.method == "GET") return set(easy, CURLOPT_HTTPGET, 1L);
    set(easy, CURLOPT_POST, 1L);
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.reveal().size()));
    set(easy, CURLOPT_POSTFIELDS, request.body.reveal().data());
}

/// libcurl's own copies of the keys go with the handle's reset.
void set_signing(CURL* easy, const HttpRequest& request) {
    if (!request.signing) return;
    const AwsSigning& keys = *request.signing;
    set(easy, CURLOPT_AWS_SIGV4, ("aws:amz:" + keys.region + ":" + keys.service).c_str());
    set(easy, CURLOPT_USERNAME, keys.access_key_id.reveal().data());
    set(easy, CURLOPT_PASSWORD, keys.secret_access_key.reveal().data());
}

/// Read here because libcurl leaves it to its command-line tool.
std::string chosen_authorities(const HttpRequest& request) {
    return !request.ca_file.empty() ? request.ca_file : environment_variable("SSL_CERT_FILE");
}

void set_trust(CURL* easy, const HttpRequest& request) {
    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    const std::string chosen = chosen_authorities(request);
    // Windows' store, where there is no folder of the system's certificates.
    if (chosen.empty()) return set(easy, CURLOPT_SSL_OPTIONS, static_cast<long>(CURLSSLOPT_NATIVE_CA));
    set(easy, CURLOPT_CAINFO, chosen.c_str());
    // The folder of the system's certificates would be trusted beside CAINFO.
    set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
}

void set_limits(CURL* easy, const HttpRequest& request) {
    set(easy, CURLOPT_NOSIGNAL, 1L);
    // A connection whose other end went without a word (a VPN that was switched) is found dead before it is used again.
    set(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    set(easy, CURLOPT_TCP_KEEPIDLE, 20L);
    set(easy, CURLOPT_TCP_KEEPINTVL, 5L);
    set(easy, CURLOPT_QUICK_EXIT, 1L);  // a cancelled name look-up isn't waited for
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.total_timeout.count()));
    set(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.body_limit));
}

}  // namespace

bool Receiver::header_too_large() const { return header_bytes > kHeaderLimit; }

HeaderList header_list(const HttpRequest& request) {
    HeaderList list;
    append_header(list, "Expect:");  // else libcurl waits a second for "100 Continue" on a large POST
    for (const auto& [name, value] : request.headers) {
        std::string text;
        text.reserve(name.size() + value.reveal().size() + 2);
        // libcurl sends a header without a value only in the form "Name;".
        text.append(name).append(value.empty() ? ";" : ": ").append(value.reveal());
        const Secret whole(std::move(text));
        append_header(list, whole.reveal().data());  // a Secret's text ends in NUL
    }
    return list;
}

void set_options(CURL* easy, const HttpRequest& request, curl_slist* headers, Receiver& receiver) {
    set(easy, CURLOPT_URL, request.url.reveal().data());           // a Secret's text ends in NUL
    const bool plain = request.url.reveal().starts_with("http:");  // localhost, see check_sendable()
    set(easy, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
    if (plain) set(easy, CURLOPT_PROXY, "");  // never in the clear to anybody else
    set(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    const int features = curl_version_info(CURLVERSION_NOW)->features;
    const bool http2 = (features & CURL_VERSION_HTTP2) != 0;
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    // Lists of thousands of tenants shrink to a tenth. The limits hold for what is received and for what comes of it.
    if ((features & CURL_VERSION_LIBZ) != 0) set(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    set(easy, CURLOPT_HTTPHEADER, headers);
    // The headers hold the token: they go into the tunnel, never to the proxy that opens it.
    set(easy, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    set(easy, CURLOPT_USERAGENT, (std::string("jit-console/") + kVersion).c_str());
    set(easy, CURLOPT_ERRORBUFFER, receiver.sentence.data());
    set(easy, CURLOPT_WRITEFUNCTION, receive_body);
    set(easy, CURLOPT_WRITEDATA, static_cast<void*>(&receiver));
    set(easy, CURLOPT_HEADERFUNCTION, receive_header);
    set(easy, CURLOPT_HEADERDATA, static_cast<void*>(&receiver));
    set_method(easy, request);
    set_signing(easy, request);
    set_trust(easy, request);
    set_limits(easy, request);
}

void set_second_try(CURL* easy, std::chrono::milliseconds time_left) {
    set(easy, CURLOPT_FRESH_CONNECT, 1L);
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(time_left.count()));
}

bool trusts_system(const HttpRequest& request) { return chosen_authorities(request).empty(); }

void set_authorities(CURL* easy, const SystemAuthorities& authorities) {
    const auto text = [](const std::string& path) { return path.empty() ? nullptr : path.c_str(); };
    set(easy, CURLOPT_CAINFO, text(authorities.file));
    set(easy, CURLOPT_CAPATH, text(authorities.folder));
}

SystemAuthorities default_authorities() {
    const UniqueHandle<CURL, curl_easy_cleanup> easy(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    const auto text = [&](CURLINFO which) {
        const char* value = nullptr;
        curl_easy_getinfo(easy.get(), which, &value);
        return std::string(value == nullptr ? "" : value);
    };
    return {text(CURLINFO_CAINFO), text(CURLINFO_CAPATH)};
}

}  // namespace jit_console
