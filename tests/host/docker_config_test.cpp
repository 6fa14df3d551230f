#include "domain/docker_config.h"

#include <string>

#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace jit_console;

namespace {

constexpr char kRegistryHost[] = "123456789012.dkr.ecr.us-west-2.amazonaws.com";

/// As docker writes it.
constexpr char kDockerConfig[] =
    "{\n\t\"auths\": {\n\t\t\"https://index.docker.io/v1/\": {}\n\t},\n\t\"credsStore\": \"secretservice\",\n"
    "\t\"aliases\": {\n\t\t\"builder\": \"buildx\"\n\t}\n}";

std::string added(const std::string& text) { return with_docker_helper(text, kRegistryHost).text.value(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(docker_config)

BOOST_AUTO_TEST_CASE(a_new_file_has_only_our_helper_and_goes_with_it) {
    const auto edit = with_docker_helper(std::nullopt, kRegistryHost);
    BOOST_TEST(
        edit.text.value() ==
        "{\n\t\"credHelpers\": {\n\t\t\"123456789012.dkr.ecr.us-west-2.amazonaws.com\": \"jit-console\"\n\t}\n}");
    BOOST_TEST(edit.before == "");
    BOOST_TEST(!without_docker_helper(edit.text, kRegistryHost).text);
}

BOOST_AUTO_TEST_CASE(what_is_added_and_removed_again_leaves_dockers_file_byte_for_byte) {
    for (const std::string& text : {std::string(kDockerConfig), std::string(kDockerConfig) + "\n"}) {
        BOOST_TEST(added(text).find("\"credsStore\": \"secretservice\",\n\t\"aliases\"") != std::string::npos);
        BOOST_TEST(without_docker_helper(added(text), kRegistryHost).text.value() == text);
        BOOST_TEST(added(added(text)) == added(text));
    }
}

BOOST_AUTO_TEST_CASE(another_registrys_helper_stays_and_this_ones_is_told) {
    const std::string others =
        R"({"credHelpers":{"123456789012.dkr.ecr.us-west-2.amazonaws.com":"ecr-login","gcr.io":"gcloud"}})";
    const auto edit = with_docker_helper(others, kRegistryHost);
    BOOST_TEST(edit.before == "ecr-login");
    BOOST_TEST(edit.text.value().find("\"gcr.io\": \"gcloud\"") != std::string::npos);
    BOOST_TEST(without_docker_helper(others, kRegistryHost).text.value() == others);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_understood_is_not_touched) {
    for (const char* text : {"[]", "{", "{} // mine", R"({"credHelpers":[]})"}) {
        const auto is_config = [](const Error& error) { return error.code() == ErrorCode::config; };
        BOOST_CHECK_EXCEPTION(with_docker_helper(text, kRegistryHost), Error, is_config);
        BOOST_CHECK_EXCEPTION(without_docker_helper(text, kRegistryHost), Error, is_config);
    }
}

BOOST_AUTO_TEST_SUITE_END()
