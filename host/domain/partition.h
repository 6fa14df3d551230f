#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace jit_console {

/// A part of AWS with hosts, accounts and sign-in of its own.
struct Partition {
    std::string_view id = {};              ///< as in ARNs: "aws", "aws-us-gov", "aws-cn", "aws-eusc"
    std::string_view signin_domain = {};   ///< "signin.aws.amazon.com"
    std::string_view console_domain = {};  ///< "console.aws.amazon.com"
    std::string_view api_domain = {};      ///< "amazonaws.com", of queue URLs and the like
    std::string_view global_region = {};   ///< where the console serves global services: "us-east-1"
    bool plain_sign_in = true;             ///< sign_in_domain is a host itself; else only those of regions are

    /// False for AWS's isolated partitions, whose hosts can't be reached from elsewhere and are in no public list.
    bool has_console() const { return !console_domain.empty(); }
};

/// Those that have a console.
std::span<const Partition> partitions();
/// The same by its id; null where there is none.
const Partition* find_partition(std::string_view id);
/// Throws `destination`, with the partition's name, where it has no console.
void check_has_console(const Partition& partition);

/// A region of AWS by its code, e.g. "us-west-2", "us-gov-east-1", "eusc-de-east-1", "us-iso-east-1".
class Region {
public:
    /// Nothing where `code` has the form of no partition's regions. Forms, not a list of regions (source: botocore's
    /// partitions.json).
    static std::optional<Region> parse(std::string_view code);

    const std::string& code() const { return code_; }
    const Partition& partition() const { return *partition_; }
    bool operator==(const Region&) const = default;

private:
    Region(std::string_view code, const Partition& partition) : code_(code), partition_(&partition) {}

    std::string code_;
    const Partition* partition_;
};

/// A region as it is typed: "" is none. Throws `destination` for what is no region.
std::optional<Region> region_named(std::string_view text);
/// "" where there is none.
std::string code_of(const std::optional<Region>& region);
bool is_region(std::string_view text);
/// Twelve digits.
bool is_account(std::string_view text);

/// "us-west-2.console.aws.amazon.com", or without the region where it is empty.
std::string console_host(const Partition& partition, std::string_view region);
/// "us-west-2.signin.aws.amazon.com", or without the region where it is empty and the partition has such a host.
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
