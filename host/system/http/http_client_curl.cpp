#include "system/http/http_client.h"

#include <algorithm>
#include <array>
#include <list>
#include <mutex>
#include <new>
#include <string_view>

#include <curl/curl.h>

#include "base/error.h"
#include "base/unique_handle.h"
#include "system/http/http_body.h"
#include "system/http/http_outcome_curl.h"
#include "system/http/http_request_check.h"
#include "system/process/environment.h"
#include "system/process/standard_streams.h"
#include "version.h"

namespace jit_console {
namespace {

using Easy = UniqueHandle<CURL, curl_easy_cleanup>;
using Multi = UniqueHandle<CURLM, curl_multi_cleanup>;
using HeaderList = UniqueHandle<curl_slist, curl_slist_free_all>;

constexpr std::size_t kIdleLines = 8;
constexpr std::size_t kHeaderLimit = 256 * 1024;
constexpr int kPollLimit = 5000;  // ms; libcurl's own timers and curl_multi_wakeup() end it earlier

/// One transfer at a time. The multi handle owns the connections, which stay open for the next transfer.
struct Line {
    Multi multi{curl_multi_init()};
    Easy easy{curl_easy_init()};  // after `multi`: goes first
    std::string authority;        // whom it last talked to
};

/// Idle lines, the one used last in front.
class LinePool {
public:
    std::unique_ptr<Line> take(std::string_view authority) {
        std::unique_ptr<Line> line = take_idle(authority);
        if (!line) line = std::make_unique<Line>();
        if (!line->multi || !line->easy) throw std::bad_alloc();
        line->authority = authority;
        return line;
    }

    void give_back(std::unique_ptr<Line> line) {
        std::unique_ptr<Line> surplus;  // closes its connections after the lock is gone
        const std::lock_guard lock(mutex_);
        idle_.push_front(std::move(line));
        if (idle_.size() > kIdleLines) {
            surplus = std::move(idle_.back());
            idle_.pop_back();
        }
    }

private:
    std::unique_ptr<Line> take_idle(std::string_view authority) {
        const std::lock_guard lock(mutex_);
        auto found = std::ranges::find_if(idle_, [&](const auto& line) { return line->authority == authority; });
        // Another host's line is left alone while there is room for one more: its connection will be wanted again.
        if (found == idle_.end() && idle_.size() == kIdleLines) found = std::prev(idle_.end());
        if (found == idle_.end()) return nullptr;
        std::unique_ptr<Line> line = std::move(*found);
        idle_.erase(found);
        return line;
    }

