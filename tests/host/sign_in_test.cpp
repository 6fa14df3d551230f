#include "commands/portals/sign_in.h"

#include <boost/test/unit_test.hpp>

#include "acme_portal.h"
#include "commands/portals/portals.h"
#include "commands/portals/tenants.h"
#include "fake_context.h"
#include "thrown_error.h"

using namespace jit_console;

namespace {

struct SignInFixture : fake::FakeContext {
    SignInFixture() {
        configure("acme", "");
        http.answers[kUserPath].body = R"({"Username":"bob@example.com","Roles":["User"]})";
    }
    std::vector<std::string> opened;
    PortalState sign_in_now(bool admin = false) {
        return sign_in(context, "acme", admin, [&](const GrantPage& page) { opened.push_back(page.url); }, {});
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in, SignInFixture)

BOOST_AUTO_TEST_CASE(a_token_that_the_portal_takes_is_kept_with_whose_it_is) {
    const PortalState state = sign_in_now();
    BOOST_TEST(state.signed_in);
    BOOST_TEST(state.user.value() == "bob@example.com");
    BOOST_TEST(state.portal.handover == "redirect");
    BOOST_TEST(vault.kept.at(kAcmeUrl).token == "handed-over-token");
    BOOST_TEST(http.journal.at(0).authorization == "Bearer handed-over-token");
    BOOST_TEST(
        opened.at(0) ==
        "https://acme.duplocloud.net/app/user/verify-token?localAppName=jit-console&localPort=40123&isAdmin=false"
        "&redirect=true");
}

BOOST_AUTO_TEST_CASE(an_administrators_sign_in_says_so_and_keeps_the_one_time_password) {
    grant.otp = "123456";
    grant.handover = "post_otp";
    sign_in_now(true);
    BOOST_TEST(opened.at(0).find("isAdmin=true") != std::string::npos);
    BOOST_TEST(listeners_for_admin.at(0));
    BOOST_TEST(vault.kept.at(kAcmeUrl).otp == "123456");
}

BOOST_AUTO_TEST_CASE(whether_a_post_came_after_a_question_is_noted) {
    const auto noted = [&] { return facts.find(kAcmeUrl, "hand-over preflight").value_or("nothing"); };
    sign_in_now();
    BOOST_TEST(noted() == "nothing");
    grant.handover = "post";
    sign_in_now();
    BOOST_TEST(noted() == "none");
    grant.asked_first = true;
    sign_in_now();
    BOOST_TEST(noted() == "asked");
}

BOOST_AUTO_TEST_CASE(a_token_that_the_portal_refuses_is_not_kept) {
    http.answers[kUserPath] = {401, "", "text/plain", std::nullopt};
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::token_rejected));
    BOOST_TEST(vault.kept.empty());
}

BOOST_AUTO_TEST_CASE(a_refused_token_leaves_the_one_that_was_there) {
    vault.kept[kAcmeUrl] = {"before", "", "bob@example.com", std::nullopt};
    http.answers[kUserPath] = {401, "", "text/plain", std::nullopt};
    BOOST_CHECK_THROW(sign_in_with_token(context, "acme", Secret(std::string("other")), {}), Error);
    BOOST_TEST(vault.kept.at(kAcmeUrl).token == "before");
}

BOOST_AUTO_TEST_CASE(a_portal_without_the_user_call_is_asked_for_tenants_instead) {
    http.answers.erase(kUserPath);
    http.answers["/admin/GetTenantsForUser"].body = "[]";
    BOOST_TEST(sign_in_now().signed_in);
}

BOOST_AUTO_TEST_CASE(whose_the_first_sign_in_of_a_portal_of_the_extensions_is_is_asked_before_anything_is_sent) {
    portals.portals.at(0).unconfirmed = true;
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::sign_in_timeout));
    BOOST_TEST(grant.questions.at(0).find("acme.duplocloud.net") != std::string::npos);
    BOOST_TEST(http.journal.empty());
    grant.agrees = true;
    BOOST_TEST(sign_in_now().signed_in);
    BOOST_TEST(!portals.portals.at(0).unconfirmed);
    sign_in_now();
    BOOST_TEST(grant.questions.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_post_says_whose_page_it_is_from_and_nothing_is_asked) {
    portals.portals.at(0).unconfirmed = true;
    grant.handover = "post";
    BOOST_TEST(sign_in_now().signed_in);
    BOOST_TEST(!portals.portals.at(0).unconfirmed);
}

BOOST_AUTO_TEST_CASE(another_user_than_the_last_is_asked_about_even_after_the_session_has_ended) {
    sign_in_now();
    vault.kept.clear();
    http.answers[kUserPath].body = R"({"Username":"eve@example.com"})";
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::other_user));
    BOOST_TEST(grant.questions.at(0).find(
                   "You were signed in to acme as bob@example.com; this sign-in is for eve@example.com") == 0U);
    BOOST_TEST(vault.kept.empty());
    grant.agrees = true;
    BOOST_TEST(sign_in_now().user.value() == "eve@example.com");
}

