#include "domain/manifest_check.h"

#include <ostream>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "commands/setup/install.h"

using namespace jit_console;

namespace {

const BrowserLocation& linux_chrome() { return *find_browser_location(Platform::gnu_linux, "chrome"); }
const BrowserLocation& linux_firefox() { return *find_browser_location(Platform::gnu_linux, "firefox"); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, from << " in " << text);
    return text.replace(at, from.size(), to);
}

std::vector<Finding> checked(const BrowserLocation& browser, const std::string& text,
                             const FoundProgram& program = {true, true, "0.1.0"}, Scope scope = Scope::user) {
    const UsedManifest used{browser, scope, {"/home/bob/m.json", true, false, text}};
    return check_manifest(used, "0.1.0", [&](const std::string& path) {
        BOOST_TEST(path == "/opt/jit-console");
        return program;
    });
}

std::string codes(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) text += (text.empty() ? "" : " ") + std::string(finding.code);
    return text;
}

const std::string kChrome = manifest_text(BrowserFamily::chromium, "/opt/jit-console");
const std::string kFirefox = manifest_text(BrowserFamily::firefox, "/opt/jit-console");

struct Broken {
    std::string from, to, code;
    friend std::ostream& operator<<(std::ostream& out, const Broken& broken) {
        return out << broken.from << " → " << broken.to;
    }
};

