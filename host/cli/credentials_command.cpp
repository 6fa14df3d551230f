#include "cli/browser_sign_in.h"
#include "cli/ci_output.h"
#include "cli/command.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/credentials/get_credentials.h"

namespace jit_console {
namespace {

CredentialFormat format_of(const CliCall& call) {
    const std::string word = call.text("format");
    if (const auto format = find_credential_format(word)) return *format;
    std::string known;
    for (const std::string_view other : credential_format_words())
        known += (known.empty() ? "" : ", ") + std::string(other);
    throw Error(ErrorCode::usage, "no such format: " + word, "use one of " + known);
}

void check_output(const CliCall& call) {
    if (call.text("output").empty()) {
        if (call.text("file").empty()) return;
        throw Error(ErrorCode::usage, "--file goes with --output only", "add --output env-file");
    }
    if (!call.values["format"].defaulted())
        throw Error(ErrorCode::usage, "--format and --output don't go together", "leave one of them out");
    check_ci_output(call.text("output"), call.text("file"));
}

void run_credentials(const CliCall& call) {
    const CredentialFormat format = format_of(call);
    check_output(call);
    // Before anything is asked that would be in vain.
    check_feature(call.services.context().policy.read(), Feature::credentials);
    GetCredentials params{call.argument(), target_of(call), call.flag("no-cache"), {}};
    const std::string output = call.text("output");
    params.for_tools = output.empty() && format == CredentialFormat::process;
    ask_what_policy_wants(call, params.target);
    if (person_is_there()) {
        // Within the request: of many at once one opens the browser, and the others wait for it.
        params.sign_in = [&](const Error& why) {
            sign_in_meanwhile(call.services, params.portal, params.target.role != Role::tenant, why);
        };
    }
    const GotCredentials got = get_credentials(call.services.context(), params, {});
    if (!output.empty()) return print_remark(write_for_ci(output, call.text("file"), got.credentials));
    mask_in_ci_log(got.credentials);
    print_line(credential_text(got.credentials, format, got.name).reveal());
}

}  // namespace

const CliCommand kCredentials{
    "credentials",
    "[PORTAL]",
    "print temporary AWS credentials in the format of AWS's credential_process",
    "eval \"$(jit-console credentials acme --tenant invoice --format env)\"",
    [](po::options_description& options) {
        add_target_options(options);
        options.add_options()("format", po::value<std::string>()->value_name("FORMAT")->default_value("process"),
                              "process, json, env, fish, powershell or ini");
        options.add_options()("output", po::value<std::string>()->value_name("OUTPUT"),
                              "for a CI job's next steps instead: github (masks and GITHUB_ENV), gitlab (a dotenv "
                              "report) or env-file");
        options.add_options()("file", po::value<std::string>()->value_name("FILE"),
                              "the file that --output gitlab and env-file write, with mode 0600");
        options.add_options()("no-cache", po::bool_switch(), "ignore cached credentials");
    },
    run_credentials,
    true};

}  // namespace jit_console