BOOST_AUTO_TEST_CASE(after_a_sign_out_another_user_may_sign_in_unasked) {
    sign_in_now();
    sign_out(context, "acme");
    http.answers[kUserPath].body = R"({"Username":"eve@example.com"})";
    BOOST_TEST(sign_in_now().user.value() == "eve@example.com");
    BOOST_TEST(grant.questions.empty());
}

BOOST_AUTO_TEST_CASE(the_names_of_tenants_stay_for_the_same_user_and_go_for_another) {
    sign_in_now();
    facts.keep(kAcmeUrl, kTenantNamesFact, "invoice");
    sign_in_now();
    BOOST_TEST(known_tenant_names(context, portals.portals.at(0)).size() == 1U);
    http.answers[kUserPath].body = R"({"Username":"eve@example.com"})";
    grant.agrees = true;
    sign_in_now();
    BOOST_TEST(known_tenant_names(context, portals.portals.at(0)).empty());
}

BOOST_AUTO_TEST_CASE(any_json_object_is_no_user) {
    http.answers[kUserPath].body = R"({"status":"please log in to the hotel's network"})";
    http.answers["/admin/GetTenantsForUser"].body = http.answers[kUserPath].body;
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::portal_answer));
    BOOST_TEST(vault.kept.empty());
}

BOOST_AUTO_TEST_CASE(a_sign_out_ends_the_sign_in_that_is_under_way) {
    http.while_answering = [&] {
        http.while_answering = nullptr;
        sign_out(context, "acme");
    };
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::cancelled));
    BOOST_TEST(vault.kept.empty());
}

BOOST_AUTO_TEST_CASE(after_a_sign_out_the_next_sign_in_waits_for_no_end_of_the_one_that_was_under_way) {
    http.while_answering = [&] {
        http.while_answering = nullptr;
        sign_out(context, "acme");
        BOOST_TEST(sign_in_now().signed_in);
        running_sign_ins.begin("acme");
    };
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::cancelled));
    BOOST_TEST(vault.kept.size() == 1U);
    // The end of the first is no end of the one that began since.
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::sign_in_running));
}

BOOST_AUTO_TEST_CASE(cancel_on_the_page_keeps_nothing) {
    grant.refused = ErrorCode::sign_in_refused;
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::sign_in_refused));
    BOOST_TEST(vault.kept.empty());
}

BOOST_AUTO_TEST_CASE(one_sign_in_at_a_time_and_the_next_may_come_after_it) {
    running_sign_ins.begin("acme");
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::sign_in_running));
    running_sign_ins.end("acme");
    grant.refused = ErrorCode::sign_in_timeout;
    BOOST_CHECK_EXCEPTION(sign_in_now(), Error, has(ErrorCode::sign_in_timeout));
    grant.refused.reset();
    BOOST_TEST(sign_in_now().signed_in);
}

BOOST_AUTO_TEST_CASE(a_token_from_standard_input_is_tried_the_same_way) {
    BOOST_TEST(sign_in_with_token(context, "", Secret(std::string("typed-token")), {}).signed_in);
    BOOST_TEST(vault.kept.at(kAcmeUrl).token == "typed-token");
    BOOST_CHECK_EXCEPTION(sign_in_with_token(context, "", Secret(), {}), Error, has(ErrorCode::token_rejected));
}

BOOST_AUTO_TEST_CASE(a_sign_in_whose_end_has_come_is_shown_as_ended) {
    vault.kept[kAcmeUrl] = {"old", "", "bob@example.com", clock.now()};
    BOOST_TEST(!list_portals(context).at(0).signed_in);
    clock.set(clock.now() - std::chrono::seconds(1));
    BOOST_TEST(list_portals(context).at(0).signed_in);
}

BOOST_AUTO_TEST_CASE(signing_out_and_removing_wipe_the_token) {
    sign_in_now();
    BOOST_TEST(!sign_out(context, "acme").signed_in);
    BOOST_TEST(vault.kept.empty());
    BOOST_CHECK_NO_THROW(sign_out(context, "acme"));
    sign_in_now();
    remove_portal(context, "acme");
    BOOST_TEST(vault.kept.empty());
    BOOST_TEST(portals.portals.empty());
    BOOST_CHECK_EXCEPTION(remove_portal(context, ""), Error, has(ErrorCode::bad_request));
}

BOOST_AUTO_TEST_CASE(what_asks_in_the_background_gets_the_same_answer_for_a_while_after_nobody_answered) {
    const Portal portal = portals.list().front();
    grant.refused = ErrorCode::sign_in_refused;
    BOOST_CHECK_THROW(sign_in_now(), Error);
    check_not_ignored(context, portal);
    grant.refused = ErrorCode::sign_in_timeout;
    BOOST_CHECK_THROW(sign_in_now(), Error);
    BOOST_CHECK_EXCEPTION(check_not_ignored(context, portal), Error, has_with_hint(ErrorCode::sign_in_timeout));
    clock.set(clock.now() + kSilenceKept);
    check_not_ignored(context, portal);
    BOOST_CHECK_THROW(sign_in_now(), Error);
    grant.refused.reset();
    sign_in_now();
    check_not_ignored(context, portal);
}

BOOST_AUTO_TEST_SUITE_END()
