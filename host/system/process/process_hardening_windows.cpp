#include "system/process/process_hardening.h"

#include <windows.h>
#include <aclapi.h>
#include <processthreadsapi.h>

#include "base/error.h"
#include "system/files/access_list.h"

namespace jit_console {
namespace {

/// Others of the user's programs may wait for this one, end it and ask what it is; its memory is its own. The owner's
/// usual right to change that is taken away, too.
void close_memory() {
    const SecurityDescriptor descriptor =
        descriptor_of(std::wstring(L"D:P(A;;0x101001;;;%USER%)(A;;0x101001;;;BA)(A;;0x1FFFFF;;;SY)(A;;RC;;;OW)"));
    BOOL present = FALSE;
    BOOL by_default = FALSE;
    PACL list = nullptr;
    if (!::GetSecurityDescriptorDacl(descriptor.get(), &present, &list, &by_default)) return;
    ::SetSecurityInfo(::GetCurrentProcess(), SE_KERNEL_OBJECT,
                      DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, nullptr, nullptr, list, nullptr);
}

}  // namespace

void harden_process() {
    // No crash report, in which memory would be.
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    // Libraries come only from the system's folder, not from the working folder or the network.
    ::SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
    PROCESS_MITIGATION_EXTENSION_POINT_DISABLE_POLICY hooks{};
    hooks.DisableExtensionPoints = 1;
    ::SetProcessMitigationPolicy(ProcessExtensionPointDisablePolicy, &hooks, sizeof hooks);
    PROCESS_MITIGATION_IMAGE_LOAD_POLICY images{};
    images.NoRemoteImages = 1;
    images.PreferSystem32Images = 1;
    ::SetProcessMitigationPolicy(ProcessImageLoadPolicy, &images, sizeof images);
    try {
        close_memory();
    } catch (const Error&) {
        // As much as the system lets us.
    }
}

}  // namespace jit_console
