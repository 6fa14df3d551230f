#include "domain/sign_in_url.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "domain/url.h"
#include "require.h"

using namespace jit_console;

namespace {

std::size_t count_of(std::string_view query, std::string_view name) {
    const auto parameters = split_query(query);
    return static_cast<std::size_t>(
        std::count_if(parameters.begin(), parameters.end(), [&](const auto& each) { return each.first == name; }));
}

void check_accepted(const SignInUrl& accepted) {
    const auto [ok, url] = parse_url(accepted.text.reveal());
    require(ok && url.scheme == "https", "an accepted URL is https");
    require(!url.has_user_info && url.port.empty() && url.fragment.empty(),
            "an accepted URL has only host, path and query");
    require(accepted.partition != nullptr && partition_of_signin_host(url.host) == accepted.partition,
            "an accepted URL is on a sign-in host of its partition");
    require(url.path == "/federation" && count_of(url.query, "Action") == 1 && count_of(url.query, "SigninToken") == 1,
            "an accepted URL is a login of the federation endpoint");

    const ConsolePage home = console_page(ConsoleHome{}, *accepted.partition, std::nullopt);
    const SignInUrl changed = check_sign_in_url(with_destination(accepted, home));
    const Url result = parse_url(changed.text.reveal()).url;
    require(result.host == url.host, "the destination leaves the host alone");
    require(count_of(result.query, "Destination") == 1, "there is one destination");
    require(split_query(result.query).back().second == percent_encode(home.url), "the destination is the page");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    try {
        check_accepted(check_sign_in_url(Secret(std::string(text))));
    } catch (const Error& error) {
        require(error.code() == ErrorCode::console_url, "nothing but `console_url` is thrown");
        require(text.size() < 300 || std::string_view(error.what()).find(text) == std::string_view::npos,
                "a refusal does not repeat the URL");
    }
    try {
        require(!parse_signin_token(text).empty(), "a token is not empty");
    } catch (const Error& error) {
        require(error.code() == ErrorCode::aws_answer, "nothing but `aws_answer` is thrown");
    }
    return 0;
}
