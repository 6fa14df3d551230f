#pragma once

#include <memory>
#include <variant>

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "fake_folder.h"
#include "fake_tls_server.h"
#include "system/http/http_client.h"

namespace jit_console::fake {

/// A client of the real kind, and no proxy or authorities of the machine the tests run on.
struct CurlFixture {
    TestVariable http{"http_proxy", nullptr};
    TestVariable https{"https_proxy", nullptr};
    TestVariable https_upper{"HTTPS_PROXY", nullptr};
    TestVariable all{"all_proxy", nullptr};
    TestVariable all_upper{"ALL_PROXY", nullptr};
    TestVariable none{"no_proxy", nullptr};
    TestVariable none_upper{"NO_PROXY", nullptr};
    TestVariable authorities{"SSL_CERT_FILE", nullptr};
    std::unique_ptr<HttpClient> client = make_http_client_curl();

    HttpResult send(const HttpRequest& request) const { return client->send(request, {}); }
};

inline HttpRequest get(const FakeTlsServer& server, const std::string& path = "/") {
    HttpRequest request;
    request.url = Secret(server.url() + path);
    request.ca_file = server.ca_file();
    return request;
}

inline const HttpResponse& response(const HttpResult& result) {
    if (const auto* failure = std::get_if<HttpFailure>(&result)) BOOST_FAIL("no answer came: " << failure->detail);
    return std::get<HttpResponse>(result);
}

inline const HttpFailure& failure(const HttpResult& result) {
    BOOST_REQUIRE(std::holds_alternative<HttpFailure>(result));
    return std::get<HttpFailure>(result);
}

}  // namespace jit_console::fake
