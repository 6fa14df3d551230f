#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/policy.h"

namespace jit_console {

/// What the administrator of this machine decides. May be called by many threads at once.
class PolicySource {
public:
    virtual ~PolicySource() = default;
    /// Read anew each time. Throws `policy_forbids` where there is one that can't be trusted or understood.
    virtual Policy read() const = 0;
};

/// Linux: /etc/jit-console/policy.json. macOS: the managed preference "policy" (JSON as text) of the domain
/// org.jit_console, else that file. Windows: the key HKLM\Software\Policies\jit-console.
std::unique_ptr<PolicySource> make_policy_source();

/// The text of a file that nobody but the system's administrators can change; nothing where there is none. Throws
/// `policy_forbids`.
std::optional<std::string> administrators_text(const std::filesystem::path& file);

/// parse_policy(), and its CA files have to be the administrators' own as well. Throws `policy_forbids`.
Policy trusted_policy(std::string_view text, std::string source);

/// The policy in such a file.
std::unique_ptr<PolicySource> make_policy_file(std::filesystem::path file);

}  // namespace jit_console
