#include "system/portal/portal_store.h"

#include <future>
#include <vector>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "fake_folder.h"
#include "thrown_error.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

const Portal kAcmePortal{"acme", "https://acme.duplocloud.net", "https://acme.duplocloud.net", "", ""};
const Portal kOther{"other", "https://other.example.com:8443", "https://api.example.com", "/etc/ca.pem", ""};

struct StoreFixture {
    TestFolder folder;
    std::filesystem::path file = folder / "config/config.json";
    std::unique_ptr<PortalStore> store = make_portal_store_file(file);

    void put_config(const std::string& text) const {
        std::filesystem::create_directories(file.parent_path());
        put(file, text);
    }
};

bool is_taken(const Error& error) { return error.code() == ErrorCode::portal_exists && !error.hint().empty(); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portal_store_file, StoreFixture)

BOOST_AUTO_TEST_CASE(is_empty_without_a_file) {
    BOOST_TEST(store->list().empty());
    BOOST_TEST(!std::filesystem::exists(file));
}

BOOST_AUTO_TEST_CASE(keeps_portals_in_the_order_they_were_added) {
    store->add(kOther);
    store->add(kAcmePortal);
    const auto portals = make_portal_store_file(file)->list();
    BOOST_REQUIRE(portals.size() == 2U);
    BOOST_TEST((portals[0] == kOther));
    BOOST_TEST((portals[1] == kAcmePortal));
}

BOOST_AUTO_TEST_CASE(gives_back_the_same_portal_with_what_is_known_of_it) {
    store->add(kOther);
    store->set_handover("other", "redirect");
    Portal again = kOther;
    BOOST_TEST(store->add(again).handover == "redirect");
    again.ca_file = "";
    again.api_url = again.url;
    BOOST_TEST(store->add(again).ca_file == "/etc/ca.pem");
    BOOST_TEST(store->list().size() == 1U);
}

