#include "cli/browser_sign_in.h"
#include "cli/command.h"
#include "cli/target_options.h"
#include "cli/terminal.h"
#include "commands/credentials/aws_profiles.h"
#include "messaging/aws_wire.h"

namespace jit_console {
namespace {

std::string indented(std::string_view lines) {
    std::string text;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        text.append("\n  ").append(lines.substr(0, end));
        lines.remove_prefix(end + 1);
    }
    return text;
}

std::string change_words(const AwsProfileChange& change) {
    switch (change.edit.change) {
        case AwsConfigEdit::Change::none:
            return "is already in " + change.file;
        case AwsConfigEdit::Change::replace:
            return "now has these lines in " + change.file + ":" + indented(change.edit.lines);
        default:
            return "was added to " + change.file + ":" + indented(change.edit.lines);
    }
}

void warn_of_quotes(const std::string& program) {
    if (!needs_quotes_in_aws_config(program)) return;
    print_remark(
        "warning: programs with a Go SDK of AWS from before late 2022 can't use this profile: the path of jit-console "
        "stands in "
        "quotes in it");
    print_remark(
        "  update those programs; or install jit-console where the path has no blanks, = or brackets, and add the "
        "profile again");
}

void run_aws_profile_add(const CliCall& call) {
    Context& context = call.services.context();
    // Before anything is asked that would be in vain.
    check_profiles(context.policy.read());
    WriteAwsProfile params{call.argument(), call.second_argument(), target_of(call)};
    ask_what_policy_wants(call, params.target);
    const auto write = call.flag("dry-run") ? preview_aws_profile : add_aws_profile;
    const AwsProfileChange change = with_sign_in(call.services, params.portal, params.target.role != Role::tenant,
                                                 [&] { return write(context, params, std::stop_token()); });
    warn_of_quotes(context.program());
    if (call.flag("dry-run")) return print_line(change.edit.lines.substr(0, change.edit.lines.size() - 1));
    print_remark("profile " + change.edit.profile.name + " " + change_words(change));
    print_remark("try it: aws --profile " + change.edit.profile.name + " sts get-caller-identity");
}

std::string target_words(const AwsProfile& profile) {
    if (profile.role == Role::tenant) return profile.tenant;
    return std::string(role_option(profile.role));
}

void run_aws_profile_list(const CliCall& call) {
    const AwsProfileList list = list_aws_profiles(call.services.context());
    if (call.flag("json")) return print_line(to_json(list).at("profiles").dump(2));
    if (list.profiles.empty()) print_remark("no profiles written by jit-console in " + list.file);
    for (const AwsProfile& profile : list.profiles) {
        print_line(profile.name + "\t" + profile.portal + "\t" + target_words(profile) + "\t" + profile.region);
    }
}

void run_aws_profile_remove(const CliCall& call) {
    const AwsProfileChange change = remove_aws_profile(call.services.context(), call.argument());
    print_remark("removed profile " + change.edit.profile.name + " from " + change.file);
}

}  // namespace

const CliCommand kAwsProfileAdd{"aws-profile add",
                                "NAME [PORTAL]",
                                "add an AWS profile that gets its credentials from jit-console",
                                "jit-console aws-profile add invoice acme --tenant invoice",
                                [](po::options_description& options) {
                                    add_target_options(options);
                                    options.add_options()("dry-run", po::bool_switch(),
                                                          "show the lines; change nothing");
                                },
                                run_aws_profile_add,
                                true};

const CliCommand kAwsProfileList{
    "aws-profile list",
    "",
    "list the AWS profiles that jit-console wrote",
    "jit-console aws-profile list",
    [](po::options_description& options) { options.add_options()("json", po::bool_switch(), "as JSON"); },
    run_aws_profile_list};

const CliCommand kAwsProfileRemove{"aws-profile remove",
                                   "PROFILE",
                                   "undo aws-profile add",
                                   "jit-console aws-profile remove invoice",
                                   [](po::options_description&) {},
                                   run_aws_profile_remove};

}  // namespace jit_console
