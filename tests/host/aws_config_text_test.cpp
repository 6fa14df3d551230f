#include "domain/aws_config_text.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "thrown_error.h"

using namespace jit_console;
using namespace std::string_literals;

namespace {

constexpr char kProgramPath[] = "/usr/bin/jit-console";
const AwsProfile kInvoiceProfile{"acme-invoice", "acme", Role::tenant, "invoice", "us-west-2"};

/// Files as people have them, valid for AWS's tools.
const std::vector<std::string> kFiles{
    "",
    "\n",
    "\n\n\n",
    "# a comment alone",
    "; another\n",
    "[default]\nregion = eu-central-1\n",
    "[default]\nregion = eu-central-1",
    "[default]\r\nregion = eu-central-1\r\n",
    "[default]\r\nregion = eu-central-1",
    "\xEF\xBB\xBF[default]\noutput=json\n",
    "[default]\nregion=us-east-1\n\n\n",
    "   [profile indented]\n   region = us-east-1\n",
    "[profile \"with spaces\"]\nregion = us-east-1 # not a comment\n",
    "[profile tabs]\n\tregion\t=\tus-east-1\t\n",
    "[profile s3]\ns3 =\n  max_concurrent_requests = 20\n  max_queue_size = 10000\nregion = x\n",
    "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\n[profile sso]\nsso_session = corp\n",
    "[services dev]\ndynamodb =\n  endpoint_url = http://localhost:8000\n",
    "[plugins]\ncli_legacy_plugin_path = /x\n# [profile acme-invoice] in a comment\n",
    "[profile a]\nregion=1\n[profile a]\nregion=2\n",
    "[profile b]\ncredential_process = \"/a b/c\" --d 'e' \\\n",
    "[profile latin]\n# caf\xE9\n",
    "[profile nul]\nx = a\0b\n"s,
    "[profile empty]\n[]\n[profile ]\n[",
    "no section = 1\n",
    "# jit-console was here once\n[profile x]\n",
    "[profile acme-invoice-2]\n[profile xacme-invoice]\n[acme-invoice]\n",
    "[default]\n" + std::string(100'000, '#') + "\n",
};

}  // namespace

BOOST_AUTO_TEST_SUITE(aws_config_text)

BOOST_DATA_TEST_CASE(what_is_added_and_removed_again_leaves_the_file_as_it_was_byte_for_byte,
                     boost::unit_test::data::make(kFiles)) {
    const AwsConfigEdit added = add_to_aws_config(sample, kInvoiceProfile, kProgramPath);
    BOOST_TEST((added.change == AwsConfigEdit::Change::add));
    BOOST_TEST(added.text->starts_with(sample));
    BOOST_TEST(own_aws_profiles(*added.text).size() == 1U);
    BOOST_TEST((own_aws_profiles(*added.text).front() == kInvoiceProfile));
    const AwsConfigEdit removed = remove_from_aws_config(added.text, kInvoiceProfile.name);
    BOOST_REQUIRE(removed.text.has_value());
    BOOST_TEST((*removed.text == sample));
    BOOST_TEST(removed.lines == added.lines);
}

BOOST_DATA_TEST_CASE(profiles_are_removed_in_any_order_and_replaced_in_place, boost::unit_test::data::make(kFiles)) {
    const AwsProfile admin{"ops", "acme", Role::admin, "", ""};
    const AwsProfile longer{"ops", "acme", Role::duplo_ops, "", "eu-west-1"};
    auto text = add_to_aws_config(sample, kInvoiceProfile, kProgramPath).text;
    text = add_to_aws_config(text, admin, kProgramPath).text;
    const AwsConfigEdit replaced = add_to_aws_config(text, longer, kProgramPath);
    BOOST_TEST((replaced.change == AwsConfigEdit::Change::replace));
    BOOST_TEST((add_to_aws_config(replaced.text, admin, kProgramPath).text == text));
    BOOST_TEST((own_aws_profiles(*replaced.text) == std::vector<AwsProfile>{kInvoiceProfile, longer}));
    auto rest = remove_from_aws_config(replaced.text, kInvoiceProfile.name).text;
    rest = remove_from_aws_config(rest, "ops").text;
    BOOST_TEST((*rest == sample));
}

BOOST_AUTO_TEST_CASE(a_carriage_return_at_the_end_of_a_file_survives_an_addition_and_a_removal) {
    for (const std::string config : {"[default]\nregion = x\r", "[default]\r", "\r", "[a]\r\nb = c\r"}) {
        const AwsConfigEdit added = add_to_aws_config(config, kInvoiceProfile, kProgramPath);
        BOOST_TEST(remove_from_aws_config(added.text, kInvoiceProfile.name).text.value() == config);
    }
}

BOOST_AUTO_TEST_CASE(what_is_there_already_changes_nothing) {
    const auto text = add_to_aws_config("[default]\n", kInvoiceProfile, kProgramPath).text;
    const AwsConfigEdit again = add_to_aws_config(text, kInvoiceProfile, kProgramPath);
    BOOST_TEST((again.change == AwsConfigEdit::Change::none));
    BOOST_TEST((again.text == text));
    BOOST_TEST((again.before == again.lines));
}

BOOST_AUTO_TEST_CASE(a_file_that_was_made_for_a_profile_goes_with_it_and_one_that_was_there_stays) {
    const auto made = add_to_aws_config(std::nullopt, kInvoiceProfile, kProgramPath).text;
    BOOST_TEST(!remove_from_aws_config(made, kInvoiceProfile.name).text.has_value());
    const auto emptied =
        remove_from_aws_config(add_to_aws_config("", kInvoiceProfile, kProgramPath).text, kInvoiceProfile.name);
    BOOST_TEST(emptied.text.value() == "");
    const auto with_others = add_to_aws_config(made, {"ops", "acme", Role::admin, "", ""}, kProgramPath).text;
    BOOST_TEST(remove_from_aws_config(with_others, kInvoiceProfile.name).text.has_value());
}

BOOST_AUTO_TEST_CASE(lines_have_the_ends_of_the_file) {
    const auto text = add_to_aws_config("[default]\r\nregion = x\r\n", kInvoiceProfile, kProgramPath);
    for (std::size_t at = 0; (at = text.text->find('\n', at)) != std::string::npos; ++at) {
        BOOST_TEST(text.text->at(at - 1) == '\r');
    }
    BOOST_TEST(text.lines.find('\r') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_somebody_writes_after_the_last_profile_stays) {
    auto text = add_to_aws_config("[default]", kInvoiceProfile, kProgramPath).text;
    *text += "\n[profile later]\nregion = x\n";
    BOOST_TEST(*remove_from_aws_config(text, kInvoiceProfile.name).text == "[default]\n[profile later]\nregion = x\n");
}

const std::vector<std::string> kTaken{
    "[profile work]",     "[profile 'work']",           "[ profile \"work\" ]",  "\t[profile\twork]  ; comment",
    "[profile work] # ]", "\xEF\xBB\xBF[profile work]", "[x]\r[profile work]\r", "[profile wo\"rk\"]",
};
BOOST_DATA_TEST_CASE(a_profile_that_somebody_else_wrote_is_not_touched, boost::unit_test::data::make(kTaken)) {
    const AwsProfile work{"work", "acme", Role::admin, "", ""};
    BOOST_CHECK_EXCEPTION(add_to_aws_config(sample, work, kProgramPath), Error, has(ErrorCode::aws_profile));
    BOOST_CHECK_EXCEPTION(remove_from_aws_config(sample, "work"), Error, has(ErrorCode::aws_profile));
}

BOOST_AUTO_TEST_CASE(the_default_profile_has_a_header_of_its_own) {
    const AwsProfile standard{"default", "acme", Role::admin, "", ""};
    BOOST_TEST(add_to_aws_config("", standard, kProgramPath).lines.find("\n[default]\n") != std::string::npos);
    BOOST_CHECK_EXCEPTION(add_to_aws_config("[default]\n", standard, kProgramPath), Error, has(ErrorCode::aws_profile));
    BOOST_CHECK_EXCEPTION(add_to_aws_config("[profile default]\n", standard, kProgramPath), Error,
                          has(ErrorCode::aws_profile));
}

BOOST_AUTO_TEST_CASE(a_profile_that_was_changed_by_hand_is_not_touched) {
    const std::string own = *add_to_aws_config("", kInvoiceProfile, kProgramPath).text;
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"region", "output = json\nregion"},
                                                          {"# jit-console end acme-invoice\n", ""},
                                                          {"[profile acme-invoice]", "[profile other]"},
                                                          {"--tenant invoice", "--tenant $(x)"},
                                                          {"us-west-2", "somewhere"},
                                                          {" credentials ", " something "}}) {
        std::string changed = own;
        changed.replace(changed.find(from), from.size(), to);
        BOOST_TEST_CONTEXT(changed) {
            BOOST_CHECK_EXCEPTION(remove_from_aws_config(changed, "acme-invoice"), Error, has(ErrorCode::aws_profile));
            BOOST_CHECK_EXCEPTION(add_to_aws_config(changed, kInvoiceProfile, kProgramPath), Error,
                                  has(ErrorCode::aws_profile));
            BOOST_TEST(own_aws_profiles(changed).empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_second_section_of_the_same_name_keeps_ours_from_being_touched) {
    const std::string twice = *add_to_aws_config("", kInvoiceProfile, kProgramPath).text + "[profile acme-invoice]\n";
    BOOST_CHECK_EXCEPTION(remove_from_aws_config(twice, "acme-invoice"), Error, has(ErrorCode::aws_profile));
}

const std::vector<std::string> kUnfit{"", "a b", "a]", "a\nb", "-a", "\"a\"", "a#", "ä", std::string(65, 'a')};
BOOST_DATA_TEST_CASE(names_that_would_break_the_file_are_refused, boost::unit_test::data::make(kUnfit)) {
    BOOST_CHECK_EXCEPTION(check_aws_profile_name(sample), Error, has(ErrorCode::aws_profile));
}

BOOST_AUTO_TEST_CASE(which_paths_need_quotes_is_told) {
    BOOST_TEST(!needs_quotes_in_aws_config("/usr/bin/jit-console"));
    BOOST_TEST(!needs_quotes_in_aws_config("/home/jörg/bin/jit-console"));
    BOOST_TEST(!needs_quotes_in_aws_config("C:\\Tools\\jit-console.exe"));
    BOOST_TEST(needs_quotes_in_aws_config("C:\\Program Files\\jit-console.exe"));
    BOOST_TEST(needs_quotes_in_aws_config("/opt/tools (new)/jit-console"));
}

BOOST_AUTO_TEST_CASE(a_path_with_spaces_is_quoted_and_one_that_a_shell_would_read_is_refused) {
    const auto lines = [](const char* program) { return add_to_aws_config("", kInvoiceProfile, program).lines; };
    BOOST_TEST(lines("/opt/my apps/jit-console").find("= \"/opt/my apps/jit-console\" credentials") !=
               std::string::npos);
    BOOST_TEST((own_aws_profiles(lines("/a credentials b/jit-console")).front() == kInvoiceProfile));
    BOOST_TEST(
        lines(R"(C:\tools\jit-console.exe)").find(R"(credential_process = C:\tools\jit-console.exe credentials )") !=
        std::string::npos);
    BOOST_TEST(
        lines(R"(C:\Program Files\jit-console.exe)").find(R"(= "C:\Program Files\jit-console.exe" credentials )") !=
        std::string::npos);
    BOOST_TEST(lines("/home/jürgen/jit-console").find("= /home/jürgen/jit-console credentials") != std::string::npos);
    for (const char* program : {R"(C:\a%b)", "/a'b", "/a\"b", "/a$b", "/a`b", "/a\\b", "/a #b", "/a;b", "/a\nb", ""}) {
        BOOST_CHECK_EXCEPTION(lines(program), Error, has(ErrorCode::aws_config));
    }
}

BOOST_AUTO_TEST_SUITE_END()
