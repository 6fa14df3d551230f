#include "system/policy/policy_source.h"

#include <CoreFoundation/CoreFoundation.h>

#include "base/unique_handle.h"

namespace jit_console {
namespace {

constexpr char kSource[] = "the managed preferences of org.jit_console";

void release(const void* object) { ::CFRelease(object); }

/// What a configuration profile forces: a user's own preferences of that name don't count.
std::optional<std::string> forced_text() {
    const CFStringRef key = CFSTR("policy");
    const CFStringRef domain = CFSTR("org.jit_console");
    if (!CFPreferencesAppValueIsForced(key, domain)) return std::nullopt;
    const UniqueHandle<const void, release> value(CFPreferencesCopyAppValue(key, domain));
    if (!value || CFGetTypeID(value.get()) != CFStringGetTypeID()) refuse_policy(kSource, "\"policy\" is no text");
    const auto text = static_cast<CFStringRef>(value.get());
    std::string bytes(
        static_cast<std::size_t>(CFStringGetMaximumSizeForEncoding(CFStringGetLength(text), kCFStringEncodingUTF8)) + 1,
        '\0');
    if (!CFStringGetCString(text, bytes.data(), static_cast<CFIndex>(bytes.size()), kCFStringEncodingUTF8))
        refuse_policy(kSource, "\"policy\" can't be read");
    bytes.resize(bytes.find('\0'));
    return bytes;
}

class PolicyPreferences final : public PolicySource {
public:
    Policy read() const override {
        if (const auto text = forced_text()) return trusted_policy(*text, kSource);
        return file_->read();
    }

private:
    const std::unique_ptr<PolicySource> file_ = make_policy_file("/etc/jit-console/policy.json");
};

}  // namespace

std::unique_ptr<PolicySource> make_policy_source() { return std::make_unique<PolicyPreferences>(); }

}  // namespace jit_console
