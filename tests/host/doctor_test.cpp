#include "commands/doctor/doctor.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "commands/doctor/doctor_browsers.h"
#include "commands/setup/install.h"
#include "domain/aws_config_text.h"
#include "fake_context.h"
#include "version.h"

using namespace jit_console;

namespace {

constexpr const char* kProgram = "/opt/jit-console";

struct DoctorFixture {
    fake::FakeContext fakes;
    fake::FakeWorkstation& workstation = fakes.workstation;
    std::optional<BrowserFamily> asking;

    DoctorFixture() { workstation.programs[kProgram] = {true, true, kVersion}; }

    void put_manifest(const std::string& path, BrowserFamily family = BrowserFamily::chromium) {
        workstation.put(path, manifest_text(family, kProgram));
    }
    std::string severity_of(std::string_view browser) {
        for (const Finding& finding : examine().findings) {
            if (finding.subject == Subject::browser && finding.name == browser) {
                return std::string(severity_word(finding.severity));
            }
        }
        return "not found";
    }
    Diagnosis examine() { return jit_console::doctor(fakes.context, workstation, {}, asking); }
};

std::vector<std::string> codes(const Diagnosis& diagnosis) {
    std::vector<std::string> all;
    for (const Finding& finding : diagnosis.findings) all.emplace_back(finding.code);
    return all;
}

const auto kNone = std::vector<std::string>{};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(doctor, DoctorFixture)

BOOST_AUTO_TEST_CASE(a_program_is_run_once_however_many_browsers_start_it) {
    put_manifest("/home/bob/.config/google-chrome/NativeMessagingHosts/org.jit_console.host.json");
    put_manifest("/home/bob/.config/vivaldi/NativeMessagingHosts/org.jit_console.host.json");
    put_manifest("/home/bob/.mozilla/native-messaging-hosts/org.jit_console.host.json", BrowserFamily::firefox);
    BOOST_TEST(codes(check_browsers(workstation)) == kNone, boost::test_tools::per_element());
    BOOST_TEST(workstation.journal == std::vector<std::string>{kProgram}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_manifest_for_all_users_is_looked_at_where_there_is_no_other) {
    workstation.put("/opt/google/chrome/chrome");
    put_manifest("/etc/opt/chrome/native-messaging-hosts/org.jit_console.host.json");
    BOOST_TEST(codes(check_browsers(workstation)) == kNone, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_profile_folder_that_install_knows_is_looked_at_until_it_is_gone) {
    const std::string manifest = "/home/bob/work profile/NativeMessagingHosts/org.jit_console.host.json";
    put_manifest("/home/bob/.config/chromium/NativeMessagingHosts/org.jit_console.host.json");
    workstation.placed = {manifest, "/home/bob/.config/chromium/NativeMessagingHosts/org.jit_console.host.json"};
    BOOST_TEST(codes(check_browsers(workstation)) == kNone, boost::test_tools::per_element());

    workstation.put("/home/bob/work profile/Local State");
    const auto missing = check_browsers(workstation).findings;
    BOOST_REQUIRE(missing.size() == 1U);
    BOOST_TEST(missing[0].code == "manifest_missing");
    BOOST_TEST(missing[0].name == "Chromium in /home/bob/work profile");
    BOOST_TEST(missing[0].command == "jit-console install --user-data-dir '/home/bob/work profile'");
    BOOST_TEST(missing[0].fix == "/home/bob/work profile");

    put_manifest(manifest);
    BOOST_TEST(codes(check_browsers(workstation)) == kNone, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_browser_that_nobody_has_started_is_a_note_where_another_is_served) {
    workstation.put("/opt/google/chrome/chrome");
    BOOST_TEST(severity_of("Google Chrome") == "error");
    put_manifest("/home/bob/.config/chromium/NativeMessagingHosts/org.jit_console.host.json");
    BOOST_TEST(severity_of("Google Chrome") == "note");
    workstation.put("/home/bob/.config/google-chrome/Local State");
    BOOST_TEST(severity_of("Google Chrome") == "error");
}

BOOST_AUTO_TEST_CASE(what_the_asking_browser_proves_is_well) {
    workstation.put("/usr/lib/chromium/chromium");
    workstation.put("/home/bob/.config/chromium/Local State");
    workstation.put("/home/bob/.mozilla/firefox/profiles.ini");
    BOOST_TEST(severity_of("Chromium") == "error");
    asking = BrowserFamily::chromium;
    BOOST_TEST(severity_of("Chromium") == "note");
    BOOST_TEST(severity_of("Firefox") == "error");
    const Diagnosis diagnosis = examine();
    BOOST_TEST(std::ranges::any_of(diagnosis.checked, [](const Checked& checked) {
        return checked.subject == Subject::browser &&
               checked.detail == "this browser started jit-console and talks to it";
    }));
}

BOOST_AUTO_TEST_CASE(another_browser_of_its_family_is_not_well_because_one_asks) {
    workstation.put("/usr/lib/chromium/chromium");
    workstation.put("/home/bob/.config/google-chrome/Local State");
    asking = BrowserFamily::chromium;
    fakes.context.browser_program = "/usr/lib/chromium/chromium";
    BOOST_TEST(severity_of("Google Chrome") == "error");
    BOOST_TEST(severity_of("Chromium") == "note");
    workstation.put("/home/bob/.config/chromium/Local State");
    BOOST_TEST(severity_of("Chromium") == "note");
    // One that no table knows is none of these; of an unknown one nobody knows which it is.
    for (const char* program : {"/home/bob/own/chrome", ""}) {
        fakes.context.browser_program = program;
        BOOST_TEST(severity_of("Google Chrome") == "error");
        BOOST_TEST(severity_of("Chromium") == "error");
    }
}

BOOST_AUTO_TEST_CASE(a_stale_manifest_is_no_fault_of_the_browser_that_asks) {
    workstation.put("/usr/lib/chromium/chromium");
    put_manifest("/home/bob/.config/chromium/NativeMessagingHosts/org.jit_console.host.json");
    workstation.programs[kProgram] = {};
    BOOST_TEST(severity_of("Chromium") == "error");
    asking = BrowserFamily::chromium;
    BOOST_TEST(severity_of("Chromium") == "note");
    fakes.context.browser_program = "/usr/lib/chromium/chromium";
    BOOST_TEST(codes(examine()) == std::vector<std::string>{"program_missing"}, boost::test_tools::per_element());
    BOOST_TEST(severity_of("Chromium") == "note");
    fakes.context.browser_program = "/opt/google/chrome/chrome";
    BOOST_TEST(severity_of("Chromium") == "error");
}

BOOST_AUTO_TEST_CASE(a_manifest_that_others_may_change_stays_a_fault_of_the_browser_that_asks) {
    const std::string manifest = "/home/bob/.config/chromium/NativeMessagingHosts/org.jit_console.host.json";
    put_manifest(manifest);
    workstation.files.at(manifest).writable_by_others = true;
    asking = BrowserFamily::chromium;
    BOOST_TEST(severity_of("Chromium") == "error");
}

BOOST_AUTO_TEST_CASE(a_stale_manifest_for_all_users_of_a_browser_nobody_uses_is_a_note) {
    workstation.put("/opt/google/chrome/chrome");
    workstation.put("/etc/opt/chrome/native-messaging-hosts/org.jit_console.host.json",
                    manifest_text(BrowserFamily::chromium, "/opt/gone/jit-console"));
    BOOST_TEST(severity_of("Google Chrome") == "error");
    put_manifest("/home/bob/.config/chromium/NativeMessagingHosts/org.jit_console.host.json");
    BOOST_TEST(severity_of("Google Chrome") == "note");
}

BOOST_AUTO_TEST_CASE(without_a_vault_that_opens_nobody_is_called_signed_out) {
    fakes.configure("acme", "");
    workstation.open = {"/home/bob/.config/jit-console/vault.key"};
    fakes.http.answers["/admin/GetUserRoleInfo"].status = 401;
    const auto found = codes(examine());
    BOOST_TEST(std::ranges::count(found, "vault_open") == 1);
    BOOST_TEST(std::ranges::count(found, "signed_out") == 0);
}

BOOST_AUTO_TEST_CASE(a_token_goes_to_its_portal_alone) {
    fakes.configure("acme");
    fakes.configure("globex", "");
    fakes.http.answers["/admin/GetUserRoleInfo"].body = R"({"Username":"bob@example.com"})";
    examine();
    for (const auto& seen : fakes.http.journal) {
        const bool own = seen.url.starts_with("https://acme.duplocloud.net/");
        BOOST_TEST((seen.authorization == "Bearer kept-token") == own, seen.url);
    }
    BOOST_TEST(fakes.http.journal.size() == 5U);
}

BOOST_AUTO_TEST_CASE(it_can_be_cancelled) {
    fakes.configure("acme");
    std::stop_source stop;
    stop.request_stop();
    BOOST_CHECK_EXCEPTION(jit_console::doctor(fakes.context, workstation, stop.get_token()), Error,
                          [](const Error& error) { return error.code() == ErrorCode::cancelled; });
}

BOOST_AUTO_TEST_CASE(only_what_is_safe_is_repaired) {
    workstation.open = {"/home/bob/.config/jit-console/vault.key"};
    workstation.put("/home/bob/.config/google-chrome/Local State");
    Diagnosis diagnosis = examine();
    // What would write to a real home is left out.
    std::erase_if(diagnosis.findings, [](const Finding& finding) { return finding.subject == Subject::browser; });
    workstation.journal.clear();
    const Repairs repairs = repair(diagnosis, workstation, kProgram);
    BOOST_TEST(repairs.failed.empty());
    BOOST_TEST(workstation.journal == std::vector<std::string>{"/home/bob/.config/jit-console/vault.key"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(profiles_that_name_the_program_in_quotes_are_told_of_without_being_a_problem) {
    const auto told = [&] {
        const Diagnosis diagnosis = examine();
        const auto found = std::ranges::find(diagnosis.findings, "aws_profile_quotes", &Finding::code);
        return found == diagnosis.findings.end() ? "no" : std::string(severity_word(found->severity));
    };
    fakes.context.program = [] { return "/opt/our tools/jit-console"; };
    BOOST_TEST(told() == "no");
    const AwsProfile profile{"invoice", "acme", Role::tenant, "invoice", "us-west-2"};
    fakes.aws_config.text = add_to_aws_config(std::nullopt, profile, "/opt/our tools/jit-console").text;
    BOOST_TEST(told() == "note");
    fakes.context.program = [] { return "/opt/jit-console"; };
    BOOST_TEST(told() == "no");
}

BOOST_AUTO_TEST_SUITE_END()
