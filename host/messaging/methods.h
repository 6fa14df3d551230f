#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <stop_token>
#include <string_view>

#include "commands/context.h"
#include "messaging/wire.h"

namespace jit_console {

/// What a method gets of its request.
struct Call {
    Context& context;
    const Json& id;
    const Json& params;  ///< an object
    std::stop_token stop;
    const std::function<void(std::string_view, const Json&)>& emit;  ///< sends an event
};

struct Method {
    std::string_view name;
    std::chrono::seconds deadline;
    Json (*run)(const Call& call);  ///< the reply's result; throws Error
};

/// All of PROTOCOL.md's methods but `cancel`, `answer_open` and `answer_lease`, which are the dispatcher's own.
std::span<const Method> methods();

}  // namespace jit_console
