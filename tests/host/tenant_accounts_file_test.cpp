#include "system/portal/tenant_accounts.h"

#include <filesystem>
#include <thread>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "fake_folder.h"
#include "system/files/files.h"

using namespace jit_console;

namespace {

const std::string kAcme = "https://acme.duplocloud.net";
const std::string kBeta = "https://beta.example";

struct Fixture {
    fake::TestFolder folder;
    std::filesystem::path file = folder.path() / "state" / "tenant-accounts.json";
    std::unique_ptr<TenantAccounts> accounts = make_tenant_accounts_file(file);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tenant_accounts_file, Fixture)

BOOST_AUTO_TEST_CASE(an_account_is_kept_for_later_processes) {
    BOOST_TEST(!accounts->find(kAcme, "t1"));
    accounts->keep(kAcme, "t1", "123456789012");
    BOOST_TEST(make_tenant_accounts_file(file)->find(kAcme, "t1").value() == "123456789012");
    BOOST_TEST(!accounts->find(kAcme, "t2"));
    BOOST_TEST(!accounts->find(kBeta, "t1"));
}

BOOST_AUTO_TEST_CASE(a_portals_accounts_are_forgotten_together) {
    accounts->keep(kAcme, "t1", "123456789012");
    accounts->keep(kBeta, "t1", "210987654321");
    accounts->forget(kAcme);
    BOOST_TEST(!accounts->find(kAcme, "t1"));
    BOOST_TEST(accounts->find(kBeta, "t1").value() == "210987654321");
}

BOOST_AUTO_TEST_CASE(nothing_is_written_where_there_is_nothing_to_forget) {
    accounts->forget(kAcme);
    BOOST_TEST(!std::filesystem::exists(file));
}

BOOST_AUTO_TEST_CASE(what_is_no_such_file_counts_as_nothing_and_is_written_anew) {
    for (const char* text : {"", "nonsense", "[]", R"({"version": 2})", R"({"version": 1, "portals": []})",
                             R"({"version": 1, "portals": {"https://acme.duplocloud.net": 7}})",
                             R"({"version": 1, "portals": {"https://acme.duplocloud.net": {"t1": "12"}}})"}) {
        write_file_atomically(file, text);
        BOOST_TEST(!accounts->find(kAcme, "t1"), text);
        accounts->keep(kAcme, "t1", "123456789012");
        BOOST_TEST(accounts->find(kAcme, "t1").value() == "123456789012", text);
    }
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written_keeps_nobody_from_working) {
    std::filesystem::create_directories(file);
    accounts->keep(kAcme, "t1", "123456789012");
    BOOST_TEST(!accounts->find(kAcme, "t1"));
}

BOOST_AUTO_TEST_CASE(what_many_keep_at_once_is_all_there) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] { accounts->keep(kAcme, "t" + std::to_string(i), "123456789012"); });
    }
    threads.clear();
    for (int i = 0; i < 8; ++i) BOOST_TEST(accounts->find(kAcme, "t" + std::to_string(i)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
