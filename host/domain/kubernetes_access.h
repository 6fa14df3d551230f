#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "domain/time.h"

namespace jit_console {

/// How a Kubernetes cluster is reached, as the portal's two Kubernetes calls answer.
struct KubernetesAccess {
    std::string server;            ///< "ApiServer", an https URL; "" where there is no cluster
    Secret token;                  ///< visible ASCII without quotes and backslashes; empty where there is no cluster
    std::string authority;         ///< "CertificateAuthorityDataBase64": PEM in base64; may be empty
    std::string namespace_name;    ///< "DefaultNamespace"; "" where it is missing or no such name
    std::optional<Time> refresh;   ///< "LastTokenRefreshTime"
    std::optional<Time> expiry{};  ///< the token's own end, where it is a JWT that has one

    bool has_cluster() const { return !server.empty() && !token.empty(); }
};

/// Throws `portal_answer` as the parsers of portal_answers.h do, and for a server that isn't reached by https and an
/// authority that is no certificate: its absence must not be the consequence of a typing error.
KubernetesAccess parse_kubernetes_access(std::string_view body);

/// When the token ends. The public clients disagree about which of the portal's times says so: the earliest of those
/// that are after `now`; 55 minutes from `now` where there is none; never more than twelve hours from it.
Time kubernetes_token_end(const KubernetesAccess& access, Time now);

/// Whether the tenant has Kubernetes, from its features; nothing where that isn't told.
std::optional<bool> parse_kubernetes_enabled(std::string_view body);

/// The name of a namespace (RFC 1123's label), as the API server takes it.
bool is_namespace_name(std::string_view text);

/// What `kubectl` runs understands: the versions of client.authentication.k8s.io (source: Kubernetes documentation,
/// "Authenticating", client-go credential plugins). kubectl before 1.22 knows only v1beta1.
enum class ExecVersion { v1, v1beta1 };
/// "client.authentication.k8s.io/v1".
std::string_view exec_version_text(ExecVersion version);
/// The one that KUBERNETES_EXEC_INFO, `info`, asks for; nothing where it names none of them.
std::optional<ExecVersion> asked_exec_version(std::string_view info);

/// An `ExecCredential` in one line; `end` in UTC.
Secret exec_credential(const Secret& token, Time end, ExecVersion version);

}  // namespace jit_console
