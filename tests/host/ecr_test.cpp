#include "domain/ecr.h"

#include <string>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;
namespace data = boost::unit_test::data;

namespace {

struct RegistryRow {
    std::string server;
    std::string region;
    std::string endpoint;
};

std::ostream& operator<<(std::ostream& out, const RegistryRow& row) { return out << row.server; }

const RegistryRow kRegistries[] = {
    {"123456789012.dkr.ecr.us-west-2.amazonaws.com", "us-west-2", "api.ecr.us-west-2.amazonaws.com"},
    {"https://123456789012.dkr.ecr.us-west-2.amazonaws.com/v2/", "us-west-2", "api.ecr.us-west-2.amazonaws.com"},
    {"123456789012.DKR.ecr.us-west-2.amazonaws.com", "us-west-2", "api.ecr.us-west-2.amazonaws.com"},
    {"123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1", "ecr-fips.us-gov-west-1.amazonaws.com"},
    {"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1", "api.ecr.cn-north-1.amazonaws.com.cn"},
    {"123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1", "api.ecr.eusc-de-east-1.amazonaws.eu"},
    {"123456789012.dkr-ecr.eu-west-1.on.aws", "eu-west-1", "api.ecr.eu-west-1.amazonaws.com"},
    {"123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn", "cn-north-1",
     "api.ecr.cn-north-1.amazonaws.com.cn"},
    {"123456789012.dkr-ecr-fips.us-east-1.on.aws", "us-east-1", "ecr-fips.us-east-1.amazonaws.com"},
};

const std::string kOthers[] = {
    "",
    "docker.io",
    "https://index.docker.io/v1/",
    "public.ecr.aws",
    "12345678901.dkr.ecr.us-west-2.amazonaws.com",
    "123456789012.dkr.ecr.us-west-2.amazonaws.com.example",
    "123456789012.dkr.ecr.us-west-2.amazonaws.com.cn",
    "123456789012.dkr.ecr.cn-north-1.amazonaws.com",
    "123456789012.dkr.ecr.us-west-2.on.aws",
    "123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov",
    "123456789012.dkr.ecr.nowhere.amazonaws.com",
    "123456789012.dkr.ecr.us-west-2.amazonaws.com:443",
    "http://123456789012.dkr.ecr.us-west-2.amazonaws.com",
    "\"123456789012.dkr.ecr.us-west-2.amazonaws.com",
};

/// base64 of "AWS:cGFzcw=="
constexpr char kToken[] = "QVdTOmNHRnpjdz09";

std::string answer(const std::string& token, const std::string& end, const std::string& server) {
    return R"({"authorizationData":[{"authorizationToken":")" + token + R"(","expiresAt":)" + end +
           R"(,"proxyEndpoint":")" + server + R"("}]})";
}

ErrorCode refused(const std::string& body) {
    try {
        parse_ecr_token(body);
    } catch (const Error& error) {
        BOOST_TEST(std::string(error.what()).find("cGFz") == std::string::npos);
        return error.code();
    }
    throw std::logic_error("nothing was thrown");
}

constexpr char kServer[] = "https://123456789012.dkr.ecr.us-west-2.amazonaws.com";

}  // namespace

BOOST_AUTO_TEST_SUITE(ecr)

BOOST_DATA_TEST_CASE(a_registry_tells_its_account_its_region_and_where_to_ask, data::make(kRegistries), row) {
    const auto registry = parse_ecr_registry(row.server);
    BOOST_REQUIRE(registry);
    BOOST_TEST(registry->account == "123456789012");
    BOOST_TEST(registry->endpoint.region.code() == row.region);
    BOOST_TEST(registry->endpoint.host() == row.endpoint);
}

BOOST_DATA_TEST_CASE(whatever_else_docker_asks_for_is_no_registry_of_ecrs, data::make(kOthers), server) {
    BOOST_TEST(!parse_ecr_registry(server));
}

BOOST_AUTO_TEST_CASE(a_token_is_taken_apart) {
    const EcrToken token = parse_ecr_token(answer(kToken, "1790043200.5", kServer));
    BOOST_TEST(token.password.reveal() == "cGFzcw==");
    BOOST_TEST(token.expires_at.time_since_epoch().count() == 1790043200);
    BOOST_TEST(token.server == "123456789012.dkr.ecr.us-west-2.amazonaws.com");
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_no_token_is_refused_and_not_repeated) {
    const std::string server = kServer;
    for (const std::string& body :
         {std::string("{}"), std::string("<html>"), std::string(R"({"authorizationData":[]})"),
          std::string(R"({"authorizationData":[1]})"), answer("", "1790043200", server),
          answer("!!", "1790043200", server), answer("eDpjR0Z6Y3c9PQ==", "1790043200", server),
          answer("QVdTOmEiYg==", "1790043200", server), answer(kToken, "0", server), answer(kToken, "\"soon\"", server),
          answer(kToken, "1790043200", "https://example.com")}) {
        BOOST_TEST((refused(body) == ErrorCode::aws_answer), body);
    }
}

BOOST_AUTO_TEST_CASE(docker_gets_the_server_as_it_asked_for_it) {
    BOOST_TEST(
        docker_credential(kServer, Secret("cGFzcw==")).reveal() ==
        R"({"ServerURL":"https://123456789012.dkr.ecr.us-west-2.amazonaws.com","Username":"AWS","Secret":"cGFzcw=="})");
}

BOOST_AUTO_TEST_SUITE_END()
