#pragma once

#include "domain/time.h"

namespace jit_console {

/// The only source of the present.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

/// The system's wall clock.
class ClockSystem final : public Clock {
public:
    Time now() const override { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }
};

}  // namespace jit_console
