#pragma once

#include <cstdint>
#include <string>

#include "fake_socket.h"

namespace jit_console::fake {

/// What came back from one raw HTTP request.
struct SeenAnswer {
    int status = 0;  ///< 0: no answer
    std::string head;
    std::string body;

    /// The value of a header; "absent" where there is none.
    std::string header(const std::string& name) const {
        const std::size_t start = head.find("\r\n" + name + ": ");
        if (start == std::string::npos) return "absent";
        const std::size_t value = start + name.size() + 4;
        return head.substr(value, head.find("\r\n", value) - value);
    }
};

inline SeenAnswer parse_answer(const std::string& text) {
    SeenAnswer answer;
    const std::size_t end = text.find("\r\n\r\n");
    if (!text.starts_with("HTTP/1.1 ") || end == std::string::npos) return answer;
    answer.status = std::stoi(text.substr(9, 3));
    answer.head = text.substr(0, end + 2);
    answer.body = text.substr(end + 4);
    return answer;
}

/// Says `raw` to a server on 127.0.0.1 and reads until it closes.
inline SeenAnswer say(std::uint16_t port, const std::string& raw) {
    const Socket socket = connect_to(port);
    socket.send(raw);
    return parse_answer(socket.receive_all());
}

/// A request as a browser writes it: `headers` are whole lines, "\r\n" at their ends; Host is added unless they hold
/// one.
inline std::string request_text(std::uint16_t port, const std::string& method, const std::string& target,
                                const std::string& headers = "", const std::string& body = "") {
    std::string text = method + " " + target + " HTTP/1.1\r\n";
    if (headers.find("Host:") == std::string::npos) text += "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
    text += headers;
    if (method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

inline SeenAnswer ask(std::uint16_t port, const std::string& method, const std::string& target,
                      const std::string& headers = "", const std::string& body = "") {
    return say(port, request_text(port, method, target, headers, body));
}

}  // namespace jit_console::fake
