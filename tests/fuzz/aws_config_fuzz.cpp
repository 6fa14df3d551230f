#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/aws_config_text.h"
#include "only_throws.h"

using namespace jit_console;

namespace {

constexpr const char* kProgram = "/usr/bin/jit-console";

void add_and_remove(const std::optional<std::string>& config, const AwsProfile& profile) {
    only_throws({ErrorCode::aws_profile, ErrorCode::aws_config}, [&] {
        const AwsConfigEdit added = add_to_aws_config(config, profile, kProgram);
        require(added.text.has_value(), "after an addition there is a file");
        const auto own = own_aws_profiles(*added.text);
        require(std::ranges::find(own, profile) != own.end(), "what was added is there");
        require(add_to_aws_config(added.text, profile, kProgram).text == added.text, "adding it twice changes nothing");
        const AwsConfigEdit removed = remove_from_aws_config(added.text, profile.name);
        if (added.change == AwsConfigEdit::Change::add) require(removed.text == config, "removing undoes it exactly");
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const AwsProfile& profile : own_aws_profiles(text)) {
        only_throws({ErrorCode::aws_profile}, [&] { check_aws_profile_name(profile.name); });
        only_throws({ErrorCode::aws_profile}, [&] { remove_from_aws_config(text, profile.name); });
    }
    add_and_remove(text, {"api", "acme", Role::tenant, "api", "eu-west-1"});
    add_and_remove(text, {"admin", "acme", Role::admin, "", ""});
    only_throws({ErrorCode::aws_profile}, [&] { check_aws_profile_name(text); });
    return 0;
}
