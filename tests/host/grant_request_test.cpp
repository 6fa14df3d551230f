#include <boost/test/unit_test.hpp>

#include "fake_grant_fixture.h"

// What the grant listener refuses, said to it over a socket, and that none of it uses up the one shot.

using namespace jit_console;
using namespace jit_console::fake;

BOOST_FIXTURE_TEST_SUITE(grant_request, ListenerFixture)

BOOST_AUTO_TEST_CASE(refuses_a_preflight_of_anybody_else) {
    for (const std::string& origin :
         {std::string(), std::string("Origin: https://evil.test\r\n"), std::string("Origin: null\r\n")}) {
        const SeenAnswer answer = ask(port, "OPTIONS", "/", origin);
        BOOST_TEST(answer.status == 403);
        BOOST_TEST(answer.header("Access-Control-Allow-Origin") == "absent");
    }
    check_unused();
}

BOOST_AUTO_TEST_CASE(refuses_a_post_that_is_not_the_portals) {
    for (const std::string origin : {"", "https://evil.test", "null", "http://acme.test", "https://acme.test.evil.test",
                                     "https://acme.test:8443", "https://api.acme.test", "https://ACME.test"}) {
        for (const char* path : {"/", "/v2/callbackWithOtp"}) {
            for (const char* body : {"", "stolen", R"({"token": "stolen"})"}) {
                const SeenAnswer answer = post(path, body, origin.empty() ? "" : "Origin: " + origin + "\r\n");
                BOOST_TEST(answer.status == 403);
                BOOST_TEST(answer.header("Access-Control-Allow-Origin") == "absent");
            }
        }
    }
    BOOST_TEST(post("/", "stolen", kOrigin + "Origin: https://evil.test\r\n").status == 403);
    check_unused();
}

BOOST_AUTO_TEST_CASE(refuses_a_get_of_another_origin) {
    BOOST_TEST(get("/?t=stolen", "Origin: https://evil.test\r\n").status == 403);
    BOOST_TEST(get("/?t=stolen", "Origin: null\r\n").status == 403);
    check_unused();
}

BOOST_AUTO_TEST_CASE(refuses_a_get_from_another_page) {
    for (const std::string& page : {"https://evil.test/", "https://acme.test.evil.test/", "http://127.0.0.1:1/"})
        BOOST_TEST(get("/?t=stolen", "Referer: " + std::string(page) + "\r\n").status == 403);
    auto waited = wait();
    BOOST_TEST(get("/?t=good", "Referer: https://acme.test/app/user/verify-token\r\n").status == 302);
    BOOST_TEST(waited.get().token == "good");
}

BOOST_AUTO_TEST_CASE(refuses_a_get_that_is_no_navigation_of_a_tab) {
    for (const char* headers :
         {"Sec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n", "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
          "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", "Sec-Fetch-Mode: websocket\r\n",
          "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nSec-Purpose: prefetch;prerender\r\n"}) {
        BOOST_TEST(get("/?t=stolen", headers).status == 403, headers);
    }
    check_unused();
}

BOOST_AUTO_TEST_CASE(refuses_other_hosts) {
    const std::string own = std::to_string(port);
    for (const std::string& host :
         {std::string("evil.test"), "evil.test:" + own, std::string("127.0.0.1"), std::string("127.0.0.1:1"),
          "127.0.0.1:" + own + "0", "127.0.0.2:" + own, std::string()}) {
        BOOST_TEST(get("/?t=stolen", "Host: " + host + "\r\n").status == 403, host);
    }
    BOOST_TEST(say(port, "GET /?t=stolen HTTP/1.1\r\n\r\n").status == 403);
    BOOST_TEST(get("/?t=stolen", "Host: 127.0.0.1:" + own + "\r\nHost: evil.test\r\n").status != 302);
    check_unused();
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_token) {
    for (const std::string& target :
         {std::string("/"), std::string("/?"), std::string("/?t="), std::string("/?T=x"), std::string("/?t=a%20b"),
          std::string("/?t=a%0Ab"), std::string("/?t=a%00b"), std::string("/?t=%C3%A9"), std::string("/?t=%zz"),
          std::string("/?t=%"), std::string("/?t=a&t=b"), "/?t=" + std::string(16 * 1024 + 1, 'x')}) {
        BOOST_TEST(get(target).status == 400, target.substr(0, 40));
    }
    for (const std::string& body :
         {std::string("a b"), std::string("a\nb"), std::string("\x01"), std::string("caf\xc3\xa9"), std::string("{"),
          std::string("{\"token\": 7}"), std::string("{\"token\": \"a b\"}"),
          std::string("{\"token\": \"a\", \"otp\": -7}"), std::string("{\"token\": \"a\", \"otp\": 7.5}"),
          std::string("{\"token\": \"a\", \"otp\": \"1 2\"}"), std::string(16 * 1024 + 1, 'x')}) {
        const SeenAnswer answer = post("/", body);
        BOOST_TEST(answer.status == 400, body.substr(0, 40));
        BOOST_TEST(answer.body == "\"failed\"\n");
    }
    BOOST_TEST(post("/v2/callbackWithOtp", "a.b.c").status == 400);
    BOOST_TEST(post("/v2/callbackWithOtp", "\"a.b.c\"").status == 400);
    BOOST_TEST(post("/v2/callbackWithOtp", "[1]").status == 400);
    check_unused();
}

BOOST_AUTO_TEST_CASE(an_empty_hand_over_says_what_to_do) {
    BOOST_TEST(get("/?t=").body.find("Sign in to it in this browser") != std::string::npos);
    check_unused();
}

BOOST_AUTO_TEST_CASE(other_paths_and_methods_do_not_use_up_the_shot) {
    BOOST_TEST(get("/favicon.ico").status == 404);
    BOOST_TEST(get("/other?t=stolen").status == 404);
    BOOST_TEST(get("/v2/callbackWithOtp?t=stolen").status == 405);
    BOOST_TEST(get("//?t=stolen").status == 404);
    BOOST_TEST(get("http://127.0.0.1/?t=stolen").status == 404);
    BOOST_TEST(post("/v1", "stolen").status == 404);
    for (const char* method : {"HEAD", "PUT", "DELETE", "TRACE", "INVENTED"})
        BOOST_TEST(ask(port, method, "/?t=stolen").status == 405);
    check_unused();
}

BOOST_AUTO_TEST_CASE(forbids_storing_framing_and_scripts_in_every_answer) {
    auto waited = wait();
    for (const SeenAnswer& answer : {get("/nothing"), get("/?t=a b"), get("/"), post("/", "a b"), get("/?t=good")}) {
        BOOST_TEST(answer.header("Cache-Control") == "no-store");
        BOOST_TEST(answer.header("Referrer-Policy") == "no-referrer");
        BOOST_TEST(answer.header("X-Content-Type-Options") == "nosniff");
        BOOST_TEST(answer.header("Content-Security-Policy").starts_with("default-src 'none'"));
        BOOST_TEST(answer.header("Connection") == "close");
    }
    waited.get();
}

BOOST_AUTO_TEST_SUITE_END()
