#pragma once

#include <span>
#include <string>
#include <string_view>

namespace jit_console {

/// A part of AWS with hosts, accounts and sign-in of its own.
struct Partition {
    std::string_view id;              ///< as in ARNs: "aws", "aws-us-gov", "aws-cn", "aws-eusc"
    std::string_view signin_domain;   ///< "signin.aws.amazon.com"
    std::string_view console_domain;  ///< "console.aws.amazon.com"
    std::string_view api_domain;      ///< "amazonaws.com", of queue URLs and the like
    std::string_view global_region;   ///< where the console serves global services: "us-east-1"
};

std::span<const Partition> partitions();
/// Null where there is no such partition.
const Partition* find_partition(std::string_view id);
/// The partition of a region by its prefix (us-gov-, cn-, eusc-, else aws). `region` must pass is_region().
const Partition& partition_of_region(std::string_view region);
/// The form of a region's code, e.g. "us-west-2", "us-gov-east-1", "eusc-de-east-1". A form, not a list.
bool is_region(std::string_view text);
/// Twelve digits.
bool is_account(std::string_view text);

/// "us-west-2.console.aws.amazon.com", or without the region where it is empty.
std::string console_host(const Partition& partition, std::string_view region);
/// "us-west-2.signin.aws.amazon.com", or without the region where it is empty.
std::string signin_host(const Partition& partition, std::string_view region);

/// A console host taken apart; `account` and `differentiator` are of AWS's multi-session hosts.
struct ConsoleHost {
    const Partition* partition = nullptr;
    std::string region;          ///< may be empty
    std::string account;         ///< "" unless labelled
    std::string differentiator;  ///< "" unless labelled
};
/// Throws nothing: `partition` is null where `host` is no console host of the documented forms.
ConsoleHost parse_console_host(std::string_view host);
/// The same for "[region.]signin…"; null where it is none.
const Partition* partition_of_signin_host(std::string_view host);

}  // namespace jit_console
