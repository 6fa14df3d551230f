#include "domain/kubernetes_access.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "domain/ascii.h"
#include "only_throws.h"

using namespace jit_console;

namespace {

constexpr Time kNow{std::chrono::sys_days(std::chrono::year{2026} / 9 / 21)};

void check_access(const KubernetesAccess& access) {
    require(access.server.empty() || equal_in_any_case(access.server.substr(0, 8), "https://"),
            "a server is reached by https");
    require(access.namespace_name.empty() || is_namespace_name(access.namespace_name), "a namespace is a name");
    const Time end = kubernetes_token_end(access, kNow);
    require(end > kNow && end <= kNow + std::chrono::hours(12), "a token ends within twelve hours");
    for (const ExecVersion version : {ExecVersion::v1, ExecVersion::v1beta1}) {
        const Secret credential = exec_credential(access.token, end, version);
        require(credential.reveal().find('\n') == std::string_view::npos, "a credential is one line");
        require(asked_exec_version(credential.reveal()) == version, "a credential names its version");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    only_throws({ErrorCode::portal_answer}, [&] { check_access(parse_kubernetes_access(body)); });
    only_throws({ErrorCode::portal_answer}, [&] { parse_kubernetes_enabled(body); });
    asked_exec_version(body);
    is_namespace_name(body);
    return 0;
}
