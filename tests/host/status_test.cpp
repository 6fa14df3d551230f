#include "commands/portals/status.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/credentials/get_credentials.h"
#include "commands/portals/sign_in.h"
#include "fake_context.h"

using namespace jit_console;

namespace {

struct StatusFixture : fake::FakeContext {
    StatusFixture() {
        configure("acme", "");
        configure("globex", "");
        http.answers[kUserPath].body = R"({"Username":"bob@example.com"})";
        sign_in_with_token(context, "acme", Secret("a-token"), {});
    }
    void cache(const std::string& what, int seconds, const std::string& mark = "sign-in 1") {
        credential_cache.kept.insert_or_assign({kAcmeUrl, what},
                                               CachedKeys{{Secret("id"), Secret("key"), Secret("token"),
                                                           clock.now() + std::chrono::seconds(seconds), "us-west-2"},
                                                          clock.now(),
                                                          mark});
    }
    std::vector<std::string> labels() {
        std::vector<std::string> labels;
        for (const CachedAccess& cached : get_status(context, false).credentials) labels.push_back(cached.label());
        return labels;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(status, StatusFixture)

BOOST_AUTO_TEST_CASE(what_was_noted_at_the_sign_in_tells_the_same_as_the_vault_and_nobody_is_asked) {
    http.journal.clear();
    for (const bool at_once : {true, false}) {
        const Status status = get_status(context, at_once);
        BOOST_TEST(status.portals.size() == 2U);
        BOOST_TEST(status.portals[0].signed_in);
        BOOST_TEST(*status.portals[0].user == "bob@example.com");
        BOOST_TEST(!status.portals[0].session_expires_at.has_value());
        BOOST_TEST(!status.portals[1].signed_in);
    }
    BOOST_TEST(http.journal.empty());
    jit_console::sign_out(context, "acme");
    BOOST_TEST(!get_status(context, true).portals[0].signed_in);
}

BOOST_AUTO_TEST_CASE(a_sign_in_that_ends_with_the_process_is_not_noted) {
    vault.to_disk = false;
    sign_in_with_token(context, "globex", Secret("a-token"), {});
    BOOST_TEST(!get_status(context, true).portals[1].signed_in);
}

BOOST_AUTO_TEST_CASE(a_noted_end_that_has_come_is_a_sign_in_no_more) {
    facts.keep(kAcmeUrl, kSignInEndFact, std::to_string(clock.now().time_since_epoch().count()));
    BOOST_TEST(!get_status(context, true).portals[0].signed_in);
}

BOOST_AUTO_TEST_CASE(cached_credentials_are_listed_by_their_end_and_ended_ones_left_out) {
    facts.keep(kAcmeUrl, "name " + std::string(kTenantId), "invoice");
    cache("tenant " + std::string(kTenantId), 3000);
    cache("tenant 0e4b7d11-90aa-4c3f-8f0e-5b1f2ad8c7e3", 4000);
    cache("admin us-west-2", 600);
    cache("duplo_ops", 0);
    cache("admin", 600, "an earlier sign-in");
    BOOST_TEST(labels() == (std::vector<std::string>{"admin", "invoice", "0e4b7d11-90aa-4c3f-8f0e-5b1f2ad8c7e3"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_runs_with_credentials_is_listed_but_for_leases_that_are_over_and_not_for_a_prompt) {
    TerminalSession session;
    session.program = "terraform";
    const auto exec = terminal_sessions.add(session);
    session.is_lease = true;
    session.ends_at = clock.now() + std::chrono::seconds(1);
    const auto lease = terminal_sessions.add(session);
    session.ends_at = clock.now();
    const auto over = terminal_sessions.add(session);
    BOOST_TEST(get_status(context, false).sessions.size() == 2U);
    BOOST_TEST(get_status(context, true).sessions.empty());
}

BOOST_AUTO_TEST_CASE(consoles_are_listed_until_they_end_or_are_known_to_have_ended_and_not_for_a_prompt) {
    const auto opened = [this](const std::string& what, const std::string& tenant, int minutes) {
        HistoryEntry entry{clock.now(), what,    "acme", "tenant", tenant, tenant.empty() ? "" : "invoice",
                           "",          "popup", {}};
        if (what == "opened" || what == "renewed") entry.ends = clock.now() + std::chrono::minutes(minutes);
        history.record(entry, clock.now() - std::chrono::days(90));
    };
    const auto labels = [this] {
        std::vector<std::string> found;
        for (const LiveConsole& console : get_status(context, false).consoles) found.push_back(console.label());
        return found;
    };
    using Labels = std::vector<std::string>;
    opened("opened", kTenantId, 60);
    opened("page", kTenantId, 0);
    BOOST_TEST(labels() == Labels{"invoice"}, boost::test_tools::per_element());
    BOOST_TEST(get_status(context, true).consoles.empty());
    opened("signed_out", kTenantId, 0);
    BOOST_TEST(labels().empty());
    opened("renewed", kTenantId, 0);
    BOOST_TEST(labels().empty());
    opened("renewed", kTenantId, 30);
    BOOST_TEST((get_status(context, false).consoles.at(0).expires_at - clock.now() == std::chrono::minutes(30)));
}

BOOST_AUTO_TEST_CASE(a_policy_that_cannot_be_used_hides_no_sign_in) {
    policy.unusable = "as the test wants it";
    BOOST_TEST(get_status(context, false).portals[0].signed_in);
}

BOOST_AUTO_TEST_SUITE_END()
