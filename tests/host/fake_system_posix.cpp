#include "fake_system.h"

#include <cstdlib>

namespace jit_console::fake {

void set_variable(const std::string& name, const char* value) {
    if (value == nullptr) {
        ::unsetenv(name.c_str());
    } else {
        ::setenv(name.c_str(), value, 1);
    }
}

}  // namespace jit_console::fake
