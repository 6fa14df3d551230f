#include "commands/setup/import_duploctl.h"

#include "base/error.h"
#include "base/path_text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "system/files/paths.h"

namespace jit_console {
namespace {

std::string command_words(const ImportedContext& context) {
    if (context.role == Role::admin) return "jit-console console " + context.portal + " --admin";
    if (context.tenant.empty()) return "jit-console tenants " + context.portal;
    return "jit-console console " + context.portal + " --tenant " + context.tenant;
}

void show(const ImportedContext& context) {
    if (!context.portal.empty()) {
        print_line(context.name + "\t" + context.portal + (context.portal_added ? " (new)" : "") + "\t" +
                   command_words(context));
    }
    if (context.profile) print_remark("  AWS profile " + *context.profile);
    if (context.signed_in) print_remark("  signed in with its token");
    for (const Error& problem : context.problems) print_remark("  " + context.name + ": " + problem.what());
}

void run_import(const CliCall& call) {
    ImportDuploctl params;
    params.file = call.text("file").empty() ? duploctl_config_file() : path_of(call.text("file"));
    params.cache = duploctl_cache_folder();
    params.tokens = call.flag("tokens");
    params.aws_profiles = call.flag("aws-profiles");
    params.dry_run = call.flag("dry-run");
    bool tokens_left = false;
    const auto contexts = import_duploctl(call.services.context(), params, {});
    if (contexts.empty()) print_remark("no contexts to import");
    std::size_t incomplete = 0;
    for (const ImportedContext& context : contexts) {
        show(context);
        tokens_left = tokens_left || (context.has_token && !params.tokens);
        if (!context.problems.empty()) ++incomplete;
    }
    if (tokens_left) print_remark("duploctl's tokens were not imported; import them with --tokens");
    if (incomplete > 0) {
        throw Error(
            ErrorCode::duploctl,
            std::to_string(incomplete) + " of " + std::to_string(contexts.size()) + " contexts were not fully imported",
            "see the reasons above");
    }
}

}  // namespace

const CliCommand kImportDuploctl{
    "import-duploctl",
    "",
    "import portals from duploctl",
    "jit-console import-duploctl --aws-profiles",
    [](po::options_description& options) {
        options.add_options()("file", po::value<std::string>()->value_name("FILE"),
                              "duploctl's config; by default $DUPLO_CONFIG or ~/.duplo/config");
        options.add_options()("tokens", po::bool_switch(), "import its tokens too, if the portals accept them");
        options.add_options()("aws-profiles", po::bool_switch(), "write an AWS profile for each context");
        options.add_options()("dry-run", po::bool_switch(), "show what would be imported; change nothing");
    },
    run_import,
    true};

}  // namespace jit_console
