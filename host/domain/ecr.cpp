#include "domain/ecr.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/base64.h"
#include "domain/json_answer.h"

namespace jit_console {
namespace {

/// Hosts that take IPv6, too, have a domain of their own.
struct DualStackDomain {
    std::string_view partition;
    std::string_view domain;
};

constexpr std::array kDualStackDomains{
    DualStackDomain{"aws", "on.aws"},
    DualStackDomain{"aws-us-gov", "on.aws"},
    DualStackDomain{"aws-cn", "on.amazonwebservices.com.cn"},
    DualStackDomain{"aws-eusc", "on.amazonwebservices.eu"},
};

bool is_domain_of(const Partition& partition, std::string_view domain, bool dual_stack) {
    if (!partition.has_console()) return false;
    if (!dual_stack) return domain == partition.api_domain;
    return std::ranges::any_of(kDualStackDomains, [&](const DualStackDomain& known) {
        return known.partition == partition.id && known.domain == domain;
    });
}

/// Takes `start` off `text` where it begins with that.
bool take(std::string_view& text, std::string_view start) {
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    return true;
}

bool is_token_character(char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; }

}  // namespace

std::string EcrEndpoint::host() const {
    return (fips ? "ecr-fips." : "api.ecr.") + region.code() + "." + std::string(region.partition().api_domain);
}

std::optional<EcrRegistry> parse_ecr_registry(std::string_view server) {
    constexpr std::size_t kAccountLength = 12;
    take(server, "https://");
    const std::string host = to_lower(server.substr(0, server.find('/')));
    std::string_view rest = host;
    const std::string_view account = rest.substr(0, kAccountLength);
    rest.remove_prefix(account.size());
    if (!is_account(account) || !take(rest, ".dkr")) return std::nullopt;
    const bool dual_stack = take(rest, "-ecr");
    if (!dual_stack && !take(rest, ".ecr")) return std::nullopt;
    const bool fips = take(rest, "-fips");
    if (!take(rest, ".")) return std::nullopt;
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const auto region = Region::parse(rest.substr(0, dot));
    if (dot == rest.size() || !region || !is_domain_of(region->partition(), rest.substr(dot + 1), dual_stack))
        return std::nullopt;
    return EcrRegistry{host, std::string(account), {*region, fips}};
}

EcrToken parse_ecr_token(std::string_view body) {
    constexpr std::string_view kUser = "AWS:";
    constexpr double kLastSecond = 253402300799;  // of the year 9999
    const JsonAnswer answer(body, ErrorCode::aws_answer, "AWS");
    const auto* list = JsonAnswer::optional_array(answer.object(), "authorizationData");
    if (list == nullptr || list->empty() || !list->front().is_object()) answer.fail_field("authorizationData");
    const auto& data = list->front();
    const std::string* token = answer.string_field(data, "authorizationToken");
    std::string decoded = token == nullptr ? "" : base64_decode(*token);
    if (!decoded.starts_with(kUser) || !is_all(std::string_view(decoded), is_token_character)) {
        wipe(decoded);
        answer.fail_field("authorizationToken");
    }
    EcrToken parsed{Secret(decoded.substr(kUser.size())), {}, ""};
    wipe(decoded);
    const auto* end = JsonAnswer::field(data, "expiresAt");
    const double seconds = end != nullptr && end->is_number() ? end->get<double>() : 0;
    if (seconds < 1 || seconds > kLastSecond) answer.fail_field("expiresAt");
    parsed.expires_at = Time(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
    const std::string* server = answer.string_field(data, "proxyEndpoint");
    const auto registry = server == nullptr ? std::nullopt : parse_ecr_registry(*server);
    if (!registry) answer.fail_field("proxyEndpoint");
    parsed.server = registry->host;
    return parsed;
}

Secret docker_credential(std::string_view server, const Secret& password) {
    const std::string head = R"({"ServerURL":")" + std::string(server) + R"(","Username":"AWS","Secret":")";
    constexpr std::string_view kTail = "\"}";
    // Room for everything first: a text that grows leaves copies of the password behind.
    std::string text;
    text.reserve(head.size() + password.reveal().size() + kTail.size());
    text.append(head).append(password.reveal()).append(kTail);
    return Secret(std::move(text));
}

}  // namespace jit_console
