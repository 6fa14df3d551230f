#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "only_throws.h"
#include "scratch_folder.h"
#include "system/portal/portal_store.h"

using namespace jit_console;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ScratchFolder folder;
    static const std::filesystem::path file = folder / "config.json";
    put_private(file, {reinterpret_cast<const char*>(data), size});
    const auto store = make_portal_store_file(file);
    only_throws({ErrorCode::config}, [&] { store->vault(); });
    only_throws({ErrorCode::config, ErrorCode::portal_exists}, [&] {
        const std::vector<Portal> before = store->list();
        for (const Portal& portal : before) {
            require(!portal.name.empty() && !portal.url.empty() && !portal.api_url.empty(), "a portal is whole");
            store->set_handover(portal.name, "post");
            store->confirm(portal.name);
        }
        const Portal added{"fuzz", "https://fuzz.test", "https://api.fuzz.test", "", "", true};
        require(store->add(added).url == added.url, "what is added is given back");
        std::vector<Portal> now = store->list();
        require(std::ranges::find(now, added.url, &Portal::url) != now.end(), "what was added is there");
        require(now.size() >= before.size(), "no portal is lost");
        store->remove(added.name);
        now = store->list();
        require(std::ranges::find(now, added.name, &Portal::name) == now.end(), "what was removed is gone");
    });
    return 0;
}
