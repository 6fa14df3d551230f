#include "domain/console_page.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/error.h"
#include "domain/arn_page.h"
#include "domain/region_refusal.h"

namespace jit_console {
namespace {

void check_partition(const ConsolePlace& place, const Partition& session) {
    const Partition* wanted = partition_of(place);
    if (wanted == nullptr || wanted == &session) return;
    const std::string what = std::holds_alternative<Arn>(place) ? "the ARN" : "the address";
    throw Error(
        ErrorCode::other_partition,
        what + " is in partition " + std::string(wanted->id) + ", but the session is in " + std::string(session.id),
        "choose a tenant whose account is in " + std::string(wanted->id));
}

/// The page of each kind of place.
struct PageOf {
    const Partition& partition;
    const std::optional<Region>& region;

    ConsolePage operator()(ConsoleHome) const {
        const std::string shown = code_of(region);
        return {on_host(shown) + "/console/home" + region_query(shown), "home", "", &partition, shown, std::nullopt};
    }

    ConsolePage operator()(const ServiceRow* row) const {
        const std::string shown = row->global ? std::string(partition.global_region) : code_of(region);
        const std::size_t hash = std::min(row->page.find('#'), row->page.size());
        const std::string url = on_host(shown) + "/" + std::string(row->page.substr(0, hash)) + region_query(shown) +
                                std::string(row->page.substr(hash));
        return {url, "service", std::string(row->service), &partition, row->global ? "" : shown, std::nullopt};
    }

    /// Whose bucket it is in isn't known here.
    ConsolePage operator()(const BucketFolder&) const {
        ConsolePage page = (*this)(find_service("s3"));
        page.kind = "s3_folder";
        return page;
    }

    /// Which resource it is isn't known here.
    ConsolePage operator()(const NamedResource& named) const {
        ConsolePage page = (*this)(named.service);
        page.kind = sub_page_kind(named.service->service, named.part);
        return page;
    }

    ConsolePage operator()(const Arn& arn) const { return arn_page(arn, region); }

    ConsolePage operator()(const ConsoleAddress& address) const {
        const bool anywhere = address.host.partition == nullptr;
        return {on_host(anywhere ? code_of(region) : address.host.region) + address.rest,
                "url",
                std::string(address.service),
                &partition,
                anywhere && address.region.empty() ? code_of(region) : address.region,
                account_of(address)};
    }

private:
    std::string on_host(std::string_view region_code) const {
        return "https://" + console_host(partition, region_code);
    }
    static std::string region_query(const std::string& code) { return code.empty() ? "" : "?region=" + code; }
};

}  // namespace

ConsolePage console_page(const ConsolePlace& place, const Partition& partition, const std::optional<Region>& region) {
    check_has_console(partition);
    if (region) check_in_partition(*region, partition);
    check_partition(place, partition);
    return std::visit(PageOf{partition, region}, place);
}

}  // namespace jit_console
