#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>

#include "commands/portals/portals.h"
#include "fake_context.h"
#include "fake_folder.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

struct AddPortalFixture : fake::FakeContext {
    PortalState add(const AddPortal& params) { return jit_console::add_portal(context, params); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(add_portal, AddPortalFixture)

BOOST_AUTO_TEST_CASE(what_a_person_pastes_becomes_an_origin_and_a_name) {
    const Portal added = add({"HTTPS://Acme.DuploCloud.net/app/devops?x=1", "", "", ""}).portal;
    BOOST_TEST(added.url == "https://acme.duplocloud.net");
    BOOST_TEST(added.api_url == added.url);
    BOOST_TEST(added.name == "acme");
    BOOST_TEST(portals.portals.size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_address_is_asked_for_a_portal_before_it_is_kept) {
    const auto check = [&](std::string_view url) { return check_portal(context, url, {}); };
    auto& answer = http.answers["/admin/GetUserRoleInfo"];
    answer.status = 401;
    BOOST_TEST(check("Acme.duplocloud.net/app/") == "https://acme.duplocloud.net");
    BOOST_TEST(http.journal.back().authorization == "Bearer ");
    answer.content_type = "text/html";
    for (const long status : {200L, 302L, 403L, 404L, 500L}) {
        answer.status = status;
        // Asked where nobody is named, as with 404.
        http.answers["/admin/GetTenantsForUser"] = answer;
        const std::string brackets = status == 200 ? "" : "(" + std::to_string(status) + ")";
        BOOST_CHECK_EXCEPTION(check("acme.example"), Error, [&](const Error& error) {
            const bool says_status = std::string_view(error.what()).ends_with(brackets);
            return error.code() == ErrorCode::portal_answer && says_status;
        });
    }
    answer.failure = HttpFailure::Kind::unreachable;
    BOOST_CHECK_EXCEPTION(check("acme"), Error, has(ErrorCode::portal_unreachable));
    answer.failure = HttpFailure::Kind::tls;
    BOOST_CHECK_EXCEPTION(check("acme"), Error, has(ErrorCode::portal_tls));
    BOOST_CHECK_EXCEPTION(check("http://acme"), Error, has(ErrorCode::portal_url));
    BOOST_TEST(portals.portals.empty());
}

BOOST_AUTO_TEST_CASE(where_it_is_asked_first_only_a_portal_is_added) {
    const AddPortal wanted{.url = "acme.example", .name = "", .api_url = "https://api.example", .ask_first = true};
    auto& answer = http.answers["/admin/GetUserRoleInfo"];
    answer.failure = HttpFailure::Kind::unreachable;
    BOOST_CHECK_EXCEPTION(add(wanted), Error, has(ErrorCode::portal_unreachable));
    answer.failure.reset();
    answer.status = 302;
    BOOST_CHECK_EXCEPTION(add(wanted), Error, has(ErrorCode::portal_answer));
    BOOST_TEST(portals.portals.empty());
    answer.status = 401;
    BOOST_TEST(add(wanted).portal.name == "acme");
    BOOST_TEST(http.journal.back().url == "https://api.example/admin/GetUserRoleInfo");
    const std::size_t asked = http.journal.size();
    answer.failure = HttpFailure::Kind::unreachable;
    BOOST_TEST(add(wanted).portal.name == "acme");
    BOOST_TEST(http.journal.size() == asked);
}

BOOST_AUTO_TEST_CASE(the_same_portal_again_is_the_same_portal) {
    add({"https://acme.duplocloud.net", "", "", ""});
    BOOST_TEST(add({"acme.duplocloud.net/", "", "", ""}).portal.name == "acme");
    BOOST_TEST(add({"acme.duplocloud.net/", "acme", "", ""}).portal.name == "acme");
    BOOST_TEST(portals.portals.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_change_to_a_portal_is_not_swallowed) {
    add({"https://acme.duplocloud.net", "", "", ""});
    BOOST_CHECK_EXCEPTION(add({"https://acme.duplocloud.net", "", "https://api.example", ""}), Error,
                          has(ErrorCode::portal_exists));
    BOOST_CHECK_EXCEPTION(add({"https://acme.duplocloud.net", "other", "", ""}), Error, has(ErrorCode::portal_exists));
}

BOOST_AUTO_TEST_CASE(a_default_name_that_is_taken_gives_way_to_the_host) {
    add({"https://acme.duplocloud.net", "", "", ""});
    BOOST_TEST(add({"https://acme.example.com:8443", "", "", ""}).portal.name == "acme.example.com-8443");
}

BOOST_AUTO_TEST_CASE(a_ca_file_is_looked_at_before_it_is_believed) {
    const fake::TestFolder folder;
    const std::string good = (folder / "ca.pem").string();
    const std::string bad = (folder / "bad.pem").string();
    std::ofstream(good) << "-----BEGIN CERTIFICATE-----\n";
    std::ofstream(bad) << "no certificate";
    BOOST_CHECK_EXCEPTION(add({"acme.example", "", "", bad}), Error, has(ErrorCode::ca_file));
    BOOST_CHECK_EXCEPTION(add({"acme.example", "", "", (folder / "none").string()}), Error, has(ErrorCode::ca_file));
    BOOST_CHECK_EXCEPTION(add({"acme.example", "", "", folder.path().string()}), Error, has(ErrorCode::ca_file));
    BOOST_TEST(portals.portals.empty());
    BOOST_TEST(add({"acme.example", "", "", good}).portal.ca_file == good);
    const std::string newer = (folder / "newer.pem").string();
    std::ofstream(newer) << "-----BEGIN CERTIFICATE-----\n";
    BOOST_TEST(add({"acme.example", "", "", newer}).portal.ca_file == newer);
    BOOST_TEST(add({"acme.example", "", "", ""}).portal.ca_file == newer);
    BOOST_TEST(portals.portals.front().ca_file == newer);
}

BOOST_AUTO_TEST_SUITE_END()
