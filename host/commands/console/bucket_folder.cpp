#include "commands/console/bucket_folder.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/ascii.h"

namespace jit_console {
namespace {

bool has_all(const std::string& name, const std::vector<std::string>& words) {
    const std::string lower = to_lower(name);
    return std::ranges::all_of(words, [&](const std::string& word) { return lower.find(word) != std::string::npos; });
}

[[noreturn]] void refuse_buckets(const std::string& tenant, const std::vector<CloudResource>& buckets) {
    if (buckets.empty()) {
        throw Error(ErrorCode::destination, tenant + " has no such bucket",
                    "leave out the words between s3 and the folder, or open s3 itself");
    }
    constexpr std::size_t kMostNamed = 5;
    std::string names;
    for (std::size_t i = 0; i < std::min(kMostNamed, buckets.size()); ++i)
        names += (i == 0 ? "" : ", ") + buckets.at(i).name;
    throw Error(ErrorCode::destination, tenant + " has more than one such bucket: " + names,
                "put a part of the bucket's name before the folder: s3 BUCKET FOLDER/");
}

}  // namespace

ConsolePlace in_tenants_bucket(Context& context, const PortalAccess& access, const std::optional<Tenant>& tenant,
                               const ConsolePlace& place, const std::stop_token& stop) {
    const auto* folder = std::get_if<BucketFolder>(&place);
    if (folder == nullptr) return place;
    if (!tenant) {
        throw Error(ErrorCode::destination, "only a tenant's bucket can be found by a folder",
                    "name a tenant, or give the bucket's ARN");
    }
    std::vector<CloudResource> buckets = PortalClient(context.http).cloud_resources(access, tenant->id, stop);
    std::erase_if(buckets, [&](const CloudResource& one) {
        return one.kind != "s3_bucket" || !has_all(one.arn, folder->bucket_words);
    });
    if (buckets.size() != 1) refuse_buckets(tenant->name.empty() ? "this tenant" : tenant->name, buckets);
    return parse_arn_place(buckets.front().arn + "/" + folder->folder);
}

}  // namespace jit_console
