#include "messaging/doctor_wire.h"

#include <boost/test/unit_test.hpp>

#include "fake_context.h"

using namespace jit_console;

namespace {

struct DoctorWireFixture {
    fake::FakeWorkstation workstation;
    std::vector<Portal> portals{{"acme", "https://acme.duplocloud.net", "https://api.acme.example:8443", "", ""}};
    Diagnosis diagnosis;

    DoctorWireFixture() {
        diagnosis.checked.push_back({Subject::portal, "acme.duplocloud.net", "signed in as bob@example.com"});
        diagnosis.checked.push_back({Subject::browser, "Firefox", "/home/bob/.mozilla/m.json starts it"});
        diagnosis.findings.push_back({"portal_tls",
                                      Subject::portal,
                                      "acme.duplocloud.net",
                                      Severity::error,
                                      "acme.duplocloud.net refused tenant invoice",
                                      "sign in to acme",
                                      "jit-console sign-in acme",
                                      false,
                                      {},
                                      "could not resolve host: api.acme.example"});
    }
    std::string bundle(bool with_hosts) const {
        return support_bundle(diagnosis, portals, workstation, Time(std::chrono::seconds(7)), with_hosts).dump();
    }
};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(doctor_wire, DoctorWireFixture)

BOOST_AUTO_TEST_CASE(a_bundle_names_no_portal_user_tenant_or_home) {
    const std::string text = bundle(false);
    for (const char* private_part : {"acme", "bob", "invoice", "/home/"})
        BOOST_TEST(!holds(text, private_part), private_part);
    BOOST_TEST(holds(text, "portal_tls"));
    BOOST_TEST(holds(text, "could not resolve host: portal-1"));
    BOOST_TEST(holds(text, "~/.mozilla/m.json"));
}

BOOST_AUTO_TEST_CASE(portals_addresses_are_in_it_at_the_users_word) {
    const std::string text = bundle(true);
    BOOST_TEST(holds(text, "acme.duplocloud.net"));
    BOOST_TEST(!holds(text, "/home/"));
}

BOOST_AUTO_TEST_CASE(variables_are_named_not_told) {
    workstation.variables["https_proxy"] = "http://bob:s3cret@proxy.example:3128";
    const std::string text = bundle(true);
    BOOST_TEST(holds(text, R"("variables_set":["https_proxy"])"));
    BOOST_TEST(!holds(text, "s3cret"));
    BOOST_TEST(!holds(text, "proxy.example"));
}

BOOST_AUTO_TEST_SUITE_END()
