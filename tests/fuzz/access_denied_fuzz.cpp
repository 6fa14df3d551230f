#include "domain/access_denied.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/console_page.h"
#include "only_throws.h"

using namespace jit_console;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<Tenant> tenants{{"1", "dev01", {}}, {"2", "invoice", {}}, {"3", "invoice-prod", {}}};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto denied = parse_access_denied(text);
    if (!denied) return 0;
    require(text.find(denied->action) != std::string_view::npos, "an action is a word of the text");
    require(denied->action.find_first_of(" \n<\"") == std::string::npos, "an action is one word");
    require(denied->account.empty() || is_account(denied->account), "an account is twelve digits");
    if (const Tenant* owner = owner_of(*denied, tenants))
        require(text.find(owner->name) != std::string_view::npos, "an owner's name is in the text");
    for (const Partition& partition : partitions()) {
        only_throws({ErrorCode::destination, ErrorCode::other_partition}, [&] {
            const ConsolePage page = console_page(place_of(*denied), partition, std::nullopt);
            require(is_console_url(page.url), "it leads to a console host");
        });
    }
    return 0;
}
