#include <utility>

#include "base/error.h"
#include "base/path_text.h"
#include "system/files/files.h"
#include "system/files/ownership.h"
#include "system/policy/policy_source.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPolicyLimit = 1024 * 1024;

class PolicyFile final : public PolicySource {
public:
    explicit PolicyFile(fs::path file) : file_(std::move(file)) {}

    Policy read() const override {
        const auto text = administrators_text(file_);
        return text ? trusted_policy(*text, file_.string()) : Policy{};
    }

private:
    const fs::path file_;
};

}  // namespace

std::optional<std::string> administrators_text(const fs::path& file) {
    std::error_code error;
    // A link that leads nowhere is there: whoever removed what it led to removed no policy.
    const auto type = fs::symlink_status(file, error).type();
    if (type == fs::file_type::not_found) return std::nullopt;
    if (type == fs::file_type::none) refuse_policy(file.string(), "it can't be read: " + error.message());
    // Its folder, too: what is a link may lead to a file elsewhere that is the administrators' own.
    if (!is_administrators_alone(file) || !is_administrators_alone(file.parent_path()))
        refuse_policy(file.string(),
                      "it isn't protected: it, or a folder above it, belongs to another user "
                      "or can be written by others");
    try {
        if (auto text = read_file(file, kPolicyLimit)) return text;
    } catch (const Error& unreadable) {
        refuse_policy(file.string(), unreadable.what());
    }
    refuse_policy(file.string(), "it can't be found any more");
}

Policy trusted_policy(std::string_view text, std::string source) {
    Policy policy = parse_policy(text, std::move(source));
    for (const Portal& portal : policy.portals) {
        if (portal.ca_file.empty()) continue;
        // Whoever can write it, or its folder, decides whom the portal's token goes to.
        const fs::path file = path_of(portal.ca_file);
        if (!file.is_absolute()) refuse_policy(policy.source, "caFile is not an absolute path: " + portal.ca_file);
        if (!is_administrators_alone(file))
            refuse_policy(policy.source, "users other than administrators can change caFile: " + portal.ca_file);
    }
    return policy;
}

std::unique_ptr<PolicySource> make_policy_file(fs::path file) { return std::make_unique<PolicyFile>(std::move(file)); }

}  // namespace jit_console
