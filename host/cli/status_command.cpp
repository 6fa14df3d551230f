#include "commands/portals/status.h"

#include "cli/browser_sign_in.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "messaging/wire.h"

namespace jit_console {
namespace {

/// "7h12m", "42m", "45s".
std::string time_left(Time end, Time now) {
    const auto left = end - now;
    const auto minutes = std::chrono::floor<std::chrono::minutes>(left).count();
    if (minutes == 0) return std::to_string(left.count()) + "s";
    std::string rest = std::to_string(minutes % 60) + "m";
    if (minutes < 60) return rest;
    return std::to_string(minutes / 60) + "h" + (rest.size() < 3 ? "0" : "") + rest;
}

/// "acme 7h12m: invoice 42m, admin 5m; globex 2h05m"
std::string short_line(const Status& status, Time now) {
    std::string line;
    for (const PortalState& state : status.portals) {
        if (!state.signed_in) continue;
        line += (line.empty() ? "" : "; ") + state.portal.name;
        if (state.session_expires_at) line += " " + time_left(*state.session_expires_at, now);
        std::string_view before = ": ";
        for (const CachedAccess& cached : status.credentials) {
            if (cached.portal != state.portal.name) continue;
            line += std::string(before) + cached.label() + " " + time_left(cached.expires_at, now);
            before = ", ";
        }
    }
    return line.empty() ? "signed out" : line;
}

/// "invoice lent to ./report.py in /home/bob, since 14:00, until 14:15; to end it: jit-console revoke 4e5f6071"
std::string session_words(const TerminalSession& session, Time now) {
    const bool is_old = now - session.started_at > std::chrono::hours(20);
    std::string words = session.label() + (session.is_lease ? " lent to " : " in use by ") + session.program + " in " +
                        session.folder + ", since " +
                        (is_old ? local_date_time(session.started_at) : local_time(session.started_at, now));
    if (session.ends_at) words += ", until " + local_time(*session.ends_at, now);
    return words + "; to end it: jit-console revoke " + session.id;
}

void run_status(const CliCall& call) {
    Context& context = call.services.context();
    const Time now = context.clock.now();
    const Status status = get_status(context, call.flag("short"));
    if (call.flag("json")) return print_line(to_json(status).dump(2));
    if (call.flag("short")) return print_line(short_line(status, now));
    if (status.portals.empty())
        print_remark("no portal yet; add one: jit-console portal add https://NAME.duplocloud.net");
    for (const PortalState& state : status.portals) print_line(state.portal.name + "\t" + sign_in_words(state, now));
    for (const CachedAccess& cached : status.credentials) {
        print_line(cached.portal + "\tcached credentials of " + cached.label() + ", until " +
                   local_time(cached.expires_at, now));
    }
    for (const LiveConsole& console : status.consoles) {
        print_line(console.portal + "\tconsole of " + console.label() + " opened in a browser, until " +
                   local_time(console.expires_at, now));
    }
    for (const TerminalSession& session : status.sessions)
        print_line(session.portal + "\t" + session_words(session, now));
}

}  // namespace

const CliCommand kStatus{
    "status",
    "",
    "show who is signed in where, cached credentials, consoles opened in browsers, what runs under exec and lend, and "
    "when "
    "all of it ends; asks no portal",
    "jit-console status --short",
    [](po::options_description& options) {
        options.add_options()("json", po::bool_switch(), "as JSON");
        options.add_options()("short", po::bool_switch(),
                              "one line for a shell's prompt; fast, since it only reads what the last sign-ins noted");
    },
    run_status,
    true};

}  // namespace jit_console
