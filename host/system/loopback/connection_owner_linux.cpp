#include "system/loopback/connection_owner.h"

#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace jit_console {
namespace {

/// The port of "0100007F:1F90"; -1 where there is none.
long port_of(const std::string& endpoint) {
    const std::size_t colon = endpoint.rfind(':');
    return colon == std::string::npos ? -1 : std::strtol(endpoint.c_str() + colon + 1, nullptr, 16);
}

}  // namespace

bool is_another_users(std::uint16_t own_port, std::uint16_t peer_port) {
    // Columns: sl, local, remote, st, queues, tr and tm, retrnsmt, uid (source: proc(5)). A socket that its owner has
    // closed already is shown as root's.
    for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        std::ifstream lines(table);
        for (std::string line; std::getline(lines, line);) {
            std::istringstream columns(line);
            std::string slot, local, remote, state, queues, timer, retransmits;
            unsigned long user = 0;
            if (!(columns >> slot >> local >> remote >> state >> queues >> timer >> retransmits >> user)) continue;
            if (port_of(local) == peer_port && port_of(remote) == own_port) return user != ::geteuid();
        }
    }
    return false;
}

}  // namespace jit_console
