#include "system/aws/ecr_api.h"

#include <string>
#include <utility>
#include <variant>

#include "base/error.h"
#include "system/aws/aws_failure.h"

namespace jit_console {
namespace {

constexpr std::size_t kAnswerLimit = 256 * 1024;

HttpRequest token_request(const EcrEndpoint& endpoint, const JitCredentials& keys) {
    HttpRequest request;
    request.method = "POST";
    request.url = Secret("https://" + endpoint.host() + "/");
    request.headers.emplace_back("Content-Type", Secret("application/x-amz-json-1.1"));
    request.headers.emplace_back("X-Amz-Target", Secret("AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"));
    request.headers.emplace_back("X-Amz-Security-Token", keys.session_token.clone());
    request.body = Secret("{}");
    request.signing = {endpoint.region.code(), "ecr", keys.access_key_id.clone(), keys.secret_access_key.clone()};
    request.body_limit = kAnswerLimit;
    return request;
}

[[noreturn]] void refuse(const HttpResponse& response, const std::string& host) {
    const std::string words = portal_error_text(response.body.reveal());
    throw Error(
        ErrorCode::aws_refused,
        host + " refused to give a token (" + std::to_string(response.status) + ")" +
            (words.empty() ? "" : ": " + words),
        "ask an administrator whether the role may do ecr:GetAuthorizationToken, and check this machine's clock");
}

}  // namespace

EcrToken ecr_authorization_token(HttpClient& http, const EcrEndpoint& endpoint, const JitCredentials& keys,
                                 std::stop_token stop) {
    const std::string host = endpoint.host();
    HttpResult result = http.send(token_request(endpoint, keys), std::move(stop));
    if (const auto* failure = std::get_if<HttpFailure>(&result)) report_aws_failure(*failure, host);
    const auto& response = std::get<HttpResponse>(result);
    if (response.status != 200) refuse(response, host);
    return parse_ecr_token(response.body.reveal());
}

}  // namespace jit_console
