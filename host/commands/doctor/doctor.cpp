#include "commands/doctor/doctor.h"

#include <future>
#include <set>

#include "base/path_text.h"
#include "commands/credentials/aws_profiles.h"
#include "commands/doctor/doctor_browsers.h"
#include "commands/doctor/doctor_network.h"
#include "commands/doctor/doctor_vault.h"
#include "commands/portals/portal_state.h"
#include "commands/setup/install.h"

namespace jit_console {

namespace {

/// A configuration that can't be read is told of elsewhere.
BrowserNeeds needs_of(Context& context) {
    try {
        return {policy_or_none(context).extension_ids, all_portals(context)};
    } catch (const Error&) {
        return {};
    }
}

/// Only where there are profiles; a config of AWS's that can't be read is told of where profiles are listed.
Diagnosis check_aws_profiles(Context& context) {
    Diagnosis diagnosis;
    try {
        if (!needs_quotes_in_aws_config(context.program()) || list_aws_profiles(context).profiles.empty())
            return diagnosis;
    } catch (const Error&) {
        return diagnosis;
    }
    diagnosis.findings.push_back(
        {.code = "aws_profile_quotes",
         .severity = Severity::note,
         .message =
             "programs with a Go SDK of AWS from before late 2022 can't use the AWS profiles of jit-console: its path "
             "stands in quotes in them",
         .hint =
             "update those programs; or install jit-console where the path has no blanks, = or brackets, and add the "
             "profiles again"});
    return diagnosis;
}

}  // namespace

Diagnosis doctor(Context& context, Workstation& workstation, std::stop_token stop,
                 std::optional<BrowserFamily> asking) {
    const BrowserNeeds needs = needs_of(context);
    std::optional<AskingBrowser> asks;
    if (asking) asks = AskingBrowser{*asking, context.browser_program};
    auto browsers = std::async(std::launch::async, [&] { return check_browsers(workstation, asks, needs); });
    VaultCheck vault = check_vault(context, workstation);
    Diagnosis network = check_network(context, workstation, vault, stop);
    Diagnosis all = browsers.get();
    all.add(std::move(vault.diagnosis));
    all.add(std::move(network));
    all.add(check_aws_profiles(context));
    return all;
}

Repairs repair(const Diagnosis& diagnosis, Workstation& workstation, const std::string& program,
               const std::vector<std::string>& extension_ids) {
    Repairs repairs;
    std::set<std::string> done;
    for (const Finding& finding : diagnosis.findings) {
        if (!finding.fixable || !done.insert(finding.fix).second) continue;
        try {
            if (finding.subject == Subject::vault) {
                workstation.make_private(finding.fix);
                repairs.done.push_back("restricted to you: " + finding.fix);
                continue;
            }
            Install params;
            if (path_of(finding.fix).is_absolute()) {
                params.user_data_dir = finding.fix;
            } else {
                params.browsers = {finding.fix};
            }
            params.roots = workstation.roots();
            params.program = program;
            params.extension_ids = extension_ids;
            PlacedFiles placed = placed_files(params.scope, params.roots, workstation.state());
            const Exists exists = [&](const std::string& path) { return workstation.exists(path); };
            for (const ManifestFile& file : plan_install(params, exists).files) {
                write_manifest(placed, params, file);
                repairs.done.push_back("written: " + file.path);
            }
        } catch (const Error& error) {
            repairs.failed.push_back(error);
        }
    }
    return repairs;
}

}  // namespace jit_console
