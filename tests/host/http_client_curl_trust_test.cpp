#include <array>
#include <cstdio>
#include <filesystem>

#include <boost/test/unit_test.hpp>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "base/unique_handle.h"
#include "fake_curl_fixture.h"
#include "fake_proxy.h"

// Whom the client trusts, and what a proxy gets to see.

using namespace jit_console;
using namespace jit_console::fake;
using Kind = HttpFailure::Kind;

namespace {

HttpRequest of_system(const FakeTlsServer& server) {
    HttpRequest request = get(server);
    request.ca_file.clear();
    return request;
}

/// The server's authority as OpenSSL finds it in a folder.
void put_hashed(const FakeTlsServer& server, const TestFolder& folder) {
    const UniqueHandle<std::FILE, std::fclose> file(std::fopen(server.ca_file().c_str(), "re"));
    const Certificate authority(PEM_read_X509(file.get(), nullptr, nullptr, nullptr));
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "%08lx.0", X509_subject_name_hash(authority.get()));
    std::filesystem::copy_file(server.ca_file(), folder / name.data());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_client_curl_trust, CurlFixture)

BOOST_AUTO_TEST_CASE(trusts_no_certificate_of_a_stranger) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    FakeTlsServer other([](const SeenRequest&) { return ok("{}"); });
    HttpRequest request = get(server);
    request.ca_file = other.ca_file();
    BOOST_TEST((failure(send(request)).kind == Kind::tls));
    request.ca_file.clear();
    BOOST_TEST((failure(send(request)).kind == Kind::tls));
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_CASE(trusts_no_certificate_of_another_name_or_of_yesterday) {
    FakeTlsServer renamed([](const SeenRequest&) { return ok("{}"); }, {.names = "DNS:elsewhere.test"});
    BOOST_TEST((failure(send(get(renamed))).kind == Kind::tls));
    FakeTlsServer expired([](const SeenRequest&) { return ok("{}"); }, {.expired = true});
    BOOST_TEST((failure(send(get(expired))).kind == Kind::tls));
}

BOOST_AUTO_TEST_CASE(speaks_tls_1_2_at_least) {
    FakeTlsServer old([](const SeenRequest&) { return ok("{}"); }, {.highest_version = TLS1_1_VERSION});
    BOOST_TEST((failure(send(get(old))).kind == Kind::tls));
    FakeTlsServer enough([](const SeenRequest&) { return ok("{}"); }, {.highest_version = TLS1_2_VERSION});
    BOOST_TEST(response(send(get(enough))).status == 200);
}

BOOST_AUTO_TEST_CASE(a_kept_connection_is_not_used_under_another_trust) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    FakeTlsServer other([](const SeenRequest&) { return ok("{}"); });
    response(send(get(server)));
    HttpRequest request = get(server);
    request.ca_file = other.ca_file();
    BOOST_TEST((failure(send(request)).kind == Kind::tls));
}

BOOST_AUTO_TEST_CASE(takes_the_authorities_of_ssl_cert_file_unless_the_request_names_its_own) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    FakeTlsServer other([](const SeenRequest&) { return ok("{}"); });
    HttpRequest request = get(server);
    request.ca_file.clear();
    {
        const TestVariable variable("SSL_CERT_FILE", server.ca_file().c_str());
        BOOST_TEST(response(send(request)).status == 200);
    }
    const TestVariable variable("SSL_CERT_FILE", other.ca_file().c_str());
    BOOST_TEST((failure(send(request)).kind == Kind::tls));
    BOOST_TEST(response(send(get(server))).status == 200);
}

BOOST_AUTO_TEST_CASE(of_the_systems_folder_only_the_certificate_that_is_needed_is_read) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    const TestFolder folder;
    put_hashed(server, folder);
    client = make_http_client_curl(SystemAuthorities{(folder / "missing.pem").string(), folder.path().string()});
    BOOST_TEST(response(send(of_system(server))).status == 200);
    // The file is libcurl's failure: nobody looked for it.
    client = make_http_client_curl(SystemAuthorities{(folder / "missing.pem").string(), ""});
    BOOST_TEST((failure(send(of_system(server))).kind == Kind::ca_file));
}

BOOST_AUTO_TEST_CASE(an_authority_of_the_systems_file_is_trusted_where_the_folder_lacks_it) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    const TestFolder folder;
    client = make_http_client_curl(SystemAuthorities{server.ca_file(), folder.path().string()});
    BOOST_TEST(response(send(of_system(server))).status == 200);
    server.drop_connections();
    BOOST_TEST(response(send(of_system(server))).status == 200);
    BOOST_TEST(server.connections() == 3);  // the folder isn't tried for each
}

