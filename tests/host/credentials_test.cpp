#include "domain/credentials.h"

#include <string>

#include <boost/test/unit_test.hpp>

using namespace jit_console;

namespace {

Credentials credentials_in(const std::string& region) {
    return {Secret(std::string("ASIA1")), Secret(std::string("a/b+c=")), Secret(std::string("t$`x")),
            Time(std::chrono::seconds(1'789'993'600)), region};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(credentials)

BOOST_AUTO_TEST_CASE(every_word_of_help_is_a_format_and_others_are_none) {
    for (const std::string_view word : credential_format_words()) BOOST_TEST(find_credential_format(word).has_value());
    BOOST_TEST(!find_credential_format("yaml").has_value());
    BOOST_TEST(!find_credential_format("").has_value());
}

BOOST_AUTO_TEST_CASE(the_process_format_is_one_line_of_what_aws_documents) {
    BOOST_TEST(credential_text(credentials_in("us-west-2"), CredentialFormat::process, "x").reveal() ==
               R"({"Version":1,"AccessKeyId":"ASIA1","SecretAccessKey":"a/b+c=","SessionToken":"t$`x",)"
               R"("Expiration":"2026-09-21T12:26:40Z"})");
}

BOOST_AUTO_TEST_CASE(shells_get_values_that_they_do_not_read) {
    const auto text = [](CredentialFormat format) {
        return std::string(credential_text(credentials_in(""), format, "x").reveal());
    };
    BOOST_TEST(text(CredentialFormat::env).find("export AWS_SESSION_TOKEN='t$`x'\n") != std::string::npos);
    BOOST_TEST(text(CredentialFormat::fish).find("set -gx AWS_SESSION_TOKEN 't$`x'\n") != std::string::npos);
    BOOST_TEST(text(CredentialFormat::powershell).find("$Env:AWS_SESSION_TOKEN = 't$`x'\n") != std::string::npos);
    BOOST_TEST(text(CredentialFormat::env).find("AWS_REGION") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(ini_has_the_section_that_was_asked_for) {
    const Secret text = credential_text(credentials_in("eu-west-1"), CredentialFormat::ini, "acme-invoice");
    BOOST_TEST(text.reveal() ==
               "[acme-invoice]\naws_access_key_id = ASIA1\naws_secret_access_key = a/b+c=\naws_session_token = t$`x\n"
               "region = eu-west-1");
}

BOOST_AUTO_TEST_CASE(containers_get_the_form_that_aws_documents) {
    BOOST_TEST(
        container_credentials(credentials_in("us-west-2")).reveal() ==
        R"({"AccessKeyId":"ASIA1","SecretAccessKey":"a/b+c=","Token":"t$`x","Expiration":"2026-09-21T12:26:40Z"})");
}

BOOST_AUTO_TEST_CASE(a_child_gets_keys_and_region_and_nothing_that_leads_to_another_identity) {
    const auto variables = credential_environment(credentials_in("eu-west-1"));
    BOOST_TEST(variables == (std::vector<std::string>{"AWS_ACCESS_KEY_ID=ASIA1",
                                                      "AWS_SECRET_ACCESS_KEY=a/b+c=", "AWS_SESSION_TOKEN=t$`x",
                                                      "AWS_CREDENTIAL_EXPIRATION=2026-09-21T12:26:40Z",
                                                      "AWS_REGION=eu-west-1", "AWS_DEFAULT_REGION=eu-west-1"}),
               boost::test_tools::per_element());
    BOOST_TEST(region_environment(credentials_in("")).empty());
    for (const char* name : {"AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                             "AWS_WEB_IDENTITY_TOKEN_FILE", "JIT_CONSOLE_EXPIRES"}) {
        BOOST_TEST(names_an_identity(name), name);
    }
    for (const char* name : {"AWS_PAGER", "AWS_CA_BUNDLE", "AWS_ENDPOINT_URL", "AWS_MAX_ATTEMPTS", "PATH"})
        BOOST_TEST(!names_an_identity(name), name);
}

BOOST_AUTO_TEST_CASE(times_are_written_as_iso_8601_has_them) {
    BOOST_TEST(iso_time(Time(std::chrono::seconds(0))) == "1970-01-01T00:00:00Z");
    BOOST_TEST(iso_time(Time(std::chrono::seconds(1'709'251'199))) == "2024-02-29T23:59:59Z");
}

BOOST_AUTO_TEST_SUITE_END()
