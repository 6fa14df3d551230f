#pragma once

// The portal of most tests, its calls and its tenant.

namespace jit_console {

inline constexpr const char* kAcmeUrl = "https://acme.duplocloud.net";
inline constexpr const char* kTenantsPath = "/admin/GetTenantsForUser";
inline constexpr const char* kUserPath = "/admin/GetUserRoleInfo";
inline constexpr const char* kAdminJitPath = "/v3/admin/aws/jitAccess/admin";
inline constexpr const char* kTenantId = "7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10";

}  // namespace jit_console
