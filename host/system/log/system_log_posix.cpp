#include "system/log/system_log.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.h"
#include "domain/browser_locations.h"
#include "system/process/process_state.h"

namespace jit_console {
namespace {

/// Facility authpriv (10), severity notice (5).
constexpr int kPriority = 10 * 8 + 5;

class Syslog final : public SystemLog {
public:
    explicit Syslog(std::filesystem::path socket) : socket_(std::move(socket)) {}

    void write(std::string_view line) override {
        const std::string text = "<" + std::to_string(kPriority) + ">jit-console[" + std::to_string(own_process_id()) +
                                 "]: " + std::string(line);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = socket_.string();
        if (path.size() >= sizeof address.sun_path) fail(ENAMETOOLONG);
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM, 0);
        if (descriptor < 0) fail(errno);
        // Whoever reads the log may have stopped: then nobody waits for it.
        const ssize_t sent = ::sendto(descriptor, text.data(), text.size(), MSG_DONTWAIT,
                                      reinterpret_cast<const sockaddr*>(&address), sizeof address);
        const int error = errno;
        ::close(descriptor);
        if (sent != static_cast<ssize_t>(text.size())) fail(error);
    }

private:
    [[noreturn]] void fail(int error) const {
        throw Error(ErrorCode::config, socket_.string() + ": " + std::generic_category().message(error),
                    "check that journald or another syslog runs");
    }

    const std::filesystem::path socket_;
};

}  // namespace

std::unique_ptr<SystemLog> make_syslog(std::filesystem::path socket) {
    return std::make_unique<Syslog>(std::move(socket));
}

std::unique_ptr<SystemLog> make_system_log() {
    return make_syslog(kThisPlatform == Platform::macos ? "/var/run/syslog" : "/dev/log");
}

}  // namespace jit_console