BOOST_AUTO_TEST_CASE(keeps_a_targets_browser_until_it_or_the_portal_is_removed) {
    const BrowserSetting invoice{kAcmePortal.url, Role::tenant, "invoice", {"chrome", "Profile 1"}};
    const BrowserSetting admin{kAcmePortal.url, Role::admin, "", {"firefox", ""}};
    const BrowserSetting others{kOther.url, Role::tenant, "invoice", {"firefox", ""}};
    store->add(kAcmePortal);
    store->add(kOther);
    for (const BrowserSetting& setting : {invoice, admin, others}) store->set_browser(setting);
    BOOST_TEST((make_portal_store_file(file)->browsers() == std::vector{invoice, admin, others}));
    BrowserSetting changed = invoice;
    changed.tenant = "Invoice";
    changed.browser = {"firefox", ""};
    store->set_browser(changed);
    BOOST_TEST((store->browsers() == std::vector{admin, others, changed}));
    store->remove_browser(invoice);
    BOOST_TEST((store->browsers() == std::vector{admin, others}));
    store->remove("acme");
    BOOST_TEST((store->browsers() == std::vector{others}));
    store->remove_browser(others);
    BOOST_TEST(text_of(file).find("browsers") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(takes_no_browser_that_names_a_program) {
    for (const char* browsers :
         {R"([{"portal": "https://acme.duplocloud.net", "browser": "/bin/sh"}])",
          R"([{"portal": "https://acme.duplocloud.net", "browser": "firefox", "profile": "-x"}])",
          R"([{"portal": "x y", "browser": "firefox"}])", R"([{"browser": "firefox"}])",
          R"([{"portal": "https://acme.duplocloud.net", "role": "x", "browser": "firefox"}])", R"(["firefox"])",
          R"({})"}) {
        put_config(std::string(R"({"version": 1, "portals": [], "browsers": )") + browsers + "}");
        BOOST_CHECK_EXCEPTION(store->browsers(), Error,
                              [](const Error& error) { return error.code() == ErrorCode::config; });
        BOOST_TEST(store->list().empty());
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_name_or_url_that_is_taken) {
    store->add(kAcmePortal);
    Portal renamed = kAcmePortal;
    renamed.name = "second";
    BOOST_CHECK_EXCEPTION(store->add(renamed), Error, is_taken);
    Portal moved = kAcmePortal;
    moved.url = moved.api_url = "https://acme.example.com";
    BOOST_CHECK_EXCEPTION(store->add(moved), Error, is_taken);
    Portal trusted = kAcmePortal;
    trusted.ca_file = "/tmp/ca.pem";
    BOOST_CHECK_EXCEPTION(store->add(trusted), Error, is_taken);
    BOOST_TEST(store->list().size() == 1U);
}

BOOST_AUTO_TEST_CASE(removes_by_name_and_minds_no_missing_one) {
    store->add(kAcmePortal);
    store->add(kOther);
    store->remove("acme");
    store->remove("acme");
    BOOST_REQUIRE(store->list().size() == 1U);
    BOOST_TEST(store->list()[0].name == "other");
}

BOOST_AUTO_TEST_CASE(remembers_the_handover) {
    store->add(kAcmePortal);
    store->add(kOther);
    store->set_handover("other", "post_otp");
    store->set_handover("nobody", "post");
    BOOST_TEST(store->list()[0].handover == "");
    BOOST_TEST(store->list()[1].handover == "post_otp");
}

BOOST_AUTO_TEST_CASE(does_not_write_what_is_written_already) {
    store->add(kAcmePortal);
    store->set_handover("acme", "post");
    std::filesystem::permissions(file.parent_path(), std::filesystem::perms(0500));
    const auto before = std::filesystem::last_write_time(file);
    store->set_handover("acme", "post");
    store->remove("nobody");
    BOOST_TEST((std::filesystem::last_write_time(file) == before));
    std::filesystem::permissions(file.parent_path(), std::filesystem::perms(0700));
}

BOOST_AUTO_TEST_CASE(keeps_fields_that_it_does_not_know) {
    put_config(R"({"theme": "dark", "version": 1,
                   "portals": [{"name": "acme", "colour": "red", "url": "https://acme.duplocloud.net"}], "later": {"a": [1]}})");
    store->add(kOther);
    store->set_handover("acme", "redirect");
    const auto json = nlohmann::ordered_json::parse(text_of(file));
    BOOST_TEST(json.begin().key() == "theme");
    BOOST_TEST(json["theme"] == "dark");
    BOOST_TEST(json["later"]["a"][0] == 1);
    BOOST_TEST(json["portals"][0]["colour"] == "red");
    BOOST_TEST(json["portals"][0]["handover"] == "redirect");
}

BOOST_AUTO_TEST_CASE(reads_what_people_write_by_hand) {
    put_config(R"({"portals": [{"name": "acme", "url": "https://ACME.duplocloud.net/", "ca_file": null}]})");
    BOOST_REQUIRE(store->list().size() == 1U);
    BOOST_TEST((store->list()[0] == kAcmePortal));
}

const std::string kUnusable[] = {
    "",
    "{",
    "[]",
    "null",
    "{\"portals\": {}}",
    "{\"portals\": [1]}",
    "{\"version\": 2, \"portals\": []}",
    "{\"version\": \"1\", \"portals\": []}",
    "{\"portals\": [{\"name\": \"acme\"}]}",
    "{\"portals\": [{\"name\": \"acme\", \"url\": 7}]}",
    "{\"portals\": [{\"name\": \"Bad Name\", \"url\": \"https://acme.test\"}]}",
    "{\"portals\": [{\"name\": \"acme\", \"url\": \"http://acme.test\"}]}",
    "{\"portals\": [{\"name\": \"acme\", \"url\": \"https://acme.test\", \"api_url\": \"ftp://x\"}]}",
    "{\"portals\": [{\"name\": \"a\xff\", \"url\": \"https://acme.test\"}]}",
    "{\"portals\": [], \"deep\": " + std::string(200'000, '[') + std::string(200'000, ']') + "}",
    "{\"portals\": [], \"large\": \"" + std::string(1024 * 1024, 'x') + "\"}",
};

BOOST_DATA_TEST_CASE_F(StoreFixture, refuses_a_file_that_it_cannot_use_and_leaves_it_alone,
                       boost::unit_test::data::make(kUnusable), text) {
    put_config(text);
    BOOST_CHECK_EXCEPTION(store->list(), Error, has_with_hint(ErrorCode::config));
    BOOST_CHECK_EXCEPTION(store->add(kOther), Error, has_with_hint(ErrorCode::config));
    BOOST_CHECK_EXCEPTION(store->remove("acme"), Error, has_with_hint(ErrorCode::config));
    BOOST_CHECK_EXCEPTION(store->set_handover("acme", "post"), Error, has_with_hint(ErrorCode::config));
    BOOST_TEST((text_of(file) == text));
}

BOOST_AUTO_TEST_CASE(writers_at_the_same_time_lose_nothing) {
    std::vector<std::future<void>> writers;
    for (int i = 0; i < 8; ++i) {
        writers.push_back(std::async(std::launch::async, [&, i] {
            const std::string name = "portal" + std::to_string(i);
            const std::string url = "https://" + name + ".test";
            make_portal_store_file(file)->add({name, url, url, "", ""});
        }));
    }
    for (auto& writer : writers) writer.get();
    BOOST_TEST(store->list().size() == 8U);
}

BOOST_AUTO_TEST_SUITE_END()
