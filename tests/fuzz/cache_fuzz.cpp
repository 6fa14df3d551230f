#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "require.h"
#include "scratch_folder.h"
#include "system/aws/credential_cache.h"
#include "system/files/files.h"
#include "system/vault/vault_cipher.h"

using namespace jit_console;

namespace {

const CacheEntry kEntry{"https://acme.test", "admin"};

/// A cache with a sign-in and its key.
struct Cache {
    ScratchFolder folder;
    std::unique_ptr<CredentialCache> cache = make_credential_cache_file(folder / "cache", folder / "key");
    std::filesystem::path file = folder / "cache/acme.test/admin";
    std::string mark;
    Secret key;

    Cache() {
        cache->begin_sign_in(kEntry.portal_url);
        mark = cache->sign_in_mark(kEntry.portal_url);
        cache->write(kEntry, {{Secret("id"), Secret("key"), Secret("token"), Time(), "eu-west-1"}, Time(), mark});
        require(cache->read(kEntry).has_value(), "what is written is read again");
        key = read_private_file(folder / "key", 64)->clone();
    }
};

}  // namespace

/// In the input "@@" stands for the mark of the sign-in that holds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Cache cache;
    std::string text(reinterpret_cast<const char*>(data), size);
    put_private(cache.file, text);
    require(!cache.cache->read(kEntry), "nobody makes up what was sealed");
    for (std::size_t at = text.find("@@"); at != std::string::npos; at = text.find("@@", at + 1))
        text.replace(at, 2, cache.mark);
    put_private(cache.file, seal_vault(cache.key, text));
    if (const auto keys = cache.cache->read(kEntry)) {
        require(keys->sign_in == cache.mark, "keys are of the sign-in that holds");
        require(text.starts_with(kEntry.portal_url + "\n" + kEntry.what + "\n"), "keys are of the entry");
    }
    return 0;
}
