#include "domain/partition.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/readable_text.h"

namespace jit_console {
namespace {

constexpr std::array kPartitions{
    Partition{"aws", "signin.aws.amazon.com", "console.aws.amazon.com", "amazonaws.com", "us-east-1"},
    Partition{"aws-us-gov", "signin.amazonaws-us-gov.com", "console.amazonaws-us-gov.com", "amazonaws.com",
              "us-gov-west-1"},
    Partition{"aws-cn", "signin.amazonaws.cn", "console.amazonaws.cn", "amazonaws.com.cn", "cn-north-1"},
    Partition{"aws-eusc", "signin.amazonaws-eusc.eu", "console.amazonaws-eusc.eu", "amazonaws.eu", "eusc-de-east-1",
              false},
};

constexpr std::array kIsolated{
    Partition{.id = "aws-iso"},
    Partition{.id = "aws-iso-b"},
    Partition{.id = "aws-iso-e"},
    Partition{.id = "aws-iso-f"},
};

/// What a region's code begins with; a direction and a number follow.
struct RegionStart {
    std::string_view start;
    const Partition& partition;
};

constexpr RegionStart kRegionStarts[] = {
    {"us-", kPartitions[0]},   {"eu-", kPartitions[0]},     {"ap-", kPartitions[0]},    {"sa-", kPartitions[0]},
    {"ca-", kPartitions[0]},   {"me-", kPartitions[0]},     {"af-", kPartitions[0]},    {"il-", kPartitions[0]},
    {"mx-", kPartitions[0]},   {"us-gov-", kPartitions[1]}, {"cn-", kPartitions[2]},    {"eusc-de-", kPartitions[3]},
    {"us-iso-", kIsolated[0]}, {"us-isob-", kIsolated[1]},  {"eu-isoe-", kIsolated[2]}, {"us-isof-", kIsolated[3]},
};

constexpr std::size_t kLongestRegion = 32;

std::string host(std::string_view domain, std::string_view region) {
    std::string result;
    if (!region.empty()) result.append(region).append(".");
    return result.append(domain);
}

/// In every region's code so far (source: botocore's list).
constexpr std::array<std::string_view, 9> kDirections{"central",   "east",      "north", "northeast", "northwest",
                                                      "southeast", "southwest", "south", "west"};

/// "west-2".
bool is_direction_and_number(std::string_view text) {
    const std::size_t dash = std::min(text.find('-'), text.size());
    const std::string_view number = text.substr(std::min(dash + 1, text.size()));
    const bool has_direction = std::ranges::find(kDirections, text.substr(0, dash)) != kDirections.end();
    return has_direction && number.size() <= 2 && is_all(number, is_digit);
}

bool is_region_of(std::string_view text, const Partition& partition) {
    const auto region = Region::parse(text);
    return region && &region->partition() == &partition;
}

/// What stands before ".domain"; nothing where `host` does not end in it.
std::optional<std::string_view> before_domain(std::string_view host, std::string_view domain) {
    if (host.size() < domain.size() + 2 || !host.ends_with(domain)) return std::nullopt;
    host.remove_suffix(domain.size());
    if (host.back() != '.') return std::nullopt;
    return host.substr(0, host.size() - 1);
}

/// "123456789012-abcd1234", the label of a session on AWS's multi-session hosts.
bool is_session_label(std::string_view label) {
    constexpr std::size_t kAccountLength = 12;
    constexpr std::size_t kDifferentiatorLength = 8;
    return label.size() == kAccountLength + 1 + kDifferentiatorLength && is_account(label.substr(0, kAccountLength)) &&
           label[kAccountLength] == '-' &&
           is_all(label.substr(kAccountLength + 1), [](char c) { return is_digit(c) || is_lower(c); });
}

ConsoleHost console_host_of(const Partition& partition, std::string_view front) {
    if (is_region_of(front, partition)) return {&partition, std::string(front), "", ""};
    const std::size_t dot = front.find('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view label = front.substr(0, dot);
    const std::string_view region = front.substr(dot + 1);
    if (!is_session_label(label) || !is_region_of(region, partition)) return {};
    const std::size_t dash = label.find('-');
    return {&partition, std::string(region), std::string(label.substr(0, dash)), std::string(label.substr(dash + 1))};
}

}  // namespace

std::span<const Partition> partitions() { return kPartitions; }

const Partition* find_partition(std::string_view id) {
    for (const Partition& partition : kPartitions) {
        if (partition.id == id) return &partition;
    }
    return nullptr;
}

void check_has_console(const Partition& partition) {
    if (partition.has_console()) return;
    throw Error(ErrorCode::destination,
                std::string(partition.id) + " is an isolated partition of AWS, whose console can't be opened from here",
                "choose a tenant or a region of another partition");
}

std::optional<Region> Region::parse(std::string_view code) {
    if (code.size() > kLongestRegion) return std::nullopt;
    for (const RegionStart& known : kRegionStarts) {
        if (code.starts_with(known.start) && is_direction_and_number(code.substr(known.start.size()))) {
            return Region(code, known.partition);
        }
    }
    return std::nullopt;
}

std::optional<Region> region_named(std::string_view text) {
    if (text.empty()) return std::nullopt;
    if (auto region = Region::parse(text)) return region;
    throw Error(ErrorCode::destination, "not a region code: " + quoted(text.substr(0, 40)),
                "use a code such as us-west-2");
}

std::string code_of(const std::optional<Region>& region) { return region ? region->code() : ""; }

bool is_region(std::string_view text) { return Region::parse(text).has_value(); }

bool is_account(std::string_view text) { return text.size() == 12 && is_all(text, is_digit); }

std::string console_host(const Partition& partition, std::string_view region) {
    return host(partition.console_domain, region);
}

std::string signin_host(const Partition& partition, std::string_view region) {
    return host(partition.signin_domain, region.empty() && !partition.plain_sign_in ? partition.global_region : region);
}

ConsoleHost parse_console_host(std::string_view host) {
    for (const Partition& partition : kPartitions) {
        if (host == partition.console_domain) return {&partition, "", "", ""};
        if (const auto front = before_domain(host, partition.console_domain)) return console_host_of(partition, *front);
    }
    return {};
}

const Partition* partition_of_signin_host(std::string_view host) {
    for (const Partition& partition : kPartitions) {
        if (host == partition.signin_domain) return &partition;
        const auto front = before_domain(host, partition.signin_domain);
        if (front && is_region_of(*front, partition)) return &partition;
    }
    return nullptr;
}

}  // namespace jit_console
