#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "commands/portals/portals.h"
#include "domain/portal.h"
#include "fake_context.h"
#include "fake_folder.h"
#include "system/http/http_request_check.h"
#include "thrown_error.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

HttpRequest request_to(const std::string& url) {
    HttpRequest request;
    request.url = Secret(std::string(url));
    return request;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(localhost_portal)

BOOST_AUTO_TEST_CASE(localhost_alone_goes_without_tls) {
    BOOST_TEST(localhost_origin("http://localhost:3000/app/") == "http://localhost:3000");
    BOOST_TEST(localhost_origin(" HTTP://LOCALHOST ") == "http://localhost");
    BOOST_TEST(portal_host("http://localhost:3000") == "localhost:3000");
    BOOST_TEST(portal_default_name("http://localhost:3000") == "localhost");
}

const std::vector<std::string> kOthers{"http://acme.duplocloud.net",
                                       "http://localhost.example",
                                       "http://127.0.0.1:3000",
                                       "http://bob@localhost",
                                       "http://localhost:x",
                                       "https://localhost",
                                       "localhost",
                                       "",
                                       "http://",
                                       "http://localhost:80@evil.example"};
BOOST_DATA_TEST_CASE(nothing_else_is_taken_for_it, boost::unit_test::data::make(kOthers)) {
    BOOST_CHECK_EXCEPTION(localhost_origin(sample), Error, has(ErrorCode::portal_url));
}

BOOST_AUTO_TEST_CASE(it_is_added_when_said_explicitly_and_found_again_by_its_address) {
    FakeContext fakes;
    BOOST_CHECK_EXCEPTION(jit_console::add_portal(fakes.context, {"http://localhost:3000", "", "", ""}), Error,
                          has(ErrorCode::portal_url));
    BOOST_CHECK_EXCEPTION(jit_console::add_portal(fakes.context, {"http://acme.example", "", "", "", true}), Error,
                          has(ErrorCode::portal_url));
    const Portal added = jit_console::add_portal(fakes.context, {"http://localhost:3000", "", "", "", true}).portal;
    BOOST_TEST(added.url == "http://localhost:3000");
    BOOST_TEST(find_portal(fakes.portals.portals, "http://localhost:3000/app").name == added.name);
    BOOST_TEST(find_portal(fakes.portals.portals, "localhost").name == added.name);
}

BOOST_AUTO_TEST_CASE(it_is_kept_in_the_configuration) {
    const TestFolder folder;
    const auto store = make_portal_store_file(folder / "config.json");
    store->add({"dev", "http://localhost:3000", "http://localhost:3000", "", ""});
    BOOST_TEST(make_portal_store_file(folder / "config.json")->list().at(0).url == "http://localhost:3000");
    put(folder / "config.json", R"({"version":1,"portals":[{"name":"x","url":"http://acme.example"}]})");
    BOOST_CHECK_EXCEPTION(store->list(), Error, has(ErrorCode::config));
}

BOOST_AUTO_TEST_CASE(the_kind_of_vault_is_kept_beside_the_portals) {
    const TestFolder folder;
    const auto store = make_portal_store_file(folder / "config.json");
    BOOST_TEST(!store->vault().has_value());
    store->set_vault(VaultKind::keyring);
    store->add({"acme", "https://acme.example", "https://acme.example", "", ""});
    BOOST_TEST((make_portal_store_file(folder / "config.json")->vault() == VaultKind::keyring));
    put(folder / "config.json", R"({"version":1,"vault":"cloud","portals":[]})");
    BOOST_CHECK_EXCEPTION(store->vault(), Error, has(ErrorCode::config));
}

BOOST_AUTO_TEST_CASE(requests_go_in_the_clear_to_localhost_alone) {
    for (const char* url : {"http://localhost", "http://localhost/x", "http://localhost:3000/x", "https://a.example"}) {
        BOOST_CHECK_NO_THROW(check_sendable(request_to(url)));
    }
    for (const char* url : {"http://localhost:80@evil.example/", "http://localhost.evil.example/", "http://a.example",
                            "http://localhost:/", "http://localhost:3000x/", "http://localhost@evil.example"}) {
        BOOST_CHECK_EXCEPTION(check_sendable(request_to(url)), Error, has(ErrorCode::internal));
    }
}

BOOST_AUTO_TEST_SUITE_END()
