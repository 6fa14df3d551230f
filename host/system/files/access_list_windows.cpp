#include "system/files/access_list.h"

#include <string>
#include <vector>

#include <aclapi.h>
#include <sddl.h>

#include "base/error.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

constexpr SECURITY_INFORMATION kWanted = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;

[[noreturn]] void fail() {
    throw Error(ErrorCode::internal, "can't create an access list: " + windows_error_words(::GetLastError()));
}

std::wstring text_of(PSID sid) {
    wchar_t* text = nullptr;
    if (!::ConvertSidToStringSidW(sid, &text)) fail();
    return LocalMemory<wchar_t>(text).get();
}

std::wstring user_sid() {
    HANDLE opened = nullptr;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &opened)) fail();
    const WindowsHandle token(opened);
    alignas(TOKEN_USER) char bytes[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    DWORD size = 0;
    if (!::GetTokenInformation(token.get(), TokenUser, bytes, sizeof bytes, &size)) fail();
    return text_of(reinterpret_cast<const TOKEN_USER*>(bytes)->User.Sid);
}

/// The system, the administrators, Windows' own installer; and what stands for a file's owner, who is asked about
/// apart.
bool is_trusted(PSID sid, Trusted trusted) {
    const std::wstring text = text_of(sid);
    for (const wchar_t* known : {L"S-1-5-18", L"S-1-5-32-544", L"S-1-3-4",
                                 L"S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"}) {
        if (text == known) return true;
    }
    return trusted == Trusted::administrators_and_user && text == user_sid();
}

}  // namespace

SecurityDescriptor descriptor_of(std::wstring sddl) {
    constexpr std::wstring_view kUser = L"%USER%";
    for (std::size_t at = sddl.find(kUser); at != std::wstring::npos; at = sddl.find(kUser)) {
        sddl.replace(at, kUser.size(), user_sid());
    }
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(sddl.c_str(), SDDL_REVISION_1, &descriptor, nullptr)) {
        fail();
    }
    return SecurityDescriptor(descriptor);
}

SecurityDescriptor private_descriptor() {
    return descriptor_of(std::wstring(L"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;%USER%)"));
}

SecurityDescriptor readable_descriptor() {
    return descriptor_of(std::wstring(L"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FRFX;;;BU)"));
}

SecurityDescriptor descriptor_of(HANDLE file) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    ::GetSecurityInfo(file, SE_FILE_OBJECT, kWanted, nullptr, nullptr, nullptr, nullptr, &descriptor);
    return SecurityDescriptor(descriptor);
}

SecurityDescriptor descriptor_of(const std::filesystem::path& file) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    ::GetNamedSecurityInfoW(const_cast<wchar_t*>(file.c_str()), SE_FILE_OBJECT, kWanted, nullptr, nullptr, nullptr,
                            nullptr, &descriptor);
    return SecurityDescriptor(descriptor);
}

bool others_have(const SecurityDescriptor& descriptor, DWORD rights, Trusted trusted) {
    PACL list = nullptr;
    BOOL present = FALSE;
    BOOL by_default = FALSE;
    if (!descriptor || !::GetSecurityDescriptorDacl(descriptor.get(), &present, &list, &by_default)) return true;
    if (!present || list == nullptr) return true;  // no list: everybody
    for (DWORD i = 0; i < list->AceCount; ++i) {
        void* entry = nullptr;
        if (!::GetAce(list, i, &entry)) return true;
        const auto* header = static_cast<const ACE_HEADER*>(entry);
        if ((header->AceFlags & INHERIT_ONLY_ACE) != 0 || header->AceType == ACCESS_DENIED_ACE_TYPE) continue;
        // Other kinds begin alike, and are rare enough on files to be taken for open.
        auto* allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
        if ((allowed->Mask & (rights | GENERIC_ALL)) == 0) continue;
        if (header->AceType != ACCESS_ALLOWED_ACE_TYPE || !is_trusted(&allowed->SidStart, trusted)) return true;
    }
    return false;
}

bool is_owned_by(const SecurityDescriptor& descriptor, Trusted trusted) {
    PSID owner = nullptr;
    BOOL by_default = FALSE;
    if (!descriptor || !::GetSecurityDescriptorOwner(descriptor.get(), &owner, &by_default) || owner == nullptr) {
        return false;
    }
    return is_trusted(owner, trusted);
}

}  // namespace jit_console
