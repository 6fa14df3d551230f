#include "system/loopback/loopback_server.h"

#include <algorithm>

namespace jit_console {

std::vector<std::string_view> LoopbackRequest::header(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [each, value] : headers) {
        if (each == name) values.push_back(value);
    }
    return values;
}

std::string escape_html(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

LoopbackResponse loopback_page(unsigned status, std::string_view title, std::string_view sentence) {
    std::string body = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>";
    const std::string heading = escape_html(title);
    body.append(heading).append("</title><h1>").append(heading).append("</h1><p>");
    body.append(escape_html(sentence)).append("</p></html>\n");
    return {.status = status, .body = std::move(body), .headers = {}};
}

bool is_tab_navigation(const LoopbackRequest& request) {
    const auto is = [&](std::string_view name, std::string_view wanted) {
        return std::ranges::all_of(request.header(name), [&](std::string_view value) { return value == wanted; });
    };
    return is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document") &&
           request.header("sec-purpose").empty();
}

}  // namespace jit_console
