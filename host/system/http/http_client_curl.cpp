#include "system/http/http_client.h"

#include <algorithm>
#include <atomic>
#include <list>
#include <mutex>
#include <new>
#include <string_view>

#include <curl/curl.h>

#include "base/error.h"
#include "base/unique_handle.h"
#include "system/http/http_exchange_curl.h"
#include "system/http/http_options_curl.h"
#include "system/http/http_request_check.h"
#include "system/process/standard_streams.h"

namespace jit_console {
namespace {

constexpr std::size_t kIdleLines = 8;

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

    /// Closes the idle connections to a host.
    void drop(std::string_view authority) {
        std::list<std::unique_ptr<Line>> dropped;
        const std::lock_guard lock(mutex_);
        for (auto each = idle_.begin(); each != idle_.end();) {
            const auto next = std::next(each);
            if ((*each)->authority == authority) dropped.splice(dropped.end(), idle_, each);
            each = next;
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

bool is_distrust(const HttpResult& result) {
    const auto* failure = std::get_if<HttpFailure>(&result);
    return failure != nullptr && failure->kind == HttpFailure::Kind::tls;
}

class HttpClientCurl final : public HttpClient {
public:
    explicit HttpClientCurl(std::optional<SystemAuthorities> authorities) : given_(std::move(authorities)) {}

    HttpResult send(const HttpRequest& request, std::stop_token stop) override {
        check_sendable(request);
        initialise();
        const SystemAuthorities* all = given_ ? &*given_ : nullptr;
        if (folder_.folder.empty() || file_needed_ || !trusts_system(request)) return send(request, all, stop);
        HttpResult result = send(request, &folder_, stop);
        if (!is_distrust(result)) return result;
        // What isn't in the folder may be in the file. Nothing of the request was sent yet.
        result = send(request, all, stop);
        if (!is_distrust(result)) file_needed_ = true;
        return result;
    }

private:
    HttpResult send(const HttpRequest& request, const SystemAuthorities* authorities, const std::stop_token& stop) {
        const std::string_view authority = authority_of(request.url.reveal());
        // A line whose exchange fails, or ends in an exception, is closed.
        std::unique_ptr<Line> line = lines_.take(authority);
        Exchanged exchanged = exchange(*line, request, authorities, stop);
        if (exchanged.found_dead) lines_.drop(authority);
        if (std::holds_alternative<HttpResponse>(exchanged.result)) lines_.give_back(std::move(line));
        return std::move(exchanged.result);
    }

    void initialise() {
        std::call_once(initialised_, [this] {
            // OpenSSL writes to connections that may be gone; with CURLOPT_NOSIGNAL libcurl leaves the signal to us.
            ignore_broken_pipes();
            // Not undone: a name look-up that was left behind may still be using it.
            if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
                throw Error(ErrorCode::internal, "libcurl can't be initialised");
            folder_.folder = (given_ ? *given_ : default_authorities()).folder;
        });
    }

    std::once_flag initialised_;
    std::optional<SystemAuthorities> given_;
    SystemAuthorities folder_;  // without the file, of which libcurl would read every certificate
    std::atomic<bool> file_needed_ = false;
    LinePool lines_;
};

}  // namespace

std::unique_ptr<HttpClient> make_http_client_curl(std::optional<SystemAuthorities> authorities) {
    return std::make_unique<HttpClientCurl>(std::move(authorities));
}

}  // namespace jit_console
