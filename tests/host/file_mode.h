#pragma once

#include <filesystem>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

namespace jit_console::fake {

/// The permission bits of what `path` names, itself where that is a link.
inline unsigned mode_of(const std::filesystem::path& path) {
    struct stat status {};
    BOOST_REQUIRE(::lstat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

}  // namespace jit_console::fake
