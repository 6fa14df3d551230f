#include "commands/console/browser_settings.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/portals/tenants.h"
#include "fake_context.h"

using namespace jit_console;

namespace {

const NamedBrowser kFirefox{"firefox", ""};
const NamedBrowser kChrome{"chrome", "Profile 1"};

struct SettingsFixture : fake::FakeContext {
    SettingsFixture() { configure("acme", ""); }
    Portal acme() { return portals.portals.front(); }
    /// "" where none is set.
    std::string browser_for(Role role, const std::string& tenant) {
        const auto browser = browser_of(context, acme(), jit_target(role, tenant, ""));
        return browser ? words_of(*browser) : "";
    }
    void set(const std::string& tenant, const NamedBrowser& browser) {
        set_browser(context, "acme", jit_target(Role::tenant, tenant, ""), browser);
    }
};

LiveBrowser live(const std::string& family, const std::string& program) { return {family, program, "", 0}; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(browser_settings, SettingsFixture)

BOOST_AUTO_TEST_CASE(a_targets_browser_is_its_own) {
    BOOST_TEST(browser_for(Role::tenant, "invoice") == "");
    set("invoice", kFirefox);
    set_browser(context, "", jit_target(Role::admin, "", ""), kChrome);
    BOOST_TEST(browser_for(Role::tenant, "Invoice") == "firefox");
    BOOST_TEST(browser_for(Role::tenant, "dev01") == "");
    BOOST_TEST(browser_for(Role::admin, "") == "chrome, profile Profile 1");
    BOOST_TEST(browser_for(Role::duplo_ops, "") == "");
    Portal other = acme();
    other.url = "https://other.example.com";
    BOOST_TEST(!browser_of(context, other, jit_target(Role::admin, "", "")).has_value());
}

BOOST_AUTO_TEST_CASE(a_tenant_is_meant_by_its_name_and_its_guid) {
    facts.keep(kAcmeUrl, "tenant invoice", kTenantId);
    facts.keep(kAcmeUrl, "name " + std::string(kTenantId), "invoice");
    set("invoice", kFirefox);
    BOOST_TEST(browser_for(Role::tenant, kTenantId) == "firefox");
    set(kTenantId, kChrome);
    BOOST_TEST(browser_for(Role::tenant, "invoice") == "chrome, profile Profile 1");
    BOOST_TEST(portals.settings.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_tenant_that_the_portal_did_not_list_is_refused_with_the_one_that_was_meant) {
    const auto refusal_of = [&](const std::string& tenant) {
        try {
            set(tenant, kFirefox);
        } catch (const Error& error) {
            return std::string(error.what()) + "; " + error.hint();
        }
        return std::string();
    };
    BOOST_TEST(refusal_of("invoic") == "");  // nothing was listed yet
    remove_browser(context, "acme", jit_target(Role::tenant, "invoic", ""));
    facts.keep(kAcmeUrl, kTenantNamesFact, "billing\x1finvoice");
    facts.keep(kAcmeUrl, "tenant orders", std::string(kTenantId) + " 1789990000");
    BOOST_TEST(refusal_of("invoic") ==
               "no tenant invoic on acme; did you mean invoice? list them with: jit-console tenants acme");
    BOOST_TEST(portals.settings.empty());
    for (const char* known : {"INVOICE", "billing", "orders", kTenantId}) BOOST_TEST(refusal_of(known) == "");
    facts.keep(kAcmeUrl, kTenantNamesFact, "billing\x1finvoice\x1f");  // and more, which didn't fit
    BOOST_TEST(refusal_of("zebra") == "");
}

BOOST_AUTO_TEST_CASE(it_is_listed_and_removed) {
    set("invoice", kFirefox);
    const auto all = list_browsers(context);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().portal == "acme");
    BOOST_TEST(all.front().label() == "invoice");
    BOOST_TEST(remove_browser(context, "acme", jit_target(Role::tenant, "INVOICE", ""))->label() == "invoice");
    BOOST_TEST(!remove_browser(context, "acme", jit_target(Role::tenant, "invoice", "")).has_value());
    BOOST_TEST(list_browsers(context).empty());
}

BOOST_AUTO_TEST_CASE(a_profile_that_its_browser_doesnt_have_is_refused) {
    workstation.put("/home/bob/.mozilla/firefox/profiles.ini", "[Profile0]\nName=work\nPath=x.work\n");
    workstation.put("/home/bob/.config/google-chrome/Profile 1/Preferences");
    const auto is_refused = [&](const NamedBrowser& browser) {
        try {
            check_profile(workstation, browser);
        } catch (const Error& error) {
            return error.code() == ErrorCode::browser && !error.hint().empty();
        }
        return false;
    };
    BOOST_TEST(!is_refused({"firefox", "work"}));
    BOOST_TEST(is_refused({"firefox", "Work"}));
    BOOST_TEST(!is_refused({"chrome", "Profile 1"}));
    BOOST_TEST(is_refused({"chrome", "Profile 2"}));
    // What keeps its profiles elsewhere can't be looked into.
    BOOST_TEST(!is_refused({"librewolf", "any"}));
    BOOST_TEST(!is_refused({"edge", "any"}));
    BOOST_TEST(!is_refused({"firefox", ""}));
}

BOOST_AUTO_TEST_CASE(a_host_is_its_browsers_and_that_of_a_profile_only_where_it_is_certain) {
    const auto is_of = [&](const LiveBrowser& host, const NamedBrowser& browser) {
        return is_host_of(host, browser, workstation);
    };
    BOOST_TEST(is_of(live("chromium", "chrome"), {"chrome", ""}));
    BOOST_TEST(is_of(live("chromium", "msedge"), {"edge", ""}));
    BOOST_TEST(!is_of(live("chromium", "chrome"), {"chromium", ""}));
    BOOST_TEST(!is_of(live("chromium", "chrome"), {"firefox", ""}));
    BOOST_TEST(is_of(live("firefox", "eckoain"), {"firefox", ""}));
    BOOST_TEST(!is_of(live("firefox", "librewolf"), {"firefox", ""}));
    BOOST_TEST(is_of(live("chromium", "sh"), {"chromium", ""}));
    BOOST_TEST(!is_of(live("chromium", "chrome"), kChrome));
    BOOST_TEST(!is_of(live("firefox", "firefox"), {"firefox", "work"}));
}

BOOST_AUTO_TEST_SUITE_END()
