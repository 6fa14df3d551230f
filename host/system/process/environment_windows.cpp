#include "system/process/environment.h"

#include <algorithm>
#include <cstdio>

#include <windows.h>
#include <fcntl.h>
#include <io.h>
#include <shellapi.h>

#include "system/process/windows_handle.h"
#include "system/process/windows_text.h"

namespace jit_console {

std::string environment_variable(const char* name) {
    const std::wstring wide = wide_text(name);
    std::wstring value(::GetEnvironmentVariableW(wide.c_str(), nullptr, 0), L'\0');
    if (value.empty()) return "";
    value.resize(::GetEnvironmentVariableW(wide.c_str(), value.data(), static_cast<DWORD>(value.size())));
    return narrow_text(value);
}

std::vector<std::string> program_arguments(int, char**) {
    // What main() got went through the code page of old.
    for (std::FILE* stream : {stdin, stdout, stderr}) ::_setmode(::_fileno(stream), _O_BINARY);
    ::SetConsoleOutputCP(CP_UTF8);
    int count = 0;
    const LocalMemory<LPWSTR> words(::CommandLineToArgvW(::GetCommandLineW(), &count));
    std::vector<std::string> arguments;
    for (int i = 1; words && i < count; ++i) arguments.push_back(narrow_text(words.get()[i]));
    return arguments;
}

}  // namespace jit_console