const std::vector<Broken> kBroken{
    {kChrome, "", "manifest_invalid"},
    {kChrome, "[]", "manifest_invalid"},
    {kChrome, "\xff", "manifest_invalid"},
    {"{", "{{", "manifest_invalid"},
    {"\"stdio\"", "\"pipe\"", "manifest_invalid"},
    {"\"stdio\"", "7", "manifest_invalid"},
    {"\"type\"", "\"kind\"", "manifest_invalid"},
    {"\"/opt/jit-console\"", "\"\"", "manifest_invalid"},
    {"\"/opt/jit-console\"", "[\"/opt/jit-console\"]", "manifest_invalid"},
    {"\"description\"", "\"about\"", "manifest_invalid"},
    {"\"allowed_origins\"", "\"allowed_extensions\"", "manifest_invalid"},
    {"[\"chrome-extension", "[7, \"chrome-extension", ""},
    {"org.jit_console.host", "org.jit_console.hosts", "manifest_name"},
    {"hjkepomeflbmibkhbpicfepocdkjcbnb/", "hjkepomeflbmibkhbpicfepocdkjcbnb", "extension_ids"},
    {"hjkepomeflbmibkhbpicfepocdkjcbnb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "extension_ids"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(manifest_check)

BOOST_AUTO_TEST_CASE(what_install_writes_is_well) {
    BOOST_TEST(codes(checked(linux_chrome(), kChrome)) == "");
    BOOST_TEST(codes(checked(linux_firefox(), kFirefox)) == "");
}

BOOST_DATA_TEST_CASE(a_broken_manifest_is_told_by_what_is_broken, boost::unit_test::data::make(kBroken), broken) {
    BOOST_TEST(codes(checked(linux_chrome(), replaced(kChrome, broken.from, broken.to))) == broken.code);
}

BOOST_AUTO_TEST_CASE(a_relative_path_is_below_the_manifests_folder_on_windows_only) {
    const auto named = [](Platform platform, const std::string& path, const std::string& program) {
        const BrowserLocation& chrome = *find_browser_location(platform, "chrome");
        return named_program(chrome, {path, true, false, R"({"path": ")" + program + R"("})"});
    };
    const std::string manifest = R"(C:\Program Files\jit-console\chromium.json)";
    BOOST_TEST(named(Platform::windows, manifest, "jit-console.exe") ==
               R"(C:\Program Files\jit-console\jit-console.exe)");
    BOOST_TEST(named(Platform::windows, manifest, R"(b\\jit-console.exe)") ==
               R"(C:\Program Files\jit-console\b\jit-console.exe)");
    BOOST_TEST(named(Platform::windows, manifest, R"(D:\\jit-console.exe)") == R"(D:\jit-console.exe)");
    BOOST_TEST(named(Platform::windows, manifest, R"(\\\\server\\jit-console.exe)") == R"(\\server\jit-console.exe)");
    BOOST_TEST(named(Platform::windows, manifest, "") == "");
    BOOST_TEST(named(Platform::gnu_linux, "/etc/opt/chrome/m.json", "jit-console") == "jit-console");
}

BOOST_AUTO_TEST_CASE(a_manifest_of_the_other_family_is_no_manifest) {
    BOOST_TEST(codes(checked(linux_firefox(), kChrome)) == "manifest_invalid");
    BOOST_TEST(codes(checked(linux_chrome(), kFirefox)) == "manifest_invalid");
}

BOOST_AUTO_TEST_CASE(the_program_is_looked_at_last) {
    BOOST_TEST(codes(checked(linux_chrome(), kChrome, {false, false, {}})) == "program_missing");
    BOOST_TEST(codes(checked(linux_chrome(), kChrome, {true, false, {}})) == "program_not_executable");
    BOOST_TEST(codes(checked(linux_chrome(), kChrome, {true, true, {}})) == "program_silent");
    BOOST_TEST(codes(checked(linux_chrome(), kChrome, {true, true, "0.0.9"})) == "program_version");
    BOOST_TEST(codes(checked(linux_chrome(), replaced(kChrome, "org.jit", "com.jit"), {})) ==
               "manifest_name program_missing");
}

BOOST_AUTO_TEST_CASE(only_an_older_program_is_replaced_without_asking) {
    BOOST_TEST(checked(linux_chrome(), kChrome, {true, true, "0.0.9"}).at(0).fixable);
    BOOST_TEST(!checked(linux_chrome(), kChrome, {true, true, "0.2"}).at(0).fixable);
    BOOST_TEST(!checked(linux_chrome(), kChrome, {true, true, "0.10.0"}).at(0).fixable);
}

BOOST_AUTO_TEST_CASE(the_systems_manifest_is_left_to_its_administrator) {
    const auto findings = checked(linux_chrome(), "", {}, Scope::system);
    BOOST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(!findings[0].fixable);
    BOOST_TEST(findings[0].command == "sudo jit-console install --system --browser chrome");
    BOOST_TEST(checked(linux_chrome(), "").at(0).command == "jit-console install --browser chrome");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_not_judged_further) {
    const UsedManifest used{linux_chrome(), Scope::user, {"/home/bob/m.json", false, true, ""}};
    BOOST_TEST(codes(check_manifest(used, "0.1.0", [](const std::string&) { return FoundProgram{}; })) ==
               "manifest_unreadable");
}

BOOST_AUTO_TEST_CASE(others_must_not_be_able_to_change_it) {
    const UsedManifest used{linux_chrome(), Scope::user, {"/home/bob/m.json", true, true, kChrome}};
    BOOST_TEST(codes(check_manifest(used, "0.1.0", [](const std::string&) {
                   return FoundProgram{true, true, "0.1.0"};
               })) == "manifest_writable");
}

BOOST_AUTO_TEST_CASE(what_stands_in_a_manifest_reaches_no_terminal_unchanged) {
    const std::string text = replaced(kChrome, "org.jit_console.host", R"(\u001b[2Jevil)");
    BOOST_TEST(checked(linux_chrome(), text).at(0).message.find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(versions_are_compared_by_number) {
    BOOST_TEST(compare_versions("0.1.0", "0.1.0") == 0);
    BOOST_TEST(compare_versions("0.1", "0.1.0") == 0);
    BOOST_TEST(compare_versions("0.9.0", "0.10.0") == -1);
    BOOST_TEST(compare_versions("1.0.0", "0.99.99") == 1);
}

BOOST_AUTO_TEST_CASE(a_manifest_without_the_policys_extension_is_found) {
    const auto& browser = *find_browser_location(Platform::gnu_linux, "chrome");
    const std::vector<std::string> more{std::string(32, 'b')};
    const auto found = [&](const std::string& text) {
        const UsedManifest used{browser, Scope::user, {"/home/bob/m.json", true, false, text}, more};
        return codes(check_manifest(used, "0.1.0", [](const std::string&) {
            return FoundProgram{true, true, "0.1.0"};
        }));
    };
    BOOST_TEST(found(kChrome) == "extension_ids");
    BOOST_TEST(found(manifest_text(BrowserFamily::chromium, "/opt/jit-console", more)) == "");
}

BOOST_AUTO_TEST_SUITE_END()
