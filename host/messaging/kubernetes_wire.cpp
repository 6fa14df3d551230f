#include "messaging/kubernetes_wire.h"

#include "messaging/aws_wire.h"

namespace jit_console {
namespace {

const char* word_of(KubeconfigEdit::Change change) {
    switch (change) {
        case KubeconfigEdit::Change::add:
            return "add";
        case KubeconfigEdit::Change::replace:
            return "replace";
        case KubeconfigEdit::Change::none:
            return "none";
        case KubeconfigEdit::Change::remove:
            return "remove";
    }
    return "";
}

}  // namespace

Json to_json(const std::vector<PlacedKubeEntry>& entries) {
    Json list = Json::array();
    for (const auto& [file, entry] : entries) {
        list.push_back({{"name", entry.name},
                        {"portal", or_null(entry.portal)},
                        {"tenant", or_null(entry.tenant)},
                        {"infrastructure", or_null(entry.infrastructure)},
                        {"namespace", or_null(entry.namespace_name)},
                        {"current", entry.current},
                        {"file", file}});
    }
    return list;
}

Json to_json(const KubeconfigChange& change) {
    return {{"name", change.name},
            {"file", change.file},
            {"change", word_of(change.edit.change)},
            {"text", change.edit.lines},
            {"current", change.edit.current}};
}

Json to_json(const KubernetesCredentials& got) {
    const auto& [access, requested_at, tenant] = got.given;
    const Json texts{{"kubeconfig", got.kubeconfig().reveal()},
                     {"token", access.token.reveal()},
                     {"json", exec_credential(access.token, got.expires_at, ExecVersion::v1).reveal()}};
    return {{"token", access.token.reveal()},
            {"server", access.server},
            {"namespace", or_null(got.namespace_name)},
            {"expires_at", got.expires_at.time_since_epoch().count()},
            {"tenant", tenant ? to_json(*tenant) : Json()},
            {"texts", texts}};
}

ClusterTarget tenants_cluster_of(const Json& params) {
    ClusterTarget wanted{jit_target_of(params), ""};
    if (wanted.target.role == Role::tenant) return wanted;
    throw Error(ErrorCode::bad_request, "role must be tenant",
                "for an infrastructure run: jit-console kubeconfig add --admin --infrastructure NAME");
}

}  // namespace jit_console
