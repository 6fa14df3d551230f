#include "system/policy/policy_source.h"

#include "system/install/registry.h"

namespace jit_console {
namespace {

/// Only administrators can write there.
constexpr char kKey[] = "HKLM\\Software\\Policies\\jit-console";

class PolicyRegistry final : public PolicySource {
public:
    Policy read() const override {
        const auto text = registry_as_json(kKey);
        return text ? trusted_policy(*text, kKey) : Policy{};
    }
};

}  // namespace

std::unique_ptr<PolicySource> make_policy_source() { return std::make_unique<PolicyRegistry>(); }

}  // namespace jit_console
