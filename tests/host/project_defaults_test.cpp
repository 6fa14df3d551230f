#include "domain/project_defaults.h"

#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;

namespace {

const std::string kNoDefaults[] = {
    "",
    "# nothing\n",
    "PORTAL=\n",
    "portal=acme\n",
    "PORTAL=acme\nPORTAL=globex\n",
    "PORTAL=https://acme.duplocloud.net\n",
    "PORTAL=acme/x\n",
    "TENANT=https://evil.example\n",
    "TENANT=in\x1bvoice\n",
    "TENANT=" + std::string(200, 'x') + "\n",
    "TOKEN=x\n",
    "acme\n",
};

}  // namespace

BOOST_AUTO_TEST_SUITE(project_defaults)

BOOST_AUTO_TEST_CASE(portal_and_tenant_are_named_among_comments_and_blanks) {
    const ProjectDefaults both{"acme", "invoice"};
    BOOST_CHECK(parse_project_defaults("PORTAL=acme\nTENANT=invoice\n") == both);
    BOOST_CHECK(parse_project_defaults("# ours\r\n\r\n TENANT = invoice \r\nPORTAL=acme") == both);
    BOOST_CHECK(parse_project_defaults("TENANT=Invoice EU") == (ProjectDefaults{"", "Invoice EU"}));
}

BOOST_DATA_TEST_CASE(what_is_no_name_is_refused_and_not_repeated, boost::unit_test::data::make(kNoDefaults), text) {
    try {
        parse_project_defaults(text);
        BOOST_ERROR("nothing was thrown");
    } catch (const Error& error) {
        BOOST_CHECK(error.code() == ErrorCode::config);
        BOOST_TEST(!error.hint().empty());
        BOOST_TEST(std::string(error.what()).find("evil") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
