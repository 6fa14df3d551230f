#pragma once

#include <string>

#include "system/http/http_client.h"

namespace jit_console {

/// Throws `aws_unreachable` or `aws_answer` for an answer that didn't come from AWS's `host`.
[[noreturn]] void report_aws_failure(const HttpFailure& failure, const std::string& host);

}  // namespace jit_console