BOOST_AUTO_TEST_CASE(a_stranger_is_trusted_by_neither_folder_nor_file) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    FakeTlsServer other([](const SeenRequest&) { return ok("{}"); });
    const TestFolder folder;
    put_hashed(other, folder);
    client = make_http_client_curl(SystemAuthorities{other.ca_file(), folder.path().string()});
    BOOST_TEST((failure(send(of_system(server))).kind == Kind::tls));
    HttpRequest own = get(other);
    own.ca_file = server.ca_file();
    BOOST_TEST((failure(send(own)).kind == Kind::tls));
    BOOST_TEST(server.requests().empty());
    BOOST_TEST(other.requests().empty());
}

BOOST_AUTO_TEST_CASE(says_that_the_ca_file_is_missing_or_holds_no_certificate) {
    const TestFolder folder;
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    HttpRequest request = get(server);
    request.ca_file = (folder / "missing.pem").string();
    BOOST_TEST((failure(send(request)).kind == Kind::ca_file));
    put(folder / "empty.pem", "no certificate here\n");
    request.ca_file = (folder / "empty.pem").string();
    BOOST_TEST((failure(send(request)).kind == Kind::ca_file));
}

BOOST_AUTO_TEST_CASE(goes_through_the_proxy_which_never_sees_the_token) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    for (const char* name : {"https_proxy", "HTTPS_PROXY"}) {
        FakeProxy proxy(server.port());
        const TestVariable variable(name, proxy.url().c_str());
        HttpRequest request = get(server);
        request.url = Secret("https://portal.test/path");
        request.headers.emplace_back("Authorization", Secret("Bearer t0ken"));
        BOOST_TEST(response(send(request)).status == 200);
        BOOST_REQUIRE(proxy.heads().size() == 1U);
        BOOST_TEST(proxy.heads()[0].starts_with("CONNECT portal.test:443 HTTP/1.1\r\n"));
        BOOST_TEST(proxy.heads()[0].find("uthorization") == std::string::npos);
        BOOST_TEST(server.requests().back().head.find("Authorization: Bearer t0ken") != std::string::npos);
        client = make_http_client_curl();  // leaves the tunnel
    }
}

BOOST_AUTO_TEST_CASE(leaves_the_proxy_out_for_the_hosts_of_no_proxy) {
    FakeTlsServer server([](const SeenRequest&) { return ok("{}"); });
    FakeProxy proxy(server.port());
    const TestVariable variable("https_proxy", proxy.url().c_str());
    const TestVariable exception("no_proxy", "127.0.0.1");
    BOOST_TEST(response(send(get(server))).status == 200);
    BOOST_TEST(proxy.heads().empty());
}

BOOST_AUTO_TEST_CASE(says_what_the_proxy_wants) {
    FakeProxy proxy(0,
                    "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
    const TestVariable variable("https_proxy", proxy.url().c_str());
    HttpRequest request;
    request.url = Secret("https://portal.test/");
    const HttpResult result = send(request);
    BOOST_TEST((failure(result).kind == Kind::unreachable));
    BOOST_TEST(failure(result).detail == "the proxy asks for a user name and password (407)");
}

BOOST_AUTO_TEST_CASE(says_that_the_proxy_refuses) {
    FakeProxy proxy(0, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    const TestVariable variable("https_proxy", proxy.url().c_str());
    HttpRequest request;
    request.url = Secret("https://portal.test/");
    const HttpResult result = send(request);
    BOOST_TEST((failure(result).kind == Kind::unreachable));
    BOOST_TEST(failure(result).detail == "the proxy refused the connection (403)");
}

BOOST_AUTO_TEST_CASE(says_that_what_the_proxy_answered_is_no_http) {
    for (const char* garbage :
         {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "<html>login</html>\n\n"}) {
        FakeProxy proxy(0, garbage);
        const TestVariable variable("https_proxy", proxy.url().c_str());
        HttpRequest request;
        request.url = Secret("https://portal.test/");
        const HttpResult result = send(request);
        BOOST_TEST((failure(result).kind == Kind::malformed), failure(result).detail);
        BOOST_TEST(failure(result).detail == "the proxy's response is not HTTP");
    }
}

BOOST_AUTO_TEST_SUITE_END()
