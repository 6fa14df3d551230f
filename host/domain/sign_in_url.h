#pragma once

#include <string>
#include <string_view>

#include "base/secret.h"
#include "domain/console_page.h"
#include "domain/portal_answers.h"

namespace jit_console {

/// A login URL of AWS's federation endpoint that passed every check.
struct SignInUrl {
    Secret text;
    const Partition* partition = nullptr;
    std::optional<Region> region;  ///< of the page that it leads to, where that has one and is of the partition
};

/// Checks a ConsoleUrl that a portal made: https, a sign-in host of a known partition (plain or regional), no
/// user-info, no port, no fragment, path "/federation", exactly one Action=login and one non-empty SigninToken of the
/// letters that AWS makes it of. Throws `console_url` saying which of these failed, and the host where that is the
/// fault (never the token).
SignInUrl check_sign_in_url(const Secret& text);

/// The same URL with `page` as its Destination, which comes last. Of its other parameters Action, SigninToken and
/// SessionDuration stay as they were, and an Issuer that is no address, or one of `portal_url` (an origin); the rest
/// goes. Throws `destination` unless `page` is of the URL's partition.
Secret with_destination(const SignInUrl& url, const ConsolePage& page, std::string_view portal_url = {});

/// AWS's logout that goes on to `url`, for a browser in which AWS keeps one identity at a time:
/// https://REGION.SIGNIN/oauth?Action=logout&redirect_uri=ENC(URL), both on the partition's global region, since the
/// logout takes no URL on the plain host (source: users' reports). `url` must have passed check_sign_in_url() or come
/// from make_sign_in_url(); throws `console_url` otherwise.
Secret with_sign_out_first(const Secret& url);

/// The form body of the federation call getSigninToken (no SessionDuration: role credentials reached by chaining get a
/// 400 with it, and without it the session lasts as long as the credentials; source: AWS, report).
Secret federation_request_body(const JitCredentials& credentials);
/// "SigninToken" of the federation endpoint's answer; throws `aws_answer`.
Secret parse_signin_token(std::string_view body);
/// https://SIGNIN/federation?Action=login&Issuer=…&Destination=…&SigninToken=…, on the partition's sign-in host without
/// a region. Throws `destination` unless `page` is one of the console's.
Secret make_sign_in_url(const ConsolePage& page, std::string_view issuer, const Secret& signin_token);

}  // namespace jit_console
