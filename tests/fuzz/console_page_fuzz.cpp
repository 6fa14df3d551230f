#include "domain/console_page.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "domain/url.h"
#include "require.h"

using namespace jit_console;

namespace {

void check_page(const ConsolePage& page, const Partition& partition) {
    require(is_console_url(page.url), "a page is on a console host");
    const ConsoleHost host = parse_console_host(parse_url(page.url).url.host);
    require(host.partition == &partition, "a page is of the session's partition");
    require(page.partition == &partition, "a page names its partition");
    require(host.account.empty(), "a page's host has no session's label");
    require(page.region.empty() || is_region(page.region), "a page's region is a region's code");
    require(!page.account || is_account(*page.account), "a page's account is twelve digits");
    // A page that is given back is accepted again and stays what it is.
    require(console_page(parse_console_place(page.url), partition, std::nullopt).url == page.url,
            "a page's own address leads to it");
}

void check_error(const Error& error) {
    require(error.code() == ErrorCode::destination || error.code() == ErrorCode::not_an_arn ||
                error.code() == ErrorCode::other_partition,
            "nothing but `destination`, `not_an_arn` and `other_partition` is thrown");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const Partition& partition : partitions()) {
        for (const std::string_view region : {std::string_view(), partition.global_region, text.substr(0, 16)}) {
            try {
                check_page(console_page(parse_console_place(text), partition, region_named(region)), partition);
            } catch (const Error& error) {
                check_error(error);
            }
        }
    }
    try {
        const Arn arn = parse_arn_place(text);
        check_page(console_page(arn, *arn.partition, std::nullopt), *arn.partition);
    } catch (const Error& error) {
        check_error(error);
    }
    return 0;
}
