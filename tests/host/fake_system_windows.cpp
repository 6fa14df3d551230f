#include "fake_system.h"

#include <windows.h>

#include "system/process/windows_text.h"

namespace jit_console::fake {

void set_variable(const std::string& name, const char* value) {
    const std::wstring wide = wide_text(value == nullptr ? "" : value);
    ::SetEnvironmentVariableW(wide_text(name).c_str(), value == nullptr ? nullptr : wide.c_str());
}

}  // namespace jit_console::fake
