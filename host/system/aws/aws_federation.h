#pragma once

#include <stop_token>
#include <string_view>

#include "domain/console_page.h"
#include "domain/portal_answers.h"
#include "system/http/http_client.h"

namespace jit_console {

/// Makes a sign-in URL for `page` out of credentials, at AWS's federation endpoint of the page's partition, with a POST
/// so that keys stand in no URL; where AWS refuses that form (400, 404, 405), once more as the documented GET. Throws
/// `aws_unreachable`, `aws_refused`, `aws_answer`, `cancelled`.
Secret federate(HttpClient& http, const JitCredentials& credentials, const ConsolePage& page, std::string_view issuer,
                std::stop_token stop);

}  // namespace jit_console
