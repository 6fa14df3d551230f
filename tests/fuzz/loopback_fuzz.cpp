#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "fake_browser.h"
#include "require.h"
#include "system/loopback/grant_request.h"
#include "system/loopback/loopback_server.h"

using namespace jit_console;

namespace {

const std::string kPortal = "https://acme.test";

bool is_plain(std::string_view text) {
    for (const char c : text) {
        if (c <= 0x20 || c >= 0x7f) return false;
    }
    return true;
}

/// What the grant listener does with a request, but for its waiting.
LoopbackResponse answer_to(const LoopbackRequest& request) {
    GrantVerdict verdict = judge_grant_request(request, kPortal);
    if (auto* answer = std::get_if<LoopbackResponse>(&verdict)) return std::move(*answer);
    if (const auto* grant = std::get_if<Grant>(&verdict)) {
        require(!grant->token.empty() && is_plain(grant->token.reveal()), "a token is one plain word");
        require(is_plain(grant->otp.reveal()), "a one-time password is one plain word");
        const auto origin = request.header("origin");
        require(grant->handover == "redirect" || (origin.size() == 1 && origin[0] == kPortal),
                "what is posted comes from the portal's pages");
    }
    const Error failed(ErrorCode::token_rejected, "acme doesn't take that token");
    return grant_answer(request, kPortal, kPortal + "/done", request.query.size() % 2 == 0 ? &failed : nullptr);
}

void check_answer(const std::string& text) {
    if (text.empty()) return;  // half a request
    const fake::SeenAnswer answer = fake::parse_answer(text);
    require(answer.status >= 200 && answer.status < 600, "an answer is HTTP");
    require(answer.header("Cache-Control") == "no-store", "no answer is stored");
    require(answer.header("Content-Security-Policy").starts_with("default-src 'none'"), "no answer runs a script");
    const std::string readable = answer.header("Access-Control-Allow-Origin");
    require(readable == "absent" || readable == kPortal, "only the portal's pages read an answer");
}

/// "@@" in the input stands for the port.
std::string with_port(std::string text, std::uint16_t port) {
    for (std::size_t at = text.find("@@"); at != std::string::npos; at = text.find("@@", at))
        text.replace(at, 2, std::to_string(port));
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::unique_ptr<LoopbackServer> server = make_loopback_server_beast(
        [](LoopbackRequest&& request, LoopbackServer::Reply reply) { reply(answer_to(request)); },
        [](const LoopbackEnd&, const LoopbackEnd&) { return false; });
    const std::string text = with_port(std::string(reinterpret_cast<const char*>(data), size), server->port());
    const fake::Socket socket = fake::connect_to(server->port());
    require(socket.get() >= 0, std::strerror(errno));
    socket.send(text);
    ::shutdown(socket.get(), SHUT_WR);
    check_answer(socket.receive_all());
    const linger at_once{1, 0};  // no port is kept waiting: a run makes more connections than there are ports
    ::setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    return 0;
}
