#include "domain/sign_in_url.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/error.h"
#include "domain/ascii.h"
#include "domain/json_answer.h"
#include "domain/url.h"

namespace jit_console {
namespace {

constexpr std::string_view kPath = "/federation";

/// A URL whose parts are secrets.
struct SecretUrl {
    ParsedUrl parsed;

    explicit SecretUrl(std::string_view text) : parsed(parse_url(text)) {}
    SecretUrl(const SecretUrl&) = delete;
    SecretUrl& operator=(const SecretUrl&) = delete;
    ~SecretUrl() {
        wipe(parsed.url.user_info);
        wipe(parsed.url.path);
        wipe(parsed.url.query);
        wipe(parsed.url.fragment);
    }
};

struct Parameter {
    std::string_view text;   // "name=value" as it was
    std::string name;        // unescaped and in lower case: what a lenient reader would take it for
    std::string_view value;  // as it was
};

std::vector<Parameter> parameters_of(std::string_view query) {
    std::vector<Parameter> parameters;
    while (!query.empty()) {
        const std::string_view text = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(text.size() + 1, query.size()));
        const std::size_t equals = std::min(text.find('='), text.size());
        const std::string name = percent_decode(text.substr(0, equals)).second;
        parameters.push_back({text, to_lower(name), text.substr(std::min(equals + 1, text.size()))});
    }
    return parameters;
}

[[noreturn]] void refuse_url(const std::string& why) {
    throw Error(ErrorCode::console_url, "the portal's sign-in URL was refused: " + why,
                "nothing was opened; tell the portal's administrator");
}

const Parameter& only_one(const std::vector<Parameter>& parameters, std::string_view name, const char* shown) {
    const auto is_it = [&](const Parameter& parameter) { return parameter.name == name; };
    if (std::count_if(parameters.begin(), parameters.end(), is_it) != 1) {
        refuse_url(std::string("it must have exactly one ") + shown);
    }
    return *std::find_if(parameters.begin(), parameters.end(), is_it);
}

/// Letters of base64, escaped or not: with any other a lenient reader could see a second parameter in it.
bool is_of_token(char c) {
    return is_digit(c) || is_lower(c) || is_upper(c) || std::string_view("-_.~%+/=").find(c) != std::string_view::npos;
}

/// AWS's page of an ended session leads to the Issuer: not to anybody's page but the portal's.
bool is_own_issuer(std::string_view value, std::string_view portal_url) {
    const auto [ok, text] = percent_decode(value);
    if (!ok) return false;
    const bool word =
        is_all(text, [](char c) { return is_digit(c) || is_lower(c) || is_upper(c) || c == '-' || c == '_'; });
    return word || (!portal_url.empty() && (text == portal_url || text.starts_with(std::string(portal_url) + "/")));
}

bool stays(const Parameter& parameter, std::string_view portal_url) {
    const std::string_view name = parameter.text.substr(0, parameter.text.find('='));
    if (name == "Issuer") return is_own_issuer(parameter.value, portal_url);
    return name == "Action" || name == "SigninToken" ||
           (name == "SessionDuration" && is_all(parameter.value, is_digit));
}

void check_parameters(std::string_view query) {
    const std::vector<Parameter> parameters = parameters_of(query);
    if (only_one(parameters, "action", "Action").text != "Action=login") refuse_url("its Action is not login");
    const Parameter& token = only_one(parameters, "signintoken", "SigninToken");
    if (!token.text.starts_with("SigninToken=") || token.value.empty())
        refuse_url("its SigninToken is empty or malformed");
    if (!is_all(token.value, is_of_token)) refuse_url("its SigninToken has invalid characters");
}

/// The portal's own choice. What is wrong with it doesn't matter: it is replaced.
std::optional<Region> region_of_destination(std::string_view query, const Partition& partition) {
    for (const Parameter& parameter : parameters_of(query)) {
        if (parameter.name != "destination") continue;
        try {
            const ConsolePlace place = parse_console_place(percent_decode(parameter.value).second);
            return Region::parse(console_page(place, partition, std::nullopt).region);
        } catch (const Error&) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

void check_destination(const ConsolePage& page, const Partition* partition) {
    if (partition == nullptr || page.partition != partition || !is_console_url(page.url)) {
        throw Error(ErrorCode::destination, "the sign-in is for another partition than the page",
                    "choose a page of the tenant's own partition");
    }
}

/// Appends and leaves no second copy behind.
void append_encoded(std::string& text, std::string_view value) {
    std::string encoded = percent_encode(value);
    text += encoded;
    wipe(encoded);
}

void append_json_field(std::string& text, const char* name, const Secret& value) {
    nlohmann::json json = std::string(value.reveal());
    std::string dumped = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append("\"").append(name).append("\":").append(dumped);
    wipe(dumped);
    wipe(json);
}

}  // namespace

SignInUrl check_sign_in_url(const Secret& text) {
    const SecretUrl secret(text.reveal());
    const Url& url = secret.parsed.url;
    if (!secret.parsed.ok) refuse_url("it is malformed");
    if (url.scheme != "https") refuse_url("it is not https");
    if (url.has_user_info) refuse_url("it contains a user name");
    const Partition* partition = partition_of_signin_host(url.host);
    if (partition == nullptr) refuse_url(url.host + " is not a sign-in host of AWS");
    if (!url.port.empty()) refuse_url("it contains a port");
    if (text.reveal().find('#') != std::string_view::npos) refuse_url("it has a fragment");
    if (url.path != kPath) refuse_url("its path is not " + std::string(kPath));
    check_parameters(url.query);
    return {text.clone(), partition, region_of_destination(url.query, *partition)};
}

Secret with_destination(const SignInUrl& url, const ConsolePage& page, std::string_view portal_url) {
    check_destination(page, url.partition);
    const std::string_view text = url.text.reveal();
    const std::size_t query = text.find('?') + 1;
    std::string result;
    result.reserve(text.size() + 3 * page.url.size() + 16);
    result.append(text.substr(0, query));
    for (const Parameter& parameter : parameters_of(text.substr(query))) {
        if (stays(parameter, portal_url)) result.append(parameter.text).append("&");
    }
    result.append("Destination=").append(percent_encode(page.url));
    return Secret(std::move(result));
}

Secret with_sign_out_first(const Secret& url) {
    const SignInUrl checked = check_sign_in_url(url);
    const std::string host = signin_host(*checked.partition, checked.partition->global_region);
    const std::string_view text = url.reveal();
    std::string sign_in;
    sign_in.reserve(text.size() + host.size());
    sign_in.append("https://").append(host).append(kPath).append(text.substr(text.find('?')));
    std::string chain;
    chain.reserve(3 * sign_in.size() + 128);
    chain.append("https://").append(host).append("/oauth?Action=logout&redirect_uri=");
    append_encoded(chain, sign_in);
    wipe(sign_in);
    return Secret(std::move(chain));
}

Secret federation_request_body(const JitCredentials& credentials) {
    const std::size_t secrets = credentials.access_key_id.reveal().size() +
                                credentials.secret_access_key.reveal().size() +
                                credentials.session_token.reveal().size();
    std::string session;
    session.reserve(6 * secrets + 64);
    session += "{";
    append_json_field(session, "sessionId", credentials.access_key_id);
    session += ",";
    append_json_field(session, "sessionKey", credentials.secret_access_key);
    session += ",";
    append_json_field(session, "sessionToken", credentials.session_token);
    session += "}";
    std::string body;
    body.reserve(3 * session.size() + 64);
    body += "Action=getSigninToken&Session=";
    append_encoded(body, session);
    wipe(session);
    return Secret(std::move(body));
}

Secret parse_signin_token(std::string_view body) {
    const JsonAnswer answer(body, ErrorCode::aws_answer, "AWS");
    const std::string* token = answer.string_field(answer.object(), "SigninToken");
    if (token == nullptr || token->empty()) answer.fail_field("SigninToken");
    return Secret(std::string(*token));
}

Secret make_sign_in_url(const ConsolePage& page, std::string_view issuer, const Secret& signin_token) {
    check_destination(page, page.partition);
    std::string url;
    url.reserve(3 * (page.url.size() + issuer.size() + signin_token.reveal().size()) + 128);
    url.append("https://").append(signin_host(*page.partition, "")).append(kPath);
    url.append("?Action=login&Issuer=").append(percent_encode(issuer));
    url.append("&Destination=").append(percent_encode(page.url));
    url.append("&SigninToken=");
    append_encoded(url, signin_token.reveal());
    return Secret(std::move(url));
}

}  // namespace jit_console
