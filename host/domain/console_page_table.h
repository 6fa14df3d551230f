#pragma once

#include <span>
#include <string_view>

namespace jit_console {

/// Where a kind of resource is shown.
enum class PagePlace {
    regional,    ///< in the ARN's region
    regionless,  ///< in the session's region; the ARN has neither region nor account
    global,      ///< in the region where the partition serves global services
};

/// One kind of resource that has a page of its own in the console.
///
/// `resource` is the form of the ARN's last part: `{x}` stands for one or more characters but "/" and ":", `{x/}` for
/// one or more but ":", `{x+}` for all that follows but the form's own end.
///
/// `page` is the page's address after the host. A value in braces is escaped by the rules of the part it stands in: in
/// path and query all but unreserved characters, in the fragment all but those, ":" and "/". After the name
///   `!` escapes "/" and ":" in the fragment too, `/` lets "/" stand in the path,
///   `%` escapes twice, `$` as the log pages want it: twice, with "$25" for the second round's "%25".
/// Values: what `resource` captured, and region, account, arn, queue_url, secret_name (without the suffix that AWS
/// adds), parameter_name (with its leading slash), role_name, user_name and group_name (without their paths).
struct ResourceRow {
    std::string_view service;
    std::string_view resource;
    std::string_view kind;
    std::string_view page;
    PagePlace place = PagePlace::regional;
};

/// A page of a resource's own pages, by a word that people put after the ARN: "monitoring".
struct SubPageRow {
    std::string_view word;
    ResourceRow row;
};
std::span<const SubPageRow> sub_page_rows();

/// The first row that fits an ARN counts.
std::span<const ResourceRow> resource_rows();

}  // namespace jit_console
