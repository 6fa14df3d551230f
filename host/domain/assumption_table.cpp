#include "domain/assumption.h"

#include <array>

namespace jit_console {
namespace {

using enum Standing;

constexpr std::string_view kByCall = "the form of its answer";
constexpr std::string_view kByAccess = "the form of the answer that a click on the tenant gets (--tenant)";
constexpr std::string_view kByAdmin = "the answer that a click on the administrator gets (--admin)";
constexpr std::string_view kInBrowser = "in a browser, on AWS's own page";
constexpr std::string_view kBySignIn = "how the last sign-in by a browser came";

constexpr std::array kTable{
    // What portals answer.
    Assumption{"portal.json", "each call that succeeds answers 200 with JSON", read_in_clients, kByCall,
               "what only adds to a click is left out; else the click says that the answer can't be understood"},
    Assumption{"portal.time", "each call answers within 20 seconds", read_in_clients, "how long each took",
               "the click ends with a sentence; a kept connection silent for 3 seconds is tried beside a fresh one"},
    Assumption{"portal.letters", "fields are spelt as public clients spell them", read_in_clients, kByCall,
               "names of fields are found in any case"},
    Assumption{"portal.types", "optional fields have the types that public clients read", read_in_clients, kByCall,
               "a field of another type is taken for missing; digits in a string are a number"},
    Assumption{"portal.user", "GET /admin/GetUserRoleInfo names the user and the roles", read_in_clients, kByCall,
               "the list of tenants shows whether the token holds; no name is shown"},
    Assumption{"portal.features", "GET /v3/features/system answers", read_in_clients, kByCall,
               "everything is taken to be off, but AWS"},
    Assumption{"portal.tenants", "GET /admin/GetTenantsForUser lists each tenant with its GUID and name",
               read_in_clients, kByCall,
               "entries without either are left out; a list in parts is asked for part by part"},
    Assumption{"portal.tenant_names", "tenants' names are small letters, digits and dashes", guessed, kByCall,
               "they are shown as one line without control characters, and matched as they are"},
    Assumption{"portal.plans", "each tenant has its PlanID", read_in_clients, kByCall,
               "no plan is shown, and production is told by name and account only"},
    Assumption{"portal.region", "GET /subscriptions/*/GetAwsRegionId answers a region", read_in_clients, kByCall,
               "the region comes from the answer of a click"},
    Assumption{"portal.account", "GET /subscriptions/*/GetTenantAwsAccountId answers twelve digits", read_in_clients,
               kByCall, "ARNs of other accounts aren't noticed before the console is open"},
    Assumption{"portal.cloud", "GET /v3/features/tenant/* says Cloud 0 for AWS", read_in_clients, kByCall,
               "a tenant of another cloud is told from AWS's only by its refusal"},
    Assumption{"portal.resources", "GET /subscriptions/*/GetCloudResources gives ARNs, in Arn or in Name",
               read_in_clients, kByCall, "entries without an ARN are left out"},
    Assumption{"portal.token", "the token is a JWT that says when it ends", read_in_clients, "the form of the kept one",
               "the end isn't announced; the portal's refusal tells it"},
    Assumption{"portal.redirect", "the page «Local Access Requested» hands the token over by redirect", read_in_clients,
               kBySignIn, "it is taken as a POST, too, with and without a one-time password"},
    // A click.
    Assumption{"jit.allowed", "who lists a tenant gets AWS access to it", documented, kByAccess,
               "the refusal is explained: turned off for users, another cloud, no such tenant"},
    Assumption{"jit.url", "the answer has a ConsoleUrl", read_in_clients, kByAccess,
               "AWS's federation endpoint is asked with the keys"},
    Assumption{"jit.url_form",
               "ConsoleUrl is AWS's federation login: https, a sign-in host, /federation, login, one token", documented,
               kByAccess, "nothing is opened"},
    Assumption{"jit.destination", "ConsoleUrl has a Destination in the console", read_in_clients, kByAccess,
               "the wanted page is added; the region comes from elsewhere"},
    Assumption{"jit.escapes", "ConsoleUrl is escaped with capital letters", guessed, kByAccess,
               "what stays of it is passed on as it was"},
    Assumption{"jit.issuer", "Issuer is one of the portal's pages, or a word", guessed, kByAccess,
               "it is left out, and AWS's expired page leads nowhere"},
    Assumption{"jit.validity", "Validity says for how many seconds the session lasts", read_in_clients, kByAccess,
               "it is taken to be an hour"},
    Assumption{"jit.region", "Region is a region's code", read_in_clients, kByAccess,
               "the region is that of Destination"},
    Assumption{"jit.keys", "the three keys are there", read_in_clients, kByAccess,
               "the console opens; there are no credentials for tools"},
    Assumption{"jit.partition", "DefaultAwsPartition is the partition that ConsoleUrl leads to", guessed, kByAccess,
               "ConsoleUrl's decides"},
    Assumption{"admin.call", "administrators' access comes from GET /v3/admin/aws/jitAccess/admin", read_in_clients,
               kByAdmin, "the older /adminproxy/GetJITAwsConsoleAccessUrl is asked, and first for the rest of the day"},
    Assumption{"admin.flag", "IsAwsAdminJITEnabled says whether administrators get it", documented, kByAdmin,
               "the portal's refusal counts"},
    // AWS, as far as it is seen without a browser.
    Assumption{"aws.sign_in_host", "the partition's sign-in host answers", documented, "GET / there",
               "opening fails in the browser; doctor says why"},
    Assumption{"aws.federation", "getSigninToken takes keys as a POST", read_in_clients,
               "how AWS takes the keys that a click gets where the portal gives no ConsoleUrl (--tenant)",
               "it is asked once more by GET"},
    Assumption{"aws.no_duration", "chained credentials get a 400 with SessionDuration", reported,
               "nowhere: SessionDuration is never sent", "nothing: it is never sent"},
    // What only a browser sees.
    Assumption{"portal.guid", "a tenant's pages have its GUID in their path", reported,
               "in a browser, by the key on a portal page",
               "the page isn't taken for a tenant's; the tenant is chosen in the list"},
    Assumption{"portal.arn", "a resource's page shows its ARN as text", reported,
               "in a browser, by the key on a portal page", "the tenant's console opens at its home"},
    Assumption{"portal.simple_post", "the grant page's POST comes without a preflight", guessed, kBySignIn,
               "a preflight is answered and doesn't use up the listener"},
    Assumption{"browser.local_network", "a browser lets a redirect to loopback through; before a POST it may ask",
               reported, kBySignIn, "the person is told of the browser's question"},
    Assumption{"aws.session_data", "a console page says in awsc-session-data who is signed in", read_in_clients,
               kInBrowser, "a wrong identity isn't noticed; all else works"},
    Assumption{"aws.opt_in_cookie", "with multi-session, console pages see a cookie aws-prism-opt-in", read_in_clients,
               kInBrowser, "nothing: the page's session data and its host tell of multi-session"},
    Assumption{"aws.label", "with multi-session, an identity's host is the same at each sign-in", reported, kInBrowser,
               "the tab keeps its page, on the new host; a form that was kept says that it can't be sent"},
    Assumption{"aws.one_identity", "without multi-session, a second sign-in is refused until the first is signed out",
               reported, kInBrowser,
               "each sign-in opens at once; a page that asks to log out first leads to the question"},
    Assumption{"aws.logout_chain", "logout with redirect_uri on a regional host goes on to the sign-in URL", reported,
               kInBrowser, "where the chain breaks, the sign-in URL behind it is opened"},
    Assumption{"aws.expired_page", "the page of an ended session is on the sign-in host and leads to Issuer", reported,
               kInBrowser, "the end is known by this program's own clock"},
    Assumption{"aws.dialogue", "an ended session's open page shows a known dialogue", reported, kInBrowser,
               "the end is known by this program's own clock"},
    Assumption{"aws.single_use", "a sign-in URL works once, for 15 minutes", guessed,
               "nowhere: no sign-in URL is used twice", "nothing: a new one is asked for each time"},
};

}  // namespace

std::span<const Assumption> assumptions() { return kTable; }

std::string_view standing_word(Standing standing) {
    switch (standing) {
        case documented:
            return "documented";
        case read_in_clients:
            return "read in clients";
        case reported:
            return "reported";
        case guessed:
            return "guessed";
    }
    return "";
}

std::string_view verdict_word(Verdict verdict) {
    switch (verdict) {
        case Verdict::holds:
            return "holds";
        case Verdict::differs:
            return "differs";
        case Verdict::not_seen:
            return "not seen";
    }
    return "";
}

}  // namespace jit_console
