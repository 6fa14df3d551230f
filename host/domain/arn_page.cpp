#include "domain/arn_page.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "domain/ascii.h"
#include "domain/console_page_table.h"
#include "domain/url.h"

namespace jit_console {
namespace {

class Captures {
public:
    void add(std::string_view name, std::string_view text) { items_.at(count_++) = {name, text}; }

    std::string_view find(std::string_view name) const {
        const auto end = items_.begin() + static_cast<std::ptrdiff_t>(count_);
        const auto found = std::find_if(items_.begin(), end, [&](const Item& item) { return item.name == name; });
        return found == end ? std::string_view() : found->text;
    }

private:
    struct Item {
        std::string_view name, text;
    };
    std::array<Item, 4> items_;
    std::size_t count_ = 0;
};

/// The name of the value in braces that `text` begins with, its mark ('\0': none) taken off; `text` then follows it.
struct Braces {
    std::string_view name;
    char mark = '\0';
};

Braces take_braces(std::string_view& text) {
    constexpr std::string_view kMarks = "/+!$%";
    const std::size_t close = text.find('}');
    std::string_view name = text.substr(1, close - 1);
    text.remove_prefix(close + 1);
    if (kMarks.find(name.back()) == std::string_view::npos) return {name};
    return {name.substr(0, name.size() - 1), name.back()};
}

std::optional<Captures> match(std::string_view form, std::string_view resource) {
    Captures captures;
    while (!form.empty()) {
        if (form.front() != '{') {
            if (resource.empty() || resource.front() != form.front()) return std::nullopt;
            form.remove_prefix(1);
            resource.remove_prefix(1);
            continue;
        }
        const Braces braces = take_braces(form);
        const std::string_view stops = braces.mark == '/' ? ":" : "/:";
        std::size_t length = std::min(resource.find_first_of(stops), resource.size());
        // All that follows but the form's own end.
        if (braces.mark == '+') length = resource.ends_with(form) ? resource.size() - form.size() : 0;
        if (length == 0) return std::nullopt;
        captures.add(braces.name, resource.substr(0, length));
        resource.remove_prefix(length);
    }
    return resource.empty() ? std::optional(captures) : std::nullopt;
}

struct Resource {
    const Arn& arn;
    std::string region;  // the page's
    Captures captures;
};

/// "invoice-db" of "invoice-db-a1B2c3": AWS adds six letters or digits to the name.
std::string_view without_secret_suffix(std::string_view name) {
    constexpr std::size_t kSuffix = 7;
    const std::string_view suffix = name.size() > kSuffix ? name.substr(name.size() - kSuffix) : "";
    const bool added = !suffix.empty() && suffix.front() == '-' &&
                       is_all(suffix.substr(1), [](char c) { return is_digit(c) || is_lower(to_lower(c)); });
    return added ? name.substr(0, name.size() - kSuffix) : name;
}

std::string queue_url(const Resource& resource) {
    std::string url = "https://sqs.";
    url.append(resource.region).append(".").append(resource.arn.partition->api_domain);
    return url.append("/").append(resource.arn.account).append("/").append(resource.captures.find("name"));
}

/// "/a/b" for the ARN's "a/b"; a name without a path has no leading slash.
std::string parameter_name(std::string_view parameter) {
    std::string name = parameter.find('/') == std::string_view::npos ? "" : "/";
    return name.append(parameter);
}

/// "deploy" of "ci/deploy".
std::string without_path(std::string_view name) { return std::string(name.substr(name.rfind('/') + 1)); }

std::string value_of(std::string_view name, const Resource& resource) {
    if (name == "region") return resource.region;
    if (name == "account") return resource.arn.account;
    if (name == "arn") return resource.arn.text;
    if (name == "queue_url") return resource.arn.account.empty() ? "" : queue_url(resource);
    if (name == "secret_name") return std::string(without_secret_suffix(resource.captures.find("secret")));
    if (name == "parameter_name") return parameter_name(resource.captures.find("parameter"));
    if (name == "role_name") return without_path(resource.captures.find("role"));
    if (name == "user_name") return without_path(resource.captures.find("user"));
    if (name == "group_name") return without_path(resource.captures.find("group"));
    return std::string(resource.captures.find(name));
}

std::string with_each(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

enum class UrlPart { path, query, fragment };

std::string escape(std::string_view value, char mark, UrlPart part) {
    std::string escaped = percent_encode(value);
    if (mark == '%') return percent_encode(escaped);
    if (mark == '$') return with_each(std::move(escaped), "%", "$25");
    const bool fragment = part == UrlPart::fragment && mark != '!';
    if (fragment || mark == '/') escaped = with_each(std::move(escaped), "%2F", "/");
    if (fragment) escaped = with_each(std::move(escaped), "%3A", ":");
    return escaped;
}

/// Browsers drop "." and ".." and so leave for another page; an empty segment is no name.
bool has_plain_segments(std::string_view path) {
    while (true) {
        const std::string_view segment = path.substr(0, path.find('/'));
        if (segment.empty() || segment == "." || segment == "..") return false;
        if (segment.size() == path.size()) return true;
        path.remove_prefix(segment.size() + 1);
    }
}

/// Nothing where a value is missing or would make another path.
std::optional<std::string> fill(std::string_view page, const Resource& resource) {
    std::string filled;
    UrlPart part = UrlPart::path;
    while (!page.empty()) {
        if (page.front() == '{') {
            const Braces braces = take_braces(page);
            const std::string value = value_of(braces.name, resource);
            if (value.empty()) return std::nullopt;
            filled += escape(value, braces.mark, part);
            continue;
        }
        if (page.front() == '#') part = UrlPart::fragment;
        if (page.front() == '?' && part == UrlPart::path) part = UrlPart::query;
        filled += page.front();
        page.remove_prefix(1);
    }
    if (!has_plain_segments(std::string_view(filled).substr(0, filled.find_first_of("?#")))) return std::nullopt;
    return filled;
}

std::string page_region(PagePlace place, const Resource& resource) {
    const bool global = place == PagePlace::global || resource.region.empty();
    return global ? std::string(resource.arn.partition->global_region) : resource.region;
}

std::optional<ConsolePage> page_by_row(const ResourceRow& row, Resource resource) {
    const bool placed = resource.arn.region || !resource.arn.account.empty();
    if (row.place == PagePlace::regionless && placed) return std::nullopt;
    const std::optional<Captures> captures = match(row.resource, resource.arn.resource);
    if (!captures) return std::nullopt;

    resource.captures = *captures;
    resource.region = page_region(row.place, resource);
    const std::optional<std::string> page = fill(row.page, resource);
    if (!page) return std::nullopt;

    ConsolePage result;
    result.url = "https://" + console_host(*resource.arn.partition, resource.region) + "/" + *page;
    result.kind = row.kind;
    if (row.place != PagePlace::global) result.region = resource.region;
    return result;
}

ConsolePage resolver_page(const Resource& resource) {
    ConsolePage page;
    page.url =
        "https://" + console_host(*resource.arn.partition, "") + "/go/view?arn=" + percent_encode(resource.arn.text);
    page.kind = "resource";
    page.region = code_of(resource.arn.region);
    return page;
}

bool has_page(const SubPageRow& sub, const Arn& arn, std::string_view word) {
    return sub.word == word && sub.row.service == arn.service && match(sub.row.resource, arn.resource).has_value();
}

}  // namespace

bool has_sub_page(const Arn& arn, std::string_view word) {
    return std::ranges::any_of(sub_page_rows(), [&](const SubPageRow& sub) { return has_page(sub, arn, word); });
}

std::string_view sub_page_kind(std::string_view service, std::string_view word) {
    const auto rows = sub_page_rows();
    const auto found = std::ranges::find_if(
        rows, [&](const SubPageRow& sub) { return sub.word == word && sub.row.service == service; });
    return found == rows.end() ? std::string_view() : found->row.kind;
}

ConsolePage arn_page(const Arn& arn, const std::optional<Region>& region) {
    const Resource resource{arn, code_of(arn.region ? arn.region : region), {}};
    std::optional<ConsolePage> page;
    for (const SubPageRow& sub : sub_page_rows()) {
        if (has_page(sub, arn, arn.part)) page = page_by_row(sub.row, resource);
    }
    for (const ResourceRow& row : resource_rows()) {
        if (page) break;
        if (row.service == arn.service) page = page_by_row(row, resource);
    }
    if (!page) page = resolver_page(resource);
    page->service = arn.service;
    page->partition = arn.partition;
    if (is_account(arn.account)) page->account = arn.account;
    return *std::move(page);
}

}  // namespace jit_console
