#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

namespace jit_console {

/// The log of the whole machine: journald or another syslog, on Windows the event log "Application".
class SystemLog {
public:
    virtual ~SystemLog() = default;
    /// One line. May be called by many threads. Throws `config` where nobody takes it.
    virtual void write(std::string_view line) = 0;
};

std::unique_ptr<SystemLog> make_system_log();

/// The one that listens at this socket, in the form of RFC 3164. Not on Windows.
std::unique_ptr<SystemLog> make_syslog(std::filesystem::path socket);

}  // namespace jit_console
