#pragma once

#include <stop_token>

#include "domain/ecr.h"
#include "domain/portal_answers.h"
#include "system/http/http_client.h"

namespace jit_console {

/// Asks AWS's own API for a token for the registries that the keys may use: GetAuthorizationToken. Throws
/// `aws_unreachable`, `aws_refused` with AWS's own words, `aws_answer`, `cancelled`.
EcrToken ecr_authorization_token(HttpClient& http, const EcrEndpoint& endpoint, const JitCredentials& keys,
                                 std::stop_token stop);

}  // namespace jit_console
