// The file of the administrator: what belongs to somebody else isn't believed.
#include <filesystem>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "fake_folder.h"
#include "system/files/files.h"
#include "system/policy/policy_source.h"

using namespace jit_console;

namespace {

namespace fs = std::filesystem;

struct PolicyFileFixture {
    fake::TestFolder folder;
    fs::path file = folder / "policy.json";

    std::string refusal() {
        try {
            make_policy_file(file)->read();
        } catch (const Error& error) {
            BOOST_TEST((error.code() == ErrorCode::policy_forbids));
            return error.what();
        }
        return "it was read";
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(policy_file, PolicyFileFixture)

BOOST_AUTO_TEST_CASE(without_a_file_there_is_no_policy) { BOOST_TEST(make_policy_file(file)->read().source.empty()); }

BOOST_AUTO_TEST_CASE(a_link_that_leads_nowhere_is_refused) {
    fs::create_symlink("/nowhere", file);
    BOOST_TEST(refusal().find(file.string()) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(another_users_file_is_refused) {
    write_file_atomically(file, "{}", 0644);
    if (::geteuid() == 0) BOOST_REQUIRE(::chown(file.c_str(), 12345, 12345) == 0);
    BOOST_TEST(refusal().find("belongs to another user") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_that_others_can_write_is_refused) {
    for (const mode_t mode : {mode_t{0666}, mode_t{0646}}) {
        write_file_atomically(file, "{}", 0644);
        BOOST_REQUIRE(::chmod(file.c_str(), mode) == 0);
        BOOST_TEST(refusal().find("can be written by others") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_link_of_another_user_to_the_administrators_own_file_is_refused) {
    const fs::path between = folder / "theirs";
    fs::create_directory(between);
    if (::geteuid() == 0) BOOST_REQUIRE(::chown(between.c_str(), 12345, 12345) == 0);
    fs::create_symlink("/etc/passwd", between / "policy.json");
    file = between / "policy.json";
    BOOST_TEST(refusal().find("belongs to another user") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_administrators_own_file_is_believed_and_its_faults_are_told) {
    BOOST_TEST(administrators_text("/etc/passwd").has_value());
    file = "/etc/passwd";
    BOOST_TEST(refusal().find("/etc/passwd: it holds no JSON object") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_folder_in_its_place_is_refused) {
    file = "/etc";
    BOOST_TEST(refusal() != "it was read");
}

BOOST_AUTO_TEST_CASE(a_portals_certificates_that_others_may_change_are_refused) {
    const auto with_ca = [](const std::string& path) {
        return R"({"portals":[{"url":"https://acme.duplocloud.net","caFile":")" + path + R"("}]})";
    };
    BOOST_TEST(trusted_policy(with_ca("/etc/passwd"), "p").portals.at(0).ca_file == "/etc/passwd");
    const fs::path theirs = folder / "theirs.pem";
    write_file_atomically(theirs, "", 0644);
    if (::geteuid() == 0) BOOST_REQUIRE(::chown(theirs.c_str(), 12345, 12345) == 0);
    for (const std::string& path : {theirs.string(), (folder / "missing.pem").string(), std::string("ca.pem")}) {
        BOOST_CHECK_EXCEPTION(trusted_policy(with_ca(path), "p"), Error, [&](const Error& error) {
            return error.code() == ErrorCode::policy_forbids &&
                   std::string(error.what()).find("caFile") != std::string::npos;
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
