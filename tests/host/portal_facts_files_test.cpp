#include "system/portal/portal_facts.h"

#include <thread>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "fake_folder.h"

using namespace jit_console;
using namespace jit_console::fake;

namespace {

constexpr char kGlobex[] = "https://globex.duplocloud.net:8443";

struct PortalFactsFilesFixture {
    TestFolder folder;
    std::unique_ptr<PortalFacts> facts = open();
    std::unique_ptr<PortalFacts> open() const { return make_portal_facts_files(folder / "portals"); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portal_facts_files, PortalFactsFilesFixture)

BOOST_AUTO_TEST_CASE(a_fact_is_kept_for_its_portal_and_outlives_the_process) {
    facts->keep(kAcmeUrl, "tenant invoice", "7c1f");
    facts->keep(kGlobex, "tenant invoice", "0e4b");
    facts->keep(kAcmeUrl, "tenant invoice", "7c20");
    BOOST_TEST(open()->find(kAcmeUrl, "tenant invoice").value() == "7c20");
    BOOST_TEST(open()->find(kGlobex, "tenant invoice").value() == "0e4b");
    BOOST_TEST(!open()->find(kAcmeUrl, "tenant").has_value());
    BOOST_TEST(open()->names(kAcmeUrl) == std::vector<std::string>{"tenant invoice"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_fact_or_all_of_a_portal_are_forgotten) {
    facts->keep(kAcmeUrl, "a", "1");
    facts->keep(kAcmeUrl, "b", "2");
    facts->keep(kGlobex, "a", "3");
    facts->forget(kAcmeUrl, "a");
    BOOST_TEST(!facts->find(kAcmeUrl, "a").has_value());
    BOOST_TEST(facts->find(kAcmeUrl, "b").value() == "2");
    facts->forget(kAcmeUrl);
    BOOST_TEST(!facts->find(kAcmeUrl, "b").has_value());
    BOOST_TEST(facts->find(kGlobex, "a").value() == "3");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_a_line_is_not_kept) {
    facts->keep(kAcmeUrl, "tenant a\tb", "1");
    facts->keep(kAcmeUrl, "c", "1\nd\t2");
    BOOST_TEST(facts->names(kAcmeUrl).empty());
}

BOOST_AUTO_TEST_CASE(the_oldest_go_when_there_are_many) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "fact " + std::to_string(i) + "\t1\n";
    facts->keep(kAcmeUrl, "x", "1");
    put(folder / "portals/acme.duplocloud.net", text);
    facts->keep(kAcmeUrl, "one more", "1");
    BOOST_TEST(!facts->find(kAcmeUrl, "fact 0").has_value());
    BOOST_TEST(facts->find(kAcmeUrl, "fact 1").has_value());
    BOOST_TEST(facts->find(kAcmeUrl, "one more").has_value());
}

BOOST_AUTO_TEST_CASE(a_file_of_nonsense_or_none_that_can_be_written_hinders_nobody) {
    facts->keep(kAcmeUrl, "a", "1");
    put(folder / "portals/acme.duplocloud.net", std::string("\0\n\t\tx\n\n", 7));
    BOOST_TEST(!facts->find(kAcmeUrl, "a").has_value());
    std::filesystem::remove_all(folder / "portals");
    put(folder / "portals", "a file in the folder's place");
    facts->keep(kAcmeUrl, "a", "1");
    BOOST_TEST(!facts->find(kAcmeUrl, "a").has_value());
}

BOOST_AUTO_TEST_CASE(what_many_keep_at_once_is_all_there) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] { facts->keep(kAcmeUrl, "account t" + std::to_string(i), "123456789012"); });
    }
    threads.clear();
    BOOST_TEST(facts->names(kAcmeUrl).size() == 8u);
}

BOOST_AUTO_TEST_CASE(the_accounts_file_of_earlier_versions_goes) {
    put(folder / "tenant-accounts.json", "{}");
    put(folder / "tenant-accounts.json.lock", "");
    facts->keep(kAcmeUrl, "a", "1");
    BOOST_TEST(!std::filesystem::exists(folder / "tenant-accounts.json"));
    BOOST_TEST(!std::filesystem::exists(folder / "tenant-accounts.json.lock"));
}

BOOST_AUTO_TEST_SUITE_END()
