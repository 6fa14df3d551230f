#include "system/aws/aws_failure.h"

#include "base/error.h"

namespace jit_console {

void report_aws_failure(const HttpFailure& failure, const std::string& host) {
    switch (failure.kind) {
        case HttpFailure::Kind::too_large:
        case HttpFailure::Kind::malformed:
            throw Error(ErrorCode::aws_answer, "the response from " + host + " can't be understood: " + failure.detail,
                        "try again");
        case HttpFailure::Kind::tls:
        case HttpFailure::Kind::ca_file:
            throw Error(ErrorCode::aws_unreachable,
                        "the connection to " + host + " can't be trusted: " + failure.detail,
                        "if your proxy inspects TLS, set SSL_CERT_FILE to the file of its certificate authority");
        case HttpFailure::Kind::unreachable:
        case HttpFailure::Kind::timeout:
            throw Error(ErrorCode::aws_unreachable, host + " can't be reached: " + failure.detail,
                        "check the network, the VPN and the proxy settings");
    }
    throw Error(ErrorCode::internal, "an unknown kind of failure");
}

}  // namespace jit_console
