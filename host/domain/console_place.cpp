#include "domain/console_place.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/error.h"
#include "domain/arn_page.h"
#include "domain/ascii.h"
#include "domain/readable_text.h"
#include "domain/region_refusal.h"
#include "domain/url.h"

namespace jit_console {
namespace {

constexpr char kHint[] = "use an ARN, a service's name such as s3 or cloudwatch logs, or an address of the AWS Console";

/// What people, and addresses of the console, call its first page.
bool is_home(std::string_view text) {
    while (text.starts_with('/')) text.remove_prefix(1);
    while (text.ends_with('/')) text.remove_suffix(1);
    return text.empty() || std::ranges::any_of(std::array{"home", "console/home", "console home", "console"},
                                               [&](const char* name) { return equal_in_any_case(text, name); });
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

/// The host's, else the query's. What can't be one ("global" stands in some addresses) is left to AWS; throws as
/// check_region_in_address().
std::string region_of(const ConsoleHost& host, const Url& url) {
    std::string in_query;
    for (const auto& [name, value] : split_query(url.query)) {
        if (name != "region") continue;
        check_region_in_address(value, host.partition);
        const auto region = Region::parse(value);
        const bool is_of_host = region && (host.partition == nullptr || host.partition == &region->partition());
        if (is_of_host && in_query.empty()) in_query = value;
    }
    return host.region.empty() ? in_query : host.region;
}

/// Whatever stands behind the host.
ConsoleAddress with_page_of(const Url& url, ConsoleAddress address) {
    if (has_odd_segments(url.path)) throw Error(ErrorCode::destination, "the address has an invalid path", kHint);
    if (!url.query.empty()) address.rest.append("?").append(url.query);
    if (!url.fragment.empty()) address.rest.append("#").append(url.fragment);
    address.region = region_of(address.host, url);
    return address;
}

ConsoleAddress parse_address(std::string_view text) {
    const auto [ok, url] = parse_url(text);
    if (!ok) throw Error(ErrorCode::destination, "the address is malformed", kHint);
    if (url.scheme != "https" || url.has_user_info || !url.port.empty()) {
        throw Error(ErrorCode::destination, "not an address of the AWS Console: it must be https, without user or port",
                    kHint);
    }
    ConsoleAddress address{parse_console_host(url.host), url.path, service_of_path(url.path), ""};
    if (address.host.partition == nullptr) {
        check_region_of_host(url.host);
        throw Error(ErrorCode::destination, url.host + " is not a host of the AWS Console", kHint);
    }
    return with_page_of(url, std::move(address));
}

/// An address without its host, for the console of whichever session opens it.
ConsoleAddress parse_path(std::string_view text) {
    const auto [ok, url] = parse_url("https://console" + std::string(text));
    if (!ok) throw Error(ErrorCode::destination, "the path is malformed", kHint);
    return with_page_of(url, {{}, url.path, service_of_path(url.path), ""});
}

/// The words of `text`; none where it has too few or too many to name something of a tenant's.
std::vector<std::string> naming_words(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    constexpr std::size_t kMostWords = 6;
    if (words.size() < 2 || words.size() > kMostWords) words.clear();
    return words;
}

/// "s3 FOLDER/" or "s3 WORDS FOLDER/".
std::optional<BucketFolder> parse_bucket_folder(const std::vector<std::string>& words) {
    if (words.empty() || !equal_in_any_case(words.front(), "s3")) return std::nullopt;
    BucketFolder folder{{}, words.back()};
    const bool is_folder = folder.folder.size() > 1 && folder.folder.ends_with('/') && folder.folder.front() != '/';
    if (!is_folder || folder.folder.find('*') != std::string::npos) return std::nullopt;
    for (std::size_t i = 1; i + 1 < words.size(); ++i) folder.bucket_words.push_back(to_lower(words.at(i)));
    return folder;
}

/// "SERVICE PAGE" or "SERVICE WORDS PAGE"; the longest name of a service counts.
std::optional<NamedResource> parse_named_resource(const std::vector<std::string>& words) {
    if (words.empty()) return std::nullopt;
    const std::string part = to_lower(words.back());
    for (std::size_t names = words.size() - 1; names > 0; --names) {
        std::string name;
        for (std::size_t i = 0; i < names; ++i) name += words.at(i);
        const ServiceRow* row = find_service(name);
        if (row == nullptr || sub_page_kind(row->service, part).empty()) continue;
        NamedResource named{row, {}, part};
        for (std::size_t i = names; i + 1 < words.size(); ++i) named.words.push_back(to_lower(words.at(i)));
        return named;
    }
    return std::nullopt;
}

/// "ARN WORD".
std::optional<Arn> with_part(std::string_view text) {
    const std::size_t space = std::min(text.find_last_of(" \t"), text.size());
    std::optional<Arn> arn = parse_arn(trim(text.substr(0, space)));
    const std::string word = to_lower(trim(text.substr(space)));
    if (!arn || !has_sub_page(*arn, word)) return std::nullopt;
    arn->part = word;
    return arn;
}

/// AWS's isolated partitions are known by name: throws what says so where `text` is an ARN of one.
void refuse_isolated(std::string_view text) {
    constexpr std::array<std::string_view, 4> kRegions{"us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1",
                                                       "us-isof-south-1"};
    for (const std::string_view code : kRegions) {
        const auto region = Region::parse(code);
        if (region && text.starts_with("arn:" + std::string(region->partition().id) + ":")) {
            check_has_console(region->partition());
        }
    }
}

/// Throws what names the region where `text` is an ARN but for that.
void refuse_region(std::string_view text) {
    const std::string_view arn = text.substr(0, text.find_first_of(" \t"));
    std::size_t start = 0;
    for (int part = 0; part < 3; ++part) {
        const std::size_t colon = arn.find(':', start);
        if (colon == std::string_view::npos) return;
        start = colon + 1;
    }
    const std::string_view code = arn.substr(start, arn.find(':', start) - start);
    const std::string_view rest = arn.substr(start + code.size());
    const bool is_code = is_all(code, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
    if (is_code && parse_arn(std::string(arn.substr(0, start)).append(rest))) static_cast<void>(region_named(code));
}

}  // namespace

Arn parse_arn_place(std::string_view text) {
    std::optional<Arn> arn = parse_arn(trim(text));
    if (!arn) arn = with_part(trim(text));
    if (!arn) {
        refuse_isolated(trim(text));
        refuse_region(trim(text));
        throw Error(ErrorCode::not_an_arn, "this is not an ARN",
                    "an ARN looks like arn:aws:s3:::bucket or arn:aws:sqs:us-west-2:123456789012:queue");
    }
    if (arn->region) check_in_partition(*arn->region, *arn->partition);
    return *std::move(arn);
}

ConsolePlace parse_console_place(std::string_view to) {
    const std::string_view text = trim(to);
    if (is_home(text)) return ConsoleHome{};
    if (equal_in_any_case(text.substr(0, 4), "arn:")) return parse_arn_place(text);
    if (text.find("://") != std::string_view::npos) return parse_address(text);
    if (text.starts_with('/')) return parse_path(text);
    if (const ServiceRow* row = find_service(text)) return row;
    const std::vector<std::string> words = naming_words(text);
    if (auto folder = parse_bucket_folder(words)) return *std::move(folder);
    if (auto named = parse_named_resource(words)) return *std::move(named);
    throw Error(ErrorCode::destination, "no console page found for " + quoted(text), kHint);
}

const Partition* partition_of(const ConsolePlace& place) {
    if (const auto* arn = std::get_if<Arn>(&place)) return arn->partition;
    const auto* address = std::get_if<ConsoleAddress>(&place);
    return address == nullptr ? nullptr : address->host.partition;
}

std::optional<std::string> account_of(const ConsolePlace& place) {
    std::string account;
    if (const auto* arn = std::get_if<Arn>(&place)) account = arn->account;
    if (const auto* address = std::get_if<ConsoleAddress>(&place)) account = address->host.account;
    return is_account(account) ? std::optional(std::move(account)) : std::nullopt;
}

bool is_console_url(std::string_view text) {
    const auto [ok, url] = parse_url(text);
    return ok && url.scheme == "https" && !url.has_user_info && url.port.empty() &&
           parse_console_host(url.host).partition != nullptr;
}

}  // namespace jit_console
