#include "commands/doctor/sightings.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/doctor/portal_observation.h"
#include "commands/portals/portals.h"
#include "commands/portals/sign_in.h"
#include "domain/assumption.h"
#include "fake_context.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

struct SightingsFixture : fake::FakeContext {
    SightingsFixture() {
        configure("acme");
        configure("globex");
    }
    void note(const std::string& browser, const std::string& id, const std::string& differs = "") {
        context.caller = browser;
        note_sighting(context, "acme", id, differs);
    }
    Judged judged(std::string_view id) {
        PortalReport report;
        report.sightings = jit_console::sightings(context, portals.portals.at(0));
        for (Judged& one : judge(report)) {
            if (one.assumption->id == id) return one;
        }
        throw std::logic_error("no such assumption");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sightings, SightingsFixture)

BOOST_AUTO_TEST_CASE(what_a_browser_saw_is_told_with_the_browser_and_the_day) {
    clock.set(Time(std::chrono::seconds(1790000000)));
    note("firefox", "aws.session_data");
    const Judged holds = judged("aws.session_data");
    BOOST_TEST((holds.verdict == Verdict::holds));
    BOOST_TEST(holds.how == "in firefox on 2026-09-21");
    note("firefox", "aws.session_data", "no_tag");
    const Judged other = judged("aws.session_data");
    BOOST_TEST((other.verdict == Verdict::differs));
    BOOST_TEST(other.how == "in firefox on 2026-09-21: there is no such meta tag");
}

BOOST_AUTO_TEST_CASE(each_browser_has_its_own_and_what_differs_in_one_differs) {
    note("firefox", "aws.label");
    note("chromium", "aws.label", "another");
    BOOST_TEST(jit_console::sightings(context, portals.portals.at(0)).size() == 2u);
    const Judged label = judged("aws.label");
    BOOST_TEST((label.verdict == Verdict::differs));
    BOOST_TEST(label.how.starts_with("in chromium on "));
    BOOST_TEST((judged("aws.dialogue").verdict == Verdict::not_seen));
}

BOOST_AUTO_TEST_CASE(an_assumption_that_only_browsers_see_is_known_by_its_table) {
    for (const char* id : {"portal.guid", "portal.arn", "aws.session_data", "aws.label", "aws.one_identity",
                           "aws.logout_chain", "aws.expired_page", "aws.dialogue"}) {
        note("chromium", id);
        BOOST_TEST((judged(id).verdict == Verdict::holds), id);
    }
}

BOOST_AUTO_TEST_CASE(nothing_else_can_be_kept) {
    for (const auto& [id, word] : {std::pair{"aws.label", "bob@example.com"}, std::pair{"aws.label", "no_tag"},
                                   std::pair{"jit.url", ""}, std::pair{"", ""}, std::pair{"aws.dialogue", "x\ty"}}) {
        BOOST_CHECK_EXCEPTION(note("chromium", id, word), Error, has(ErrorCode::bad_request));
    }
    BOOST_CHECK_EXCEPTION(note_sighting(context, "initech", "aws.label", ""), Error, has(ErrorCode::unknown_portal));
    BOOST_TEST(facts.names(kAcmeUrl).empty());
}

BOOST_AUTO_TEST_CASE(what_another_version_or_somebody_else_wrote_is_not_told) {
    facts.keep(kAcmeUrl, "seen in chromium aws.label", "2026-11-26 sideways");
    facts.keep(kAcmeUrl, "seen in chromium aws.dialogue", "bob@exampl holds");
    facts.keep(kAcmeUrl, "seen in elinks aws.dialogue", "2026-11-26 holds");
    facts.keep(kAcmeUrl, "seen in chromium", "2026-11-26 holds");
    facts.keep(kAcmeUrl, "user", "bob@example.com");
    BOOST_TEST(jit_console::sightings(context, portals.portals.at(0)).empty());
}

BOOST_AUTO_TEST_CASE(they_go_with_their_portal_and_stay_at_a_sign_out) {
    note("chromium", "aws.label");
    note_sighting(context, "globex", "aws.label", "");
    jit_console::sign_out(context, "acme");
    BOOST_TEST(jit_console::sightings(context, portals.portals.at(0)).size() == 1u);
    const Portal acme = portals.portals.at(0);
    remove_portal(context, "acme");
    BOOST_TEST(jit_console::sightings(context, acme).empty());
    BOOST_TEST(jit_console::sightings(context, portals.portals.at(0)).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_report_has_them_and_how_a_post_came) {
    http.answers[kUserPath].body = R"({"Username":"bob@example.com","Roles":["User"]})";
    note("chromium", "aws.label");
    portals.portals.at(0).handover = "post";
    facts.keep(kAcmeUrl, "hand-over preflight", "asked");
    const PortalReport report = observe_portal(context, "acme", std::nullopt, {});
    BOOST_TEST(report.sightings.size() == 1u);
    BOOST_TEST(report.preflight == "asked");
}

BOOST_AUTO_TEST_SUITE_END()
