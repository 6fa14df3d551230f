#pragma once

#include <deque>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "system/http/http_client.h"

namespace jit_console::fake {

/// An HTTP client that gives the answers of a script in order and writes down what it was asked.
class FakeHttpScript final : public HttpClient {
public:
    struct Seen {
        std::string method;
        std::string url;
        std::string body;
        std::string ca_file;
        std::vector<std::pair<std::string, std::string>> headers;

        std::string header(const std::string& name) const {
            for (const auto& [each, value] : headers) {
                if (each == name) return value;
            }
            return "absent";
        }
    };

    std::vector<Seen> journal;

    FakeHttpScript& answer(long status, const std::string& body, const std::string& content_type = "application/json") {
        script_.emplace_back(HttpResponse{status, content_type, Secret(std::string(body))});
        return *this;
    }
    FakeHttpScript& fail(HttpFailure::Kind kind, const std::string& detail = "as the test wants it") {
        script_.emplace_back(HttpFailure{kind, detail});
        return *this;
    }

    HttpResult send(const HttpRequest& request, std::stop_token stop) override {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled, "the request was cancelled");
        Seen seen{
            request.method, std::string(request.url.reveal()), std::string(request.body.reveal()), request.ca_file, {}};
        for (const auto& [name, value] : request.headers) seen.headers.emplace_back(name, value.reveal());
        journal.push_back(std::move(seen));
        if (script_.empty()) throw std::logic_error("one request more than the script has");
        HttpResult result = std::move(script_.front());
        script_.pop_front();
        return result;
    }

private:
    std::deque<HttpResult> script_;
};

}  // namespace jit_console::fake
