#include "domain/arn.h"

#include <array>
#include <cstddef>

#include "domain/ascii.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

constexpr std::size_t kLongestArn = 2048;
constexpr std::size_t kLongestService = 63;

bool is_service_word(std::string_view text) {
    return text.size() <= kLongestService &&
           is_all(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

/// People name S3 objects and alarms freely; everything else is named in visible ASCII, and a space there means that
/// more than the ARN was selected.
bool is_named_freely(std::string_view service, std::string_view resource) {
    return (service == "s3" && resource.find('/') != std::string_view::npos) ||
           (service == "cloudwatch" && resource.starts_with("alarm:"));
}

bool is_resource(std::string_view service, std::string_view resource) {
    if (is_named_freely(service, resource)) return is_readable(resource);
    return is_all(resource, [](char c) { return c > ' ' && c < 0x7F; });
}

/// The policies that AWS itself keeps have "aws" for an account.
bool is_account_part(std::string_view text) { return text.empty() || text == "aws" || is_account(text); }

}  // namespace

std::optional<Arn> parse_arn(std::string_view text) {
    if (text.size() > kLongestArn) return std::nullopt;
    std::array<std::string_view, 5> parts;
    std::string_view resource = text;
    for (std::string_view& part : parts) {
        const std::size_t colon = resource.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        part = resource.substr(0, colon);
        resource.remove_prefix(colon + 1);
    }
    const auto [prefix, partition_id, service, region_code, account] = parts;
    const Partition* partition = find_partition(partition_id);
    const std::optional<Region> region = Region::parse(region_code);
    if (prefix != "arn" || partition == nullptr || !is_service_word(service)) return std::nullopt;
    if (!(region_code.empty() || region) || !is_account_part(account)) return std::nullopt;
    if (resource.empty() || !is_resource(service, resource)) return std::nullopt;
    return Arn{std::string(text), partition, std::string(service), region, std::string(account), std::string(resource)};
}

}  // namespace jit_console
