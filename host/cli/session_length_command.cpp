#include "commands/console/session_length.h"

#include <charconv>

#include "cli/browser_sign_in.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "system/process/controlling_terminal.h"

namespace jit_console {
namespace {

JitTarget target_named(const std::string& who) {
    for (const Role role : {Role::admin, Role::duplo_ops}) {
        if ("--" + who == role_option(role)) return jit_target(role, "", "");
    }
    return jit_target(Role::tenant, who, "");
}

std::string words(std::chrono::seconds length) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(length).count();
    return std::to_string(length.count()) + " seconds (" + std::to_string(minutes / 60) + " h " +
           std::to_string(minutes % 60) + " min)";
}

void show(const std::string& who, const SessionLength& length) {
    print_line("AWS sessions of " + who + " last " + words(length.seconds));
    for (const SessionSetting& setting : length.settings) {
        print_line(std::string(setting.decides ? "decided by: " : "limited by: ") + setting.name);
        print_line("            " + setting.where);
        print_line("            " + setting.url);
        if (setting.value) print_line("            set to " + words(*setting.value));
        if (setting.key) print_line("            change it with: jit-console session-length admin SECONDS");
    }
}

std::chrono::seconds wanted_length(const CliCall& call, const JitTarget& target) {
    const std::string text = call.second_argument();
    std::int64_t seconds = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (fault != std::errc() || end != text.data() + text.size()) {
        throw Error(ErrorCode::usage, "not a number of seconds: " + text, "see: jit-console session-length --help");
    }
    if (target.role != Role::admin) {
        throw Error(ErrorCode::usage, "only the administrators' session length can be changed here",
                    "see where to change the others: jit-console session-length " + call.argument());
    }
    check_session_length(std::chrono::seconds(seconds));
    return std::chrono::seconds(seconds);
}

/// Changes it for everybody on the portal, and so not without a word.
void change(const CliCall& call, const SessionLength& now, std::chrono::seconds wanted) {
    const auto& set = now.settings.front().value;
    print_remark(std::string(kAdminSessionSetting) + ": " + (set ? words(*set) : "not set, or not visible to you") +
                 " -> " + words(wanted));
    if (!call.flag("yes")) {
        if (!input_is_terminal()) {
            throw Error(ErrorCode::usage, "can't ask for confirmation", "pass --yes to skip it");
        }
        if (!person_agrees("change it for all administrators of the portal?"))
            return print_remark("nothing was changed");
    }
    set_session_length(call.services.context(), call.text("portal"), wanted, {});
    print_remark("changed; new sessions last that long, if AWS's role allows it");
}

void run_session_length(const CliCall& call) {
    const JitTarget target = target_named(call.argument());
    const bool changes = !call.second_argument().empty();
    const std::chrono::seconds wanted = changes ? wanted_length(call, target) : std::chrono::seconds(0);
    const std::string portal = call.text("portal");
    const SessionLength now = with_sign_in(call.services, portal, target.role != Role::tenant, [&] {
        return get_session_length(call.services.context(), portal, target, {});
    });
    if (changes) return change(call, now, wanted);
    show(call.argument(), now);
}

}  // namespace

const CliCommand kSessionLength{"session-length",
                                "WHO [SECONDS]",
                                "show how long AWS sessions last and why; WHO is a tenant, admin or duplo-ops",
                                "jit-console session-length admin 7200 --portal acme",
                                [](po::options_description& options) {
                                    options.add_options()("portal", po::value<std::string>()->value_name("PORTAL"),
                                                          "which portal");
                                    options.add_options()("yes,y", po::bool_switch(), "change it without confirmation");
                                },
                                run_session_length,
                                true};

}  // namespace jit_console
