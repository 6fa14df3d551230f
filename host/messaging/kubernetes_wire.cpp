#include "messaging/kubernetes_wire.h"

namespace jit_console {

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

}  // namespace jit_console
