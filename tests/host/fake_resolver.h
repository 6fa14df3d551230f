#pragma once

#include <string>

namespace jit_console::fake {

/// As long as it lives, looking up "hangs.test" blocks. Every other name is the system's business.
class HangingResolver {
public:
    HangingResolver();
    ~HangingResolver();
    /// Blocks until somebody asks for the name; false after ten seconds.
    bool wait_until_asked();
};

}  // namespace jit_console::fake
