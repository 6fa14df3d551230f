#include "domain/partition.h"

#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "domain/ascii.h"

namespace jit_console {
namespace {

constexpr std::array kPartitions{
    Partition{"aws", "signin.aws.amazon.com", "console.aws.amazon.com", "amazonaws.com", "us-east-1"},
    Partition{"aws-us-gov", "signin.amazonaws-us-gov.com", "console.amazonaws-us-gov.com", "amazonaws.com",
              "us-gov-west-1"},
    Partition{"aws-cn", "signin.amazonaws.cn", "console.amazonaws.cn", "amazonaws.com.cn", "cn-north-1"},
    Partition{"aws-eusc", "signin.amazonaws-eusc.eu", "console.amazonaws-eusc.eu", "amazonaws.eu", "eusc-de-east-1"},
};

constexpr std::array kRegionPrefixes{
    std::pair<std::string_view, std::size_t>{"us-gov-", 1},
    std::pair<std::string_view, std::size_t>{"cn-", 2},
    std::pair<std::string_view, std::size_t>{"eusc-", 3},
};

constexpr std::size_t kLongestRegion = 32;

std::string host(std::string_view domain, std::string_view region) {
    std::string result;
    if (!region.empty()) result.append(region).append(".");
    return result.append(domain);
}

bool is_region_of(std::string_view region, const Partition& partition) {
    return is_region(region) && &partition_of_region(region) == &partition;
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

const Partition& partition_of_region(std::string_view region) {
    for (const auto& [prefix, index] : kRegionPrefixes) {
        if (region.starts_with(prefix)) return kPartitions[index];
    }
    return kPartitions[0];
}

bool is_region(std::string_view text) {
    if (text.size() > kLongestRegion) return false;
    std::size_t words = 0;
    std::size_t dash = text.find('-');
    for (; dash != std::string_view::npos; dash = text.find('-')) {
        if (!is_all(text.substr(0, dash), is_lower)) return false;
        text.remove_prefix(dash + 1);
        ++words;
    }
    return (words == 2 || words == 3) && text.size() <= 2 && is_all(text, is_digit);
}

bool is_account(std::string_view text) { return text.size() == 12 && is_all(text, is_digit); }

std::string console_host(const Partition& partition, std::string_view region) {
    return host(partition.console_domain, region);
}

std::string signin_host(const Partition& partition, std::string_view region) {
    return host(partition.signin_domain, region);
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
