#include "commands/console/tenant_resource.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/arn_page.h"
#include "domain/ascii.h"

namespace jit_console {
namespace {

/// What is looked for among a tenant's resources, and how its errors name it.
struct Sought {
    std::string service;
    std::vector<std::string> words;
    std::string part;
    std::string noun;      ///< "bucket"
    std::string place;     ///< where the words stand: "between s3 and the folder"
    std::string spelling;  ///< with the name in its place: "s3 BUCKET FOLDER/"
};

Sought sought(const BucketFolder& folder) {
    return {"s3", folder.bucket_words, "", "bucket", "between s3 and the folder", "s3 BUCKET FOLDER/"};
}

Sought sought(const NamedResource& named) {
    const std::string service(named.service->service);
    return {service,
            named.words,
            named.part,
            service + " resource",
            "between " + service + " and " + named.part,
            service + " NAME " + named.part};
}

bool has_all_words(std::string_view name, const std::vector<std::string>& words) {
    return std::ranges::all_of(words, [&](const std::string& word) { return name.find(word) != std::string::npos; });
}

/// "...-a-b" for "a b", also with the account behind, as portals name what must have a name of its own.
bool ends_in_words(std::string_view name, const std::vector<std::string>& words) {
    if (words.empty()) return false;
    const std::size_t dash = name.find_last_of('-');
    if (dash != std::string::npos && is_account(name.substr(dash + 1))) name = name.substr(0, dash);
    std::string end;
    for (const std::string& word : words) end += "-" + word;
    return name.ends_with(end);
}

bool is_sought(const CloudResource& one, const Sought& what) {
    const std::optional<Arn> arn = parse_arn(one.arn);
    if (!arn || arn->service != what.service || !has_all_words(to_lower(arn->resource), what.words)) return false;
    return what.part.empty() ? one.kind == "s3_bucket" : has_sub_page(*arn, what.part);
}

[[noreturn]] void refuse_found(const std::string& tenant, const Sought& what, const std::vector<CloudResource>& found) {
    if (found.empty()) {
        throw Error(ErrorCode::destination, tenant + " has no such " + what.noun,
                    "leave out the words " + what.place + ", or open " + what.service + " itself");
    }
    constexpr std::size_t kMostNamed = 5;
    std::string names;
    for (std::size_t i = 0; i < std::min(kMostNamed, found.size()); ++i)
        names += (i == 0 ? "" : ", ") + found.at(i).name;
    throw Error(ErrorCode::destination, tenant + " has more than one such " + what.noun + ": " + names,
                "put a part of its name there: " + what.spelling);
}

/// The ARN of the only one.
std::string only_one(Context& context, const PortalAccess& access, const std::optional<Tenant>& tenant,
                     const Sought& what, const std::stop_token& stop) {
    if (!tenant) {
        throw Error(ErrorCode::destination, "only a tenant's " + what.noun + " can be found by its name",
                    "name a tenant, or give the ARN");
    }
    std::vector<CloudResource> found = PortalClient(context.http).cloud_resources(access, tenant->id, stop);
    std::erase_if(found, [&](const CloudResource& one) { return !is_sought(one, what); });
    const auto ends = [&](const CloudResource& one) { return ends_in_words(to_lower(one.arn), what.words); };
    if (std::ranges::count_if(found, ends) == 1) std::erase_if(found, [&](const auto& one) { return !ends(one); });
    if (found.size() != 1) refuse_found(tenant->name.empty() ? "this tenant" : tenant->name, what, found);
    return found.front().arn;
}

}  // namespace

bool is_found_in_tenant(const ConsolePlace& place) {
    return std::holds_alternative<BucketFolder>(place) || std::holds_alternative<NamedResource>(place);
}

ConsolePlace found_in_tenant(Context& context, const PortalAccess& access, const std::optional<Tenant>& tenant,
                             const ConsolePlace& place, const std::stop_token& stop) {
    if (const auto* folder = std::get_if<BucketFolder>(&place)) {
        return parse_arn_place(only_one(context, access, tenant, sought(*folder), stop) + "/" + folder->folder);
    }
    if (const auto* named = std::get_if<NamedResource>(&place)) {
        return parse_arn_place(only_one(context, access, tenant, sought(*named), stop) + " " + named->part);
    }
    return place;
}

}  // namespace jit_console
