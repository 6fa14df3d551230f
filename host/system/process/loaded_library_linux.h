#pragma once

#include <dlfcn.h>

namespace jit_console {

/// A function of a library, found by its name.
struct LoadedFunction {
    void* address;

    template <typename Function>
    operator Function*() const {  // NOLINT(google-explicit-constructor): becomes the one it is assigned to
        return reinterpret_cast<Function*>(address);
    }
};

/// A library that is loaded when it is first used, and not with each start. Never unloaded, since some leave threads
/// behind. Its own functions are bound as those of a library that is linked.
class LoadedLibrary {
public:
    /// `missing` throws; it is called where there is no such library, or a function is missing from it.
    LoadedLibrary(const char* name, void (*missing)())
        : handle_(::dlopen(name, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE)), missing_(missing) {}

    LoadedFunction operator[](const char* name) const {
        void* address = handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
        if (address == nullptr) missing_();
        return {address};
    }

private:
    void* handle_;
    void (*missing_)();
};

}  // namespace jit_console
