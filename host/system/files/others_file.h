#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"

namespace jit_console {

/// A configuration file of other programs' that jit-console changes. All throw OthersFileKind::code.
class OthersFile {
public:
    /// Given the file's text (nothing where there is no file), gives the text that it is to have (nothing: no file).
    using Change = std::function<std::optional<std::string>(const std::optional<std::string>&)>;

    virtual ~OthersFile() = default;
    virtual std::string path() const = 0;
    virtual std::optional<std::string> read() = 0;
    /// Whole or not at all, one at a time; an existing file keeps its mode, a new one is only the user's. Does nothing
    /// where the text stays the same. What `change` throws leaves the file as it is.
    virtual void change(const Change& change) = 0;
};

/// What is different from one to the other.
struct OthersFileKind {
    ErrorCode code;
    const char* variable;      ///< of the environment, that names the file or its folder
    const char* usual_folder;  ///< below the home; removed with the file where nothing else is in it
};

/// Refuses a symbolic link that leads out of `home` and what is no plain file.
std::unique_ptr<OthersFile> make_others_file(std::filesystem::path file, std::filesystem::path home,
                                             std::filesystem::path lock_file, OthersFileKind kind);

}  // namespace jit_console
