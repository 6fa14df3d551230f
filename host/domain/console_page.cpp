#include "domain/console_page.h"

#include <algorithm>
#include <cstddef>

#include "base/error.h"
#include "domain/arn.h"
#include "domain/arn_page.h"
#include "domain/ascii.h"
#include "domain/readable_text.h"
#include "domain/service_names.h"
#include "domain/url.h"

namespace jit_console {
namespace {

constexpr char kHint[] =
    "give an ARN, a service's name such as s3 or cloudwatch logs, or an address of the AWS Console";

void check_region(std::string_view region, const Partition& partition) {
    if (region.empty()) return;
    if (!is_region(region)) {
        throw Error(ErrorCode::destination, quoted(region) + " is not a region's code", "give one such as us-west-2");
    }
    if (&partition_of_region(region) != &partition) {
        throw Error(ErrorCode::destination,
                    "region " + std::string(region) + " is not in partition " + std::string(partition.id),
                    "choose a region such as " + std::string(partition.global_region));
    }
}

void check_partition(const Partition& wanted, const Partition& session, std::string_view what) {
    if (&wanted == &session) return;
    throw Error(ErrorCode::other_partition,
                std::string(what) + " is of partition " + std::string(wanted.id) + ", the session is of " +
                    std::string(session.id),
                "choose a tenant whose account is in " + std::string(wanted.id));
}

std::string region_query(std::string_view region) { return region.empty() ? "" : "?region=" + std::string(region); }

ConsolePage service_page(const ServiceRow& row, const Partition& partition, std::string_view region) {
    const std::string_view shown = row.global ? partition.global_region : region;
    const std::size_t hash = std::min(row.page.find('#'), row.page.size());
    ConsolePage page;
    page.url = "https://" + console_host(partition, shown) + "/" + std::string(row.page.substr(0, hash)) +
               region_query(shown) + std::string(row.page.substr(hash));
    page.kind = "service";
    page.service = row.service;
    page.partition = &partition;
    if (!row.global) page.region = region;
    return page;
}

/// No page of the console has such a path, and what a server makes of it is unsure.
bool has_odd_segments(std::string_view path) {
    if (path.starts_with("//")) return true;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto [ok, segment] = percent_decode(path.substr(0, path.find('/')));
        if (!ok || segment == "." || segment == "..") return true;
        path.remove_prefix(std::min(path.find('/'), path.size()));
    }
    return false;
}

/// The region a console address tells: its host's, else its query's.
std::string region_of_url(const ConsoleHost& host, const Url& url) {
    if (!host.region.empty()) return host.region;
    for (const auto& [name, value] : split_query(url.query)) {
        if (name == "region" && is_region(value) && &partition_of_region(value) == host.partition) return value;
    }
    return "";
}

ConsolePage url_page(std::string_view text, const Partition& partition) {
    const auto [ok, url] = parse_url(text);
    if (!ok) throw Error(ErrorCode::destination, "the address is malformed", kHint);
    if (url.scheme != "https" || url.has_user_info || !url.port.empty()) {
        throw Error(ErrorCode::destination, "not an address of the AWS Console: it must be https, without user or port",
                    kHint);
    }
    const ConsoleHost host = parse_console_host(url.host);
    if (host.partition == nullptr) {
        throw Error(ErrorCode::destination, url.host + " is not a host of the AWS Console", kHint);
    }
    check_partition(*host.partition, partition, "the address");
    if (has_odd_segments(url.path)) throw Error(ErrorCode::destination, "the address has an odd path", kHint);

    ConsolePage page;
    page.url = "https://" + console_host(partition, host.region) + url.path;
    if (!url.query.empty()) page.url += "?" + url.query;
    if (!url.fragment.empty()) page.url += "#" + url.fragment;
    page.kind = "url";
    page.service = service_of_path(url.path);
    page.partition = &partition;
    page.region = region_of_url(host, url);
    if (!host.account.empty()) page.account = host.account;
    return page;
}

bool begins_as_arn(std::string_view text) { return equal_in_any_case(text.substr(0, 4), "arn:"); }

/// `partition` is null where `text` is no address of the console.
ConsoleHost host_of_url(std::string_view text) {
    const auto [ok, url] = parse_url(text);
    return ok && url.scheme == "https" ? parse_console_host(url.host) : ConsoleHost{};
}

Arn arn_of(std::string_view text) {
    std::optional<Arn> arn = parse_arn(text);
    if (arn) return *std::move(arn);
    throw Error(ErrorCode::not_an_arn, "this is not an ARN",
                "an ARN looks like arn:aws:s3:::bucket or arn:aws:sqs:us-west-2:123456789012:queue");
}

}  // namespace

ConsolePage console_home(const Partition& partition, std::string_view region) {
    check_region(region, partition);
    ConsolePage page;
    page.url = "https://" + console_host(partition, region) + "/console/home" + region_query(region);
    page.kind = "home";
    page.partition = &partition;
    page.region = region;
    return page;
}

ConsolePage console_page(std::string_view to, const Partition& partition, std::string_view region) {
    check_region(region, partition);
    const std::string_view text = trim(to);
    if (text.empty()) return console_home(partition, region);
    if (begins_as_arn(text)) {
        const Arn arn = arn_of(text);
        check_partition(*find_partition(arn.partition), partition, "the ARN");
        check_region(arn.region, partition);
        return arn_page(text, arn, partition, region);
    }
    if (text.find("://") != std::string_view::npos) return url_page(text, partition);
    if (const ServiceRow* row = find_service(text)) return service_page(*row, partition, region);
    throw Error(ErrorCode::destination, "no page of the console is known for " + quoted(text), kHint);
}

const Partition* partition_named(std::string_view to) {
    const std::string_view text = trim(to);
    if (const auto arn = parse_arn(text)) return find_partition(arn->partition);
    return host_of_url(text).partition;
}

std::optional<std::string> account_named(std::string_view to) {
    const std::string_view text = trim(to);
    std::string account;
    if (const auto arn = parse_arn(text)) {
        account = arn->account;
    } else {
        account = host_of_url(text).account;
    }
    return is_account(account) ? std::optional(std::move(account)) : std::nullopt;
}

ConsolePage console_page_of_arn(std::string_view arn, std::string_view region) {
    const std::string_view text = trim(arn);
    const Arn parsed = arn_of(text);
    const Partition& partition = *find_partition(parsed.partition);
    check_region(parsed.region, partition);
    check_region(region, partition);
    return arn_page(text, parsed, partition, region);
}

bool is_console_url(std::string_view text) {
    const auto [ok, url] = parse_url(text);
    return ok && url.scheme == "https" && !url.has_user_info && url.port.empty() &&
           parse_console_host(url.host).partition != nullptr;
}

}  // namespace jit_console
