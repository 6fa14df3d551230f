#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "commands/kubernetes/cluster_access.h"

namespace jit_console {

struct GetClusterToken {
    std::string portal;
    ClusterTarget wanted;
    bool fresh = false;  ///< don't take a cached one
    /// As in GetCredentials.
    std::function<void(const Error&)> sign_in;
};

struct ClusterToken {
    Secret token;
    Time expires_at;

    /// When a client that lives longer is to ask again: some time before the end, since requests take time.
    Time renew_at(Time now) const;
};

/// A token for a Kubernetes cluster: from the encrypted cache, else by cluster_access(). Of many that ask for the same
/// at once, in any process, one asks the portal and all get what it got, be it an error.
ClusterToken get_cluster_token(Context& context, const GetClusterToken& params, std::stop_token stop);

}  // namespace jit_console
