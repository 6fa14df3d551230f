#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "domain/partition.h"
#include "domain/time.h"

// Amazon's Elastic Container Registry (ECR), whose private registries docker and its like sign in to.

namespace jit_console {

/// Where a region's ECR is asked.
struct EcrEndpoint {
    Region region;
    bool fips = false;

    /// "api.ecr.us-west-2.amazonaws.com", "ecr-fips.us-west-2.amazonaws.com" (source: AWS General Reference, "Amazon
    /// ECR endpoints and quotas").
    std::string host() const;
};

/// The private registry of an account in a region.
struct EcrRegistry {
    std::string host;  ///< "123456789012.dkr.ecr.us-west-2.amazonaws.com"
    std::string account;
    EcrEndpoint endpoint;
};

/// Of a server as docker names it: a host, with or without "https://" before it and a path behind. Nothing where it is
/// no private registry of ECR's in a partition that has a console (source: the host names that
/// amazon-ecr-credential-helper takes).
std::optional<EcrRegistry> parse_ecr_registry(std::string_view server);

/// What docker signs in to a registry with, as the user "AWS".
struct EcrToken {
    Secret password;     ///< visible ASCII without quotes and backslashes
    Time expires_at;     ///< as AWS says
    std::string server;  ///< the host of the caller's own registry
};

/// The answer of GetAuthorizationToken (source: Amazon ECR API Reference). Throws `aws_answer`.
EcrToken parse_ecr_token(std::string_view body);

/// What a credential helper answers to `get` (source: docker/docker-credential-helpers), in one line. `server` is one
/// that parse_ecr_registry() takes.
Secret docker_credential(std::string_view server, const Secret& password);

}  // namespace jit_console
