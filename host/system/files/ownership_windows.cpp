#include "system/files/ownership.h"

#include <system_error>

#include <aclapi.h>

#include "base/error.h"
#include "system/files/access_list.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

namespace fs = std::filesystem;

constexpr DWORD kTakeOver = DELETE | WRITE_DAC | WRITE_OWNER | GENERIC_WRITE;
constexpr DWORD kWriteFile = kTakeOver | FILE_WRITE_DATA | FILE_APPEND_DATA;
constexpr DWORD kReplaceWithin = kTakeOver | FILE_DELETE_CHILD;
/// What is laid beside a program may be loaded by it; further up others may add what they like.
constexpr DWORD kWriteFolder = kReplaceWithin | FILE_ADD_FILE;
constexpr DWORD kReadFile = FILE_READ_DATA | GENERIC_READ;

}  // namespace

/// A profile's folder belongs to the system or the administrators as often as to its user.
bool is_own(const fs::path& folder) { return is_owned_by(descriptor_of(folder), Trusted::administrators_and_user); }

bool is_administrators_alone(const fs::path& program) {
    std::error_code error;
    DWORD rights = kWriteFile;
    for (fs::path path = fs::canonical(program, error); !error; path = path.parent_path()) {
        const SecurityDescriptor descriptor = descriptor_of(path);
        if (!is_owned_by(descriptor, Trusted::administrators)) return false;
        if (others_have(descriptor, rights, Trusted::administrators)) return false;
        if (path == path.parent_path()) return true;
        rights = rights == kWriteFile ? kWriteFolder : kReplaceWithin;
    }
    return false;
}

bool others_may_write(const fs::path& file) {
    return others_have(descriptor_of(file), kWriteFile, Trusted::administrators_and_user) ||
           others_have(descriptor_of(file.parent_path()), kWriteFolder, Trusted::administrators_and_user);
}

bool is_open_to_others(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) &&
           others_have(descriptor_of(file), kReadFile | kWriteFile, Trusted::administrators_and_user);
}

void close_to_others(const fs::path& file) {
    const SecurityDescriptor descriptor = private_descriptor();
    BOOL present = FALSE;
    BOOL by_default = FALSE;
    PACL list = nullptr;
    ::GetSecurityDescriptorDacl(descriptor.get(), &present, &list, &by_default);
    const DWORD failure = ::SetNamedSecurityInfoW(const_cast<wchar_t*>(file.c_str()), SE_FILE_OBJECT,
                                                  DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                                                  nullptr, nullptr, list, nullptr);
    if (failure == ERROR_SUCCESS) return;
    throw Error(ErrorCode::config, "can't change who may read " + file.string() + ": " + windows_error_words(failure),
                "remove other users in its properties, Security");
}

std::string closing_command(const std::string& file) {
    return "icacls \"" + file + "\" /inheritance:r /grant:r \"%USERNAME%:F\" *S-1-5-18:F *S-1-5-32-544:F";
}

void check_own_folder(const fs::path&) {}

}  // namespace jit_console
