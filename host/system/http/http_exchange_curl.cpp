#include "system/http/http_exchange_curl.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <optional>

#include "base/error.h"
#include "system/http/http_options_curl.h"
#include "system/http/http_outcome_curl.h"

namespace jit_console {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPollLimit{5000};  // libcurl's own timers and curl_multi_wakeup() end it earlier

void check(CURLMcode code) {
    if (code != CURLM_OK) throw Error(ErrorCode::internal, std::string("libcurl: ") + curl_multi_strerror(code));
}

/// The request went out on a connection that was there before.
bool is_on_kept_connection(CURL* easy) {
    long opened = 0;
    curl_off_t sent_after = 0;
    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &opened);
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &sent_after);
    return opened == 0 && sent_after > 0;
}

/// One request and its answer. Its line is free again when it ends.
class Exchange {
public:
    Exchange(Line& line, const HttpRequest& request, const SystemAuthorities* authorities)
        : line_(line), request_(request), authorities_(authorities), headers_(header_list(request)) {}
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    ~Exchange() {
        if (second_easy_) curl_multi_remove_handle(line_.multi.get(), second_easy_.get());
        curl_multi_remove_handle(line_.multi.get(), line_.easy.get());
        curl_easy_reset(line_.easy.get());
    }

    Exchanged run(const std::stop_token& stop) {
        const std::stop_callback wake(stop, [this] { curl_multi_wakeup(line_.multi.get()); });
        set_all(line_.easy.get(), first_);
        check(curl_multi_add_handle(line_.multi.get(), line_.easy.get()));
        while (true) {
            if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the request was cancelled");
            if (const auto end = perform()) return outcome(*end);
            if (may_be_dead()) {
                begin_second_try();
            } else {
                check(curl_multi_poll(line_.multi.get(), nullptr, 0, poll_limit(), nullptr));
            }
        }
    }

private:
    struct End {
        CURL* easy;
        CURLcode code;
    };

    void set_all(CURL* easy, Receiver& receiver) {
        set_options(easy, request_, headers_.get(), receiver);
        if (authorities_ != nullptr && trusts_system(request_)) set_authorities(easy, *authorities_);
    }

    milliseconds elapsed() const {
        return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_);
    }

    int poll_limit() const {
        const milliseconds left = request_.silence_limit - elapsed();
        const bool waits = !second_easy_ && left > milliseconds(0);
        return static_cast<int>((waits ? std::min(left, kPollLimit) : kPollLimit).count());
    }

    std::optional<End> perform() {
        int running = 0;
        check(curl_multi_perform(line_.multi.get(), &running));
        std::optional<End> end;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(line_.multi.get(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            if (!end || message->data.result == CURLE_OK) end = {message->easy_handle, message->data.result};
        }
        // A failure counts only where nothing else may still bring an answer.
        return end && (end->code == CURLE_OK || running == 0) ? end : std::nullopt;
    }

    bool may_be_dead() const {
        return !second_easy_ && request_.method == "GET" && first_.header_bytes == 0 &&
               elapsed() >= request_.silence_limit && elapsed() < request_.total_timeout &&
               is_on_kept_connection(line_.easy.get());
    }

    void begin_second_try() {
        second_easy_.reset(curl_easy_init());
        if (!second_easy_) throw std::bad_alloc();
        set_all(second_easy_.get(), second_);
        set_second_try(second_easy_.get(), std::max(request_.total_timeout - elapsed(), milliseconds(1)));
        check(curl_multi_add_handle(line_.multi.get(), second_easy_.get()));
    }

    Exchanged outcome(const End& end) {
        const bool by_second = end.easy == second_easy_.get();
        // HTTP/2 would keep the connection of a request that is given up.
        if (by_second) curl_easy_setopt(line_.easy.get(), CURLOPT_FORBID_REUSE, 1L);
        Receiver& receiver = by_second ? second_ : first_;
        HttpResult result =
            http_outcome({end.easy, end.code, receiver.sentence.data()}, receiver.body, receiver.header_too_large());
        return {std::move(result), by_second && end.code == CURLE_OK};
    }

    Line& line_;
    const HttpRequest& request_;
    const SystemAuthorities* authorities_;
    const HeaderList headers_;
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    Receiver first_{.body = HttpBody(request_.body_limit)};
    Receiver second_{.body = HttpBody(request_.body_limit)};
    Easy second_easy_;
};

}  // namespace

Exchanged exchange(Line& line, const HttpRequest& request, const SystemAuthorities* authorities,
                   const std::stop_token& stop) {
    return Exchange(line, request, authorities).run(stop);
}

}  // namespace jit_console
