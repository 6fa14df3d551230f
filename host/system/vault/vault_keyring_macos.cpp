#include "system/vault/vault.h"

#include <string>
#include <type_traits>
#include <vector>

#include <CoreFoundation/CoreFoundation.h>
#include <Security/Security.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/unique_handle.h"
#include "system/vault/vault_entry.h"

namespace jit_console {
namespace {

void release(const void* object) { ::CFRelease(object); }
/// Owns what a function named Create or Copy gave.
template <typename Ref>
using Owned = UniqueHandle<std::remove_pointer_t<Ref>, release>;
using OwnedString = Owned<CFStringRef>;
using OwnedData = Owned<CFDataRef>;
using OwnedDictionary = Owned<CFMutableDictionaryRef>;

OwnedString string_of(std::string_view text) {
    return OwnedString(::CFStringCreateWithBytes(kCFAllocatorDefault, reinterpret_cast<const UInt8*>(text.data()),
                                                 static_cast<CFIndex>(text.size()), kCFStringEncodingUTF8, false));
}

OwnedData data_of(std::string_view text) {
    return OwnedData(::CFDataCreate(kCFAllocatorDefault, reinterpret_cast<const UInt8*>(text.data()),
                                    static_cast<CFIndex>(text.size())));
}

void check(OSStatus status, const char* what) {
    if (status == errSecSuccess) return;
    const OwnedString words(::SecCopyErrorMessageString(status, nullptr));
    std::vector<char> text(512, '\0');
    if (words) ::CFStringGetCString(words.get(), text.data(), static_cast<CFIndex>(text.size()), kCFStringEncodingUTF8);
    throw Error(
        ErrorCode::keyring, std::string(what) + ": " + text.data() + " (" + std::to_string(status) + ")",
        "unlock the keychain and allow jit-console to use it, or keep sign-ins in a file: jit-console vault file");
}

/// Says which item is meant: the generic password of our service and this portal.
OwnedDictionary query_for(std::string_view portal_url) {
    OwnedDictionary query(::CFDictionaryCreateMutable(kCFAllocatorDefault, 0, &kCFTypeDictionaryKeyCallBacks,
                                                      &kCFTypeDictionaryValueCallBacks));
    const OwnedString service = string_of("jit-console");
    const OwnedString account = string_of(portal_url);
    ::CFDictionarySetValue(query.get(), kSecClass, kSecClassGenericPassword);
    ::CFDictionarySetValue(query.get(), kSecAttrService, service.get());
    ::CFDictionarySetValue(query.get(), kSecAttrAccount, account.get());
    return query;
}

class VaultKeyringMacos final : public Vault {
public:
    std::optional<SignIn> read(std::string_view portal_url) override {
        const OwnedDictionary query = query_for(portal_url);
        ::CFDictionarySetValue(query.get(), kSecReturnData, kCFBooleanTrue);
        ::CFDictionarySetValue(query.get(), kSecMatchLimit, kSecMatchLimitOne);
        CFTypeRef found = nullptr;
        const OSStatus status = ::SecItemCopyMatching(query.get(), &found);
        if (status == errSecItemNotFound) return std::nullopt;
        check(status, "the keychain can't be read");
        const OwnedData data(static_cast<CFDataRef>(found));
        const Secret text(std::string(reinterpret_cast<const char*>(::CFDataGetBytePtr(data.get())),
                                      static_cast<std::size_t>(::CFDataGetLength(data.get()))));
        const auto entry = nlohmann::json::parse(text.reveal(), nullptr, false);
        return entry.is_object() ? sign_in_of_entry(entry) : std::nullopt;
    }

    void write(std::string_view portal_url, const SignIn& sign_in) override {
        const Secret text(entry_of_sign_in(sign_in).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
        const OwnedData data = data_of(text.reveal());
        const OwnedDictionary query = query_for(portal_url);
        const OwnedDictionary change(::CFDictionaryCreateMutable(kCFAllocatorDefault, 0, &kCFTypeDictionaryKeyCallBacks,
                                                                 &kCFTypeDictionaryValueCallBacks));
        ::CFDictionarySetValue(change.get(), kSecValueData, data.get());
        OSStatus status = ::SecItemUpdate(query.get(), change.get());
        if (status == errSecItemNotFound) {
            ::CFDictionarySetValue(query.get(), kSecValueData, data.get());
            status = ::SecItemAdd(query.get(), nullptr);
        }
        check(status, "the keychain can't be written");
    }

    void erase(std::string_view portal_url) override {
        const OSStatus status = ::SecItemDelete(query_for(portal_url).get());
        if (status != errSecItemNotFound) check(status, "the keychain can't be changed");
    }
};

}  // namespace

std::unique_ptr<Vault> make_vault_keyring(const std::filesystem::path&) {
    return std::make_unique<VaultKeyringMacos>();
}

}  // namespace jit_console
