#include "fake_resolver.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include <dlfcn.h>
#include <netdb.h>

namespace jit_console::fake {
namespace {

struct State {
    std::mutex mutex;
    std::condition_variable changed;
    bool hangs = false;
    int waiting = 0;
};

State& state() {
    static State only;
    return only;
}

}  // namespace

HangingResolver::HangingResolver() {
    const std::lock_guard lock(state().mutex);
    state().hangs = true;
}

HangingResolver::~HangingResolver() {
    std::unique_lock lock(state().mutex);
    state().hangs = false;
    state().changed.notify_all();
    state().changed.wait(lock, [] { return state().waiting == 0; });
}

bool HangingResolver::wait_until_asked() {
    std::unique_lock lock(state().mutex);
    return state().changed.wait_for(lock, std::chrono::seconds(10), [] { return state().waiting > 0; });
}

}  // namespace jit_console::fake

// Stands before the C library's, for libcurl too.
extern "C" __attribute__((visibility("default"))) int getaddrinfo(const char* name, const char* service,
                                                                  const addrinfo* hints, addrinfo** found) {
    using jit_console::fake::state;
    if (name != nullptr && std::string(name) == "hangs.test") {
        std::unique_lock lock(state().mutex);
        ++state().waiting;
        state().changed.notify_all();
        state().changed.wait(lock, [] { return !state().hangs; });
        --state().waiting;
        state().changed.notify_all();
        return EAI_NONAME;
    }
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(name, service, hints, found);
}
