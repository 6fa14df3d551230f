#include "system/policy/policy_source.h"

namespace jit_console {

std::unique_ptr<PolicySource> make_policy_source() { return make_policy_file("/etc/jit-console/policy.json"); }

}  // namespace jit_console
