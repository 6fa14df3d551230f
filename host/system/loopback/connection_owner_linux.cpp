#include "system/loopback/connection_owner_linux.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jit_console {
namespace {

/// As the kernel has them: an IPv4 address is the first of the four words.
struct Address {
    int family = AF_UNSPEC;
    std::array<std::uint32_t, 4> words{};
};

Address parse_address(const std::string& text) {
    Address address;
    for (const int family : {AF_INET, AF_INET6}) {
        if (::inet_pton(family, text.c_str(), address.words.data()) == 1) address.family = family;
    }
    return address;
}

struct Question {
    nlmsghdr header{};
    inet_diag_req_v2 body{};
};

Question ask_for(const LoopbackEnd& own, const LoopbackEnd& peer) {
    const Address own_address = parse_address(own.address);
    const Address peer_address = parse_address(peer.address);
    Question question;
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST;
    question.body.sdiag_family = static_cast<std::uint8_t>(peer_address.family);
    question.body.sdiag_protocol = IPPROTO_TCP;
    question.body.idiag_states = ~0U;
    inet_diag_sockid& socket = question.body.id;
    socket.idiag_sport = htons(peer.port);
    socket.idiag_dport = htons(own.port);
    std::memcpy(socket.idiag_src, peer_address.words.data(), sizeof socket.idiag_src);
    std::memcpy(socket.idiag_dst, own_address.words.data(), sizeof socket.idiag_dst);
    socket.idiag_cookie[0] = socket.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    return question;
}

/// The size of the answer; negative where there is none.
ssize_t ask_kernel(const Question& question, std::array<char, 4096>& answer) {
    const int kernel = ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (kernel < 0) return -1;
    ssize_t size = -1;
    // The kernel answers while it takes the question.
    if (::send(kernel, &question, sizeof question, 0) == static_cast<ssize_t>(sizeof question)) {
        size = ::recv(kernel, answer.data(), answer.size(), MSG_DONTWAIT);
    }
    ::close(kernel);
    return size;
}

/// "0100007F:1F90", as /proc/net/tcp and tcp6 write an end.
std::string written_by_proc(const Address& address, std::uint16_t port) {
    std::string text;
    std::array<char, 16> piece{};
    for (std::size_t i = 0; i < (address.family == AF_INET6 ? 4U : 1U); ++i) {
        std::snprintf(piece.data(), piece.size(), "%08X", address.words[i]);
        text += piece.data();
    }
    std::snprintf(piece.data(), piece.size(), ":%04X", port);
    return text + piece.data();
}

/// The same address as a program that only has IPv6 sockets connects to it: ::ffff:127.0.0.1.
Address mapped(const Address& v4) { return {AF_INET6, {0, 0, htonl(0xffff), v4.words[0]}}; }

/// The tables that may have the connection, each with how it would write its two ends.
std::vector<std::pair<const char*, std::string>> places_in_proc(const LoopbackEnd& own, const LoopbackEnd& peer) {
    const auto ends = [&](const Address& from, const Address& to) {
        return " " + written_by_proc(from, peer.port) + " " + written_by_proc(to, own.port) + " ";
    };
    const Address from = parse_address(peer.address);
    const Address to = parse_address(own.address);
    if (from.family == AF_INET6) return {{"/proc/net/tcp6", ends(from, to)}};
    return {{"/proc/net/tcp", ends(from, to)}, {"/proc/net/tcp6", ends(mapped(from), mapped(to))}};
}

}  // namespace

std::optional<uid_t> owner_by_sock_diag(const LoopbackEnd& own, const LoopbackEnd& peer) {
    const Question question = ask_for(own, peer);
    std::array<char, 4096> bytes{};
    const ssize_t size = ask_kernel(question, bytes);
    nlmsghdr header{};
    inet_diag_msg found{};
    if (size < static_cast<ssize_t>(NLMSG_LENGTH(sizeof found))) return {};
    std::memcpy(&header, bytes.data(), sizeof header);
    std::memcpy(&found, bytes.data() + NLMSG_HDRLEN, sizeof found);
    // Where there is no such connection, it may answer with who listens at that port.
    if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY || found.id.idiag_dport != htons(own.port)) return {};
    return found.idiag_uid;
}

std::optional<uid_t> owner_by_proc(const LoopbackEnd& own, const LoopbackEnd& peer) {
    for (const auto& [table, ends] : places_in_proc(own, peer)) {
        std::ifstream lines(table);
        for (std::string line; std::getline(lines, line);) {
            const std::size_t at = line.find(ends);
            if (at == std::string::npos) continue;
            // After the two ends: state, queues, timer, retransmits, uid.
            std::istringstream columns(line.substr(at + ends.size()));
            std::string skipped;
            uid_t user = 0;
            if (columns >> skipped >> skipped >> skipped >> skipped >> user) return user;
        }
    }
    return {};
}

bool is_another_users(const LoopbackEnd& own, const LoopbackEnd& peer) {
    auto owner = owner_by_sock_diag(own, peer);
    if (!owner) owner = owner_by_proc(own, peer);
    return owner && *owner != ::geteuid();
}

}  // namespace jit_console
