#include "commands/doctor/doctor.h"

#include <algorithm>
#include <filesystem>

#include "base/path_text.h"
#include "cli/command.h"
#include "cli/facts_command.h"
#include "cli/terminal.h"
#include "commands/portals/portal_state.h"
#include "messaging/doctor_wire.h"
#include "system/files/files.h"
#include "system/process/confinement.h"

namespace jit_console {
namespace {

/// Whom a sentence is about, where it doesn't say so itself.
std::string about(Subject subject, const std::string& name, const std::string& sentence) {
    if (name.empty()) return std::string(subject_word(subject)) + ": ";
    return sentence.find(name) == std::string::npos ? name + ": " : "";
}

void show(const Diagnosis& diagnosis) {
    for (const Checked& checked : diagnosis.checked) {
        print_line("ok       " + about(checked.subject, checked.name, checked.detail) + checked.detail);
    }
    for (const Finding& finding : diagnosis.findings) {
        std::string line(severity_word(finding.severity));
        line.resize(9, ' ');
        line.append(about(finding.subject, finding.name, finding.message)).append(finding.message);
        line.append(" (").append(finding.code).append(")\n         ").append(finding.hint);
        if (!finding.command.empty()) line.append(": ").append(finding.command);
        print_line(line);
    }
}

void write_bundle(const std::string& file, const Json& bundle) {
    const std::filesystem::path path = std::filesystem::absolute(path_of(file));
    replace_file(path, bundle.dump(2, ' ', false, Json::error_handler_t::replace) + "\n", 0600);
    print_remark("written: " + path.string() + "; review it before you send it");
}

void repair_and_tell(const Diagnosis& diagnosis, Workstation& workstation, Context& context) {
    const Repairs repairs = repair(diagnosis, workstation, context.program(), policy_or_none(context).extension_ids);
    for (const std::string& done : repairs.done) print_remark(done);
    for (const Error& error : repairs.failed) print_error(error);
}

[[noreturn]] void end_with_findings(const Diagnosis& diagnosis) {
    const auto count =
        std::ranges::count_if(diagnosis.findings, [](const Finding& f) { return f.severity != Severity::note; });
    const auto fixable = std::ranges::count_if(diagnosis.findings, [](const Finding& f) { return f.fixable; });
    const std::string what = std::to_string(count) + (count == 1 ? " problem found" : " problems found");
    throw Error(ErrorCode::findings, what,
                fixable > 0 ? "jit-console doctor --fix fixes " + std::to_string(fixable) + " of them"
                            : "see the hint beside each finding");
}

Diagnosis diagnose(Context& context, Workstation& workstation, const Paths& paths) {
    Diagnosis diagnosis = doctor(context, workstation, {});
    diagnosis.checked.push_back(
        {Subject::program, "", confinement_words(possible_confinement(changed_folders(paths)))});
    return diagnosis;
}

void run_doctor(const CliCall& call) {
    if (call.flag("facts")) return run_facts(call);
    refuse_facts_options(call);
    Context& context = call.services.context();
    const Paths paths = paths_from_environment();
    auto workstation = make_workstation(paths, call.text("root"));
    Diagnosis diagnosis = diagnose(context, *workstation, paths);
    if (call.flag("fix")) {
        repair_and_tell(diagnosis, *workstation, context);
        workstation = make_workstation(paths, call.text("root"));
        diagnosis = diagnose(context, *workstation, paths);
    }
    if (call.flag("json")) {
        print_line(to_json(diagnosis, *workstation).dump(2, ' ', false, Json::error_handler_t::replace));
    } else {
        show(diagnosis);
    }
    if (const std::string file = call.text("bundle"); !file.empty()) {
        write_bundle(file, support_bundle(diagnosis, all_portals(context), *workstation, context.clock.now(),
                                          call.flag("with-hosts")));
    }
    if (!diagnosis.is_clean()) end_with_findings(diagnosis);
}

}  // namespace

const CliCommand kDoctor{
    "doctor",
    "[PORTAL]",
    "find problems with browsers, this program, portals and AWS",
    "jit-console doctor --fix",
    [](po::options_description& options) {
        options.add_options()("json", po::bool_switch(), "as JSON")(
            "fix", po::bool_switch(),
            "fix what can be fixed safely: your own manifests, and permissions of files that guard secrets")(
            "bundle", po::value<std::string>()->value_name("FILE"),
            "write a support report; secrets, tenants and portal addresses are removed")(
            "with-hosts", po::bool_switch(), "keep portal addresses in that report")(
            "root", po::value<std::string>()->value_name("DIR"), "use DIR as /, to check another system");
        add_facts_options(options);
    },
    run_doctor,
    true};

}  // namespace jit_console
