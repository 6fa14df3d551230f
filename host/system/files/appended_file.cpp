#include "system/files/appended_file.h"

#include <fstream>

#include "base/error.h"

namespace jit_console {

void append_to_file(const std::filesystem::path& file, std::string_view text) {
    std::error_code ignored;
    const std::string hint = "check that this file exists and can be written";
    if (!std::filesystem::is_regular_file(file, ignored))
        throw Error(ErrorCode::config, "no such file: " + file.string(), hint);
    std::ofstream stream(file, std::ios::app | std::ios::binary);
    stream.write(text.data(), static_cast<std::streamsize>(text.size())).flush();
    if (!stream) throw Error(ErrorCode::config, "can't write " + file.string(), hint);
}

}  // namespace jit_console
