#include "cli/facts_command.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/path_text.h"
#include "cli/browser_sign_in.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/doctor/portal_observation.h"
#include "domain/assumption.h"
#include "messaging/report_wire.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

/// Nothing where none was named. (JIT_CONSOLE_TENANT is not enough: AWS access is asked for only where somebody says
/// so.)
std::optional<JitTarget> target_to_ask(const CliCall& call) {
    const std::string tenant = call.text("tenant");
    const bool admin = call.flag("admin");
    if (tenant.empty() && !admin) return std::nullopt;
    JitTarget target = jit_target(admin ? Role::admin : Role::tenant, tenant, "");
    target.reason = call.text("reason");
    ask_what_policy_wants(call, target);
    return target;
}

void show_fact(const Judged& judged) {
    std::string line(verdict_word(judged.verdict));
    line.resize(10, ' ');
    line.append(judged.assumption->id).append(": ").append(judged.assumption->sentence);
    line.append(" (").append(standing_word(judged.assumption->standing)).append(")");
    if (judged.verdict == Verdict::differs) {
        line.append("\n          seen: ").append(judged.how);
        line.append("\n          then: ").append(judged.assumption->otherwise);
    } else if (!judged.how.empty()) {
        line.append("\n          ").append(judged.how);
    }
    print_line(line);
}

std::string count_of(const std::vector<Judged>& facts, Verdict verdict) {
    return std::to_string(std::ranges::count(facts, verdict, &Judged::verdict)) + " ";
}

void show_facts(const PortalReport& report, bool asked_access) {
    const std::vector<Judged> facts = judge(report);
    for (const Verdict verdict : {Verdict::differs, Verdict::holds, Verdict::not_seen}) {
        for (const Judged& judged : facts) {
            if (judged.verdict == verdict) show_fact(judged);
        }
    }
    print_remark(count_of(facts, Verdict::holds) + "hold, " + count_of(facts, Verdict::differs) + "differ, " +
                 count_of(facts, Verdict::not_seen) + "were not seen");
    if (!asked_access) {
        print_remark(
            "to see the answer for AWS access, too, name a tenant: --tenant TENANT asks for it as a click does");
    }
}

void write_report(const std::string& file, const std::string& text) {
    const std::filesystem::path path = std::filesystem::absolute(path_of(file));
    replace_file(path, text + "\n", 0600);
    print_remark("written: " + path.string() + "; it holds no names, addresses, GUIDs or secrets");
}

}  // namespace

void add_facts_options(po::options_description& options) {
    const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
    options.add_options()("facts", po::bool_switch(),
                          "compare what this program assumes of portals and AWS with PORTAL; changes nothing");
    options.add_options()("tenant", text("TENANT"), "with --facts: ask for AWS access to it, too, as a click does");
    options.add_options()("admin", po::bool_switch(), "with --facts: ask for the administrator's AWS access, too");
    options.add_options()("reason", text("REASON"), "with these: a reason or ticket number");
    options.add_options()("report", text("FILE"),
                          "with --facts: write what was seen, without names, addresses, GUIDs and secrets");
}

void refuse_facts_options(const CliCall& call) {
    constexpr std::array kOptions{"tenant", "reason", "report"};
    const bool has_option =
        std::ranges::any_of(kOptions, [&](const char* name) { return !call.text(name).empty(); }) || call.flag("admin");
    // A portal from JIT_CONSOLE_PORTAL counts as a default, and is no option.
    const bool has_portal = call.values.count("argument") > 0 && !call.values["argument"].defaulted();
    if (!has_option && !has_portal) return;
    throw Error(ErrorCode::usage, "this needs --facts", "see: jit-console doctor --help");
}

void run_facts(const CliCall& call) {
    Context& context = call.services.context();
    const std::optional<JitTarget> target = target_to_ask(call);
    const bool admin = target && target->role == Role::admin;
    const PortalReport report = with_sign_in(call.services, call.argument(), admin,
                                             [&] { return observe_portal(context, call.argument(), target, {}); });
    const std::string json = to_json(report, context.clock.now()).dump(2);
    if (call.flag("json")) {
        print_line(json);
    } else {
        show_facts(report, target.has_value());
    }
    if (const std::string file = call.text("report"); !file.empty()) write_report(file, json);
}

}  // namespace jit_console
