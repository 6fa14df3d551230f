#include "system/aws/aws_federation.h"

#include <string>
#include <utility>
#include <variant>

#include "base/error.h"
#include "domain/partition.h"
#include "domain/sign_in_url.h"
#include "system/aws/aws_failure.h"

namespace jit_console {
namespace {

constexpr std::size_t kFederationLimit = 256 * 1024;

HttpRequest post_request(const std::string& endpoint, const Secret& form) {
    HttpRequest request;
    request.method = "POST";
    request.url = Secret(std::string(endpoint));
    request.headers.emplace_back("Content-Type", Secret("application/x-www-form-urlencoded"));
    request.body = form.clone();
    return request;
}

HttpRequest get_request(const std::string& endpoint, const Secret& form) {
    std::string url;
    url.reserve(endpoint.size() + form.reveal().size() + 1);
    url.append(endpoint).append("?").append(form.reveal());
    HttpRequest request;
    request.url = Secret(std::move(url));
    return request;
}

HttpResponse ask(HttpClient& http, HttpRequest request, const std::string& host, std::stop_token stop) {
    request.headers.emplace_back("Accept", Secret("application/json"));
    request.body_limit = kFederationLimit;
    HttpResult result = http.send(request, std::move(stop));
    if (const auto* failure = std::get_if<HttpFailure>(&result)) report_aws_failure(*failure, host);
    return std::get<HttpResponse>(std::move(result));
}

}  // namespace

Secret federate(HttpClient& http, const JitCredentials& credentials, const ConsolePage& page, std::string_view issuer,
                std::stop_token stop) {
    const std::string host = signin_host(*page.partition, "");
    const std::string endpoint = "https://" + host + "/federation";
    const Secret form = federation_request_body(credentials);
    HttpResponse response = ask(http, post_request(endpoint, form), host, stop);
    if (response.status == 400 || response.status == 404 || response.status == 405) {
        response = ask(http, get_request(endpoint, form), host, stop);
    }
    if (response.status >= 300 && response.status < 400) {
        throw Error(ErrorCode::aws_answer, host + " answered with a redirect (" + std::to_string(response.status) + ")",
                    "a proxy or a login page seems to stand in front of AWS; check the network and the VPN");
    }
    if (response.status < 200 || response.status >= 400) {
        throw Error(ErrorCode::aws_refused, host + " refused the credentials (" + std::to_string(response.status) + ")",
                    "try again; the credentials may have expired, or AWS may have a problem");
    }
    return make_sign_in_url(page, issuer, parse_signin_token(response.body.reveal()));
}

}  // namespace jit_console