    std::mutex mutex_;
    std::list<std::unique_ptr<Line>> idle_;
};

/// What libcurl's callbacks write to. They return another count than `size` to make libcurl give up, and never throw.
struct Receiver {
    HttpBody body;
    std::size_t header_bytes = 0;
};

std::size_t receive_body(char* data, std::size_t, std::size_t size, void* user) noexcept {
    return static_cast<Receiver*>(user)->body.append({data, size}) ? size : 0;
}

std::size_t receive_header(char*, std::size_t, std::size_t size, void* user) noexcept {
    auto& receiver = *static_cast<Receiver*>(user);
    receiver.header_bytes += size;
    return receiver.header_bytes > kHeaderLimit ? 0 : size;
}

template <typename Value>
void set(Line& line, CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(line.easy.get(), option, value);
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

void set_method(Line& line, const HttpRequest& request) {
    if (request.method == "GET") return set(line, CURLOPT_HTTPGET, 1L);
    set(line, CURLOPT_POST, 1L);
    set(line, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.reveal().size()));
    set(line, CURLOPT_POSTFIELDS, request.body.reveal().data());
}

void set_trust(Line& line, const std::string& ca_file) {
    set(line, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(line, CURLOPT_SSL_VERIFYPEER, 1L);
    set(line, CURLOPT_SSL_VERIFYHOST, 2L);
    // Read here because libcurl leaves it to its command-line tool.
    const std::string chosen = !ca_file.empty() ? ca_file : environment_variable("SSL_CERT_FILE");
    // Windows' store, where there is no folder of the system's certificates.
    if (chosen.empty()) return set(line, CURLOPT_SSL_OPTIONS, static_cast<long>(CURLSSLOPT_NATIVE_CA));
    set(line, CURLOPT_CAINFO, chosen.c_str());
    // The folder of the system's certificates would be trusted beside CAINFO.
    set(line, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
}

void set_limits(Line& line, const HttpRequest& request) {
    set(line, CURLOPT_NOSIGNAL, 1L);
    set(line, CURLOPT_QUICK_EXIT, 1L);  // a cancelled name look-up isn't waited for
    set(line, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
    set(line, CURLOPT_TIMEOUT_MS, static_cast<long>(request.total_timeout.count()));
    set(line, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.body_limit));
}

void set_options(Line& line, const HttpRequest& request, curl_slist* headers, Receiver& receiver, char* sentence) {
    set(line, CURLOPT_URL, request.url.reveal().data());           // a Secret's text ends in NUL
    const bool plain = request.url.reveal().starts_with("http:");  // localhost, see check_sendable()
    set(line, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
    if (plain) set(line, CURLOPT_PROXY, "");  // never in the clear to anybody else
    set(line, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    set(line, CURLOPT_FOLLOWLOCATION, 0L);
    const bool http2 = (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP2) != 0;
    set(line, CURLOPT_HTTP_VERSION, static_cast<long>(http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    set(line, CURLOPT_HTTPHEADER, headers);
    // The headers hold the token: they go into the tunnel, never to the proxy that opens it.
    set(line, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    set(line, CURLOPT_USERAGENT, (std::string("jit-console/") + kVersion).c_str());
    set(line, CURLOPT_ERRORBUFFER, sentence);
    set(line, CURLOPT_WRITEFUNCTION, receive_body);
    set(line, CURLOPT_WRITEDATA, static_cast<void*>(&receiver));
    set(line, CURLOPT_HEADERFUNCTION, receive_header);
    set(line, CURLOPT_HEADERDATA, static_cast<void*>(&receiver));
    set_method(line, request);
    set_trust(line, request.ca_file);
    set_limits(line, request);
}

/// The easy handle in the multi handle, for as long as the transfer runs.
class Transfer {
public:
    explicit Transfer(Line& line) : line_(line) { check(curl_multi_add_handle(line.multi.get(), line.easy.get())); }
    ~Transfer() { curl_multi_remove_handle(line_.multi.get(), line_.easy.get()); }
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    CURLcode run(const std::stop_token& stop) {
        const std::stop_callback wake(stop, [this] { curl_multi_wakeup(line_.multi.get()); });
        while (true) {
            if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the request was cancelled");
            int running = 0;
            check(curl_multi_perform(line_.multi.get(), &running));
            int left = 0;
            const CURLMsg* message = curl_multi_info_read(line_.multi.get(), &left);
            if (message != nullptr && message->msg == CURLMSG_DONE) return message->data.result;
            check(curl_multi_poll(line_.multi.get(), nullptr, 0, kPollLimit, nullptr));
        }
    }

private:
    static void check(CURLMcode code) {
        if (code != CURLM_OK) throw Error(ErrorCode::internal, std::string("libcurl: ") + curl_multi_strerror(code));
    }

    Line& line_;
};

class HttpClientCurl final : public HttpClient {
public:
    HttpResult send(const HttpRequest& request, std::stop_token stop) override {
        check_sendable(request);
        initialise();
        const HeaderList headers = header_list(request);
        Receiver receiver{.body = HttpBody(request.body_limit)};
        std::array<char, CURL_ERROR_SIZE> sentence{};
        // Last: where a transfer ends in an exception its line is closed while what it points to is still there.
        std::unique_ptr<Line> line = lines_.take(authority_of(request.url.reveal()));
        set_options(*line, request, headers.get(), receiver, sentence.data());
        const CURLcode code = Transfer(*line).run(stop);
        HttpResult result = http_outcome({line->easy.get(), code, sentence.data()}, receiver.body,
                                         receiver.header_bytes > kHeaderLimit);
        curl_easy_reset(line->easy.get());
        lines_.give_back(std::move(line));
        return result;
    }

private:
    void initialise() {
        std::call_once(initialised_, [] {
            // OpenSSL writes to connections that may be gone; with CURLOPT_NOSIGNAL libcurl leaves the signal to us.
            ignore_broken_pipes();
            // Not undone: a name look-up that was left behind may still be using it.
            if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) return;
            throw Error(ErrorCode::internal, "libcurl can't be initialised");
        });
    }

    std::once_flag initialised_;
    LinePool lines_;
};

}  // namespace

std::unique_ptr<HttpClient> make_http_client_curl() { return std::make_unique<HttpClientCurl>(); }

}  // namespace jit_console
