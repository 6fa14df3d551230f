#include "domain/browser_policy.h"

#include <ostream>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace jit_console;

namespace {

struct PolicyRow {
    BrowserFamily family;
    std::vector<std::string> files;
    std::string codes;  ///< for a browser whose manifest is the user's
    friend std::ostream& operator<<(std::ostream& out, const PolicyRow& row) { return out << row.files.back(); }
};

using enum BrowserFamily;

#define OURS "hjkepomeflbmibkhbpicfepocdkjcbnb"

const std::vector<PolicyRow> kPolicyRows{
    {chromium, {"{}"}, ""},
    {chromium, {R"({"NativeMessagingBlocklist": ["*"]})"}, "policy_blocks_host"},
    {chromium, {R"({"NativeMessagingBlocklist": ["org.jit_console.host"]})"}, "policy_blocks_host"},
    {chromium, {R"({"NativeMessagingBlocklist": ["org.other"]})"}, ""},
    {chromium, {R"({"NativeMessagingBlocklist": "*"})"}, ""},
    {chromium, {R"({"NativeMessagingBlocklist": ["*"], "NativeMessagingAllowlist": ["org.jit_console.host"]})"}, ""},
    {chromium,
     {R"({"NativeMessagingBlocklist": ["*"]})", R"({"NativeMessagingAllowlist": ["org.jit_console.host"]})"},
     ""},
    {chromium, {R"({"NativeMessagingBlocklist": ["*"]})", R"({"NativeMessagingBlocklist": []})"}, ""},
    {chromium, {R"({"NativeMessagingBlocklist": ["*"],})", "[]", ""}, ""},
    {chromium, {R"({"NativeMessagingUserLevelHosts": false})"}, "policy_user_level"},
    {chromium, {R"({"NativeMessagingUserLevelHosts": true})"}, ""},
    {chromium, {R"({"ExtensionInstallBlocklist": ["*"]})"}, "policy_blocks_extension"},
    {chromium, {R"({"ExtensionInstallBlocklist": [")" OURS R"("]})"}, "policy_blocks_extension"},
    {chromium, {R"({"ExtensionInstallBlocklist": ["*"], "ExtensionInstallAllowlist": [")" OURS R"("]})"}, ""},
    {chromium,
     {R"({"ExtensionInstallBlocklist": ["*"], "ExtensionInstallForcelist": [")" OURS R"(;https://x.example"]})"},
     ""},
    {chromium, {R"({"ExtensionSettings": {"*": {"installation_mode": "blocked"}}})"}, "policy_blocks_extension"},
    {chromium,
     {R"({"ExtensionSettings": {"*": {"installation_mode": "blocked"}, ")" OURS
      R"(": {"installation_mode": "allowed"}}})"},
     ""},
    {chromium,
     {R"({"ExtensionSettings": {")" OURS R"(": {"installation_mode": "removed"}}})"},
     "policy_blocks_extension"},
    {chromium,
     {R"({"ExtensionSettings": {"*": {"blocked_permissions": ["nativeMessaging"]}}})"},
     "policy_blocks_extension"},
    {chromium, {R"({"ExtensionSettings": {"*": {"blocked_permissions": ["usb"]}}})"}, ""},
    {chromium, {R"({"ExtensionSettings": {"*": 7, ")" OURS R"(": []}})"}, ""},
    {firefox,
     {R"({"policies": {"ExtensionSettings": {"*": {"installation_mode": "blocked"}}}})"},
     "policy_blocks_extension"},
    {firefox,
     {R"({"policies": {"ExtensionSettings": {"jit-console@jit-console.org": {"installation_mode": "blocked"}}}})"},
     "policy_blocks_extension"},
    {firefox,
     {R"({"policies": {"ExtensionSettings": {"*": {"installation_mode": "blocked"},
               "jit-console@jit-console.org": {"installation_mode": "force_installed"}}}})"},
     ""},
    {firefox, {R"({"ExtensionSettings": {"*": {"installation_mode": "blocked"}}})"}, ""},
    {firefox, {R"({"policies": {"NativeMessagingBlocklist": ["*"]}})"}, ""},
};

std::string codes(const PolicyRow& row, bool uses_user_manifest) {
    std::vector<PolicyFile> files;
    for (const std::string& text : row.files) files.push_back({"/etc/policies/" + std::to_string(files.size()), text});
    const auto& browser = *find_browser_location(Platform::gnu_linux, row.family == chromium ? "chrome" : "firefox");
    std::string text;
    for (const Finding& finding : check_policy(browser, read_policy(row.family, files), uses_user_manifest)) {
        text += (text.empty() ? "" : " ") + std::string(finding.code);
        BOOST_TEST(finding.message.find("/etc/policies/") != std::string::npos);
        BOOST_TEST(!finding.fixable);
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(browser_policy)

BOOST_DATA_TEST_CASE(policies_mean_what_the_browsers_documentation_says, boost::unit_test::data::make(kPolicyRows),
                     row) {
    BOOST_TEST(codes(row, true) == row.codes);
}

BOOST_AUTO_TEST_CASE(a_manifest_for_all_users_minds_no_policy_about_users) {
    BOOST_TEST(codes({chromium, {R"({"NativeMessagingUserLevelHosts": false})"}, ""}, false) == "");
}

BOOST_AUTO_TEST_CASE(an_extension_that_only_the_machines_policy_knows_may_be_the_one_that_is_allowed) {
    const std::string store(32, 'b');
    const std::string text =
        R"({"ExtensionInstallBlocklist": ["*"], "ExtensionInstallAllowlist": [")" + store + R"("]})";
    BOOST_TEST(!read_policy(chromium, {{"/p", text}}).extension_blocked.empty());
    BOOST_TEST(read_policy(chromium, {{"/p", text}}, {store}).extension_blocked == "");
}

BOOST_AUTO_TEST_SUITE_END()
