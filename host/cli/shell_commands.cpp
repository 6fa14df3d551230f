#include "cli/shell_commands.h"

#include "cli/ci_output.h"
#include "cli/command.h"
#include "cli/completion.h"
#include "cli/man_page.h"
#include "cli/terminal.h"
#include "commands/credentials/aws_profiles.h"
#include "commands/credentials/terminal_session.h"
#include "commands/kubernetes/kube_entries.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "commands/registries/docker_registries.h"
#include "domain/browser_locations.h"
#include "domain/credentials.h"

namespace jit_console {
namespace {

template <typename Texts>
std::vector<Candidate> plain(const Texts& texts) {
    std::vector<Candidate> candidates;
    for (const auto& text : texts) candidates.push_back({std::string(text), ""});
    return candidates;
}

std::vector<Candidate> portals(Context& context) {
    std::vector<Candidate> candidates;
    for (const Portal& portal : usable_portals(context)) candidates.push_back({portal.name, portal.url});
    return candidates;
}

/// As far as they are known: asking the portal would take too long for a press of a key.
std::vector<Candidate> tenants(Context& context) {
    std::vector<Candidate> candidates;
    for (const Portal& portal : usable_portals(context)) {
        for (std::string& name : known_tenant_names(context, portal))
            candidates.push_back({std::move(name), portal.name});
    }
    return candidates;
}

std::vector<Candidate> profiles(Context& context) {
    std::vector<Candidate> candidates;
    for (const AwsProfile& profile : list_aws_profiles(context).profiles)
        candidates.push_back({profile.name, profile.portal});
    return candidates;
}

std::vector<Candidate> kube_contexts(Context& context) {
    std::vector<Candidate> candidates;
    for (const PlacedKubeEntry& placed : list_kube_entries(context))
        candidates.push_back({placed.entry.name, placed.entry.portal});
    return candidates;
}

std::vector<Candidate> sessions(Context& context) {
    std::vector<Candidate> candidates;
    for (const TerminalSession& session : list_terminal_sessions(context))
        candidates.push_back({session.id, session.program + ", " + session.label()});
    return candidates;
}

std::vector<Candidate> browsers() {
    std::vector<Candidate> candidates;
    for (const BrowserLocation& location : browser_locations(kThisPlatform)) {
        candidates.push_back({std::string(location.id), std::string(location.label)});
    }
    return candidates;
}

std::vector<Candidate> values_of(std::string_view placeholder, const CliServices& services) {
    const auto context = [&]() -> Context& { return services.context(); };
    if (placeholder == "PORTAL") return portals(context());
    if (placeholder == "TENANT") return tenants(context());
    if (placeholder == "PROFILE") return profiles(context());
    if (placeholder == "CONTEXT") return kube_contexts(context());
    if (placeholder == "ID") return sessions(context());
    if (placeholder == "REGISTRY") return plain(docker_registries(context()));
    if (placeholder == "ACTION") return plain(std::array{"get", "store", "erase", "list", "version"});
    if (placeholder == "FORMAT") return plain(credential_format_words());
    if (placeholder == "OUTPUT") return plain(ci_output_words());
    if (placeholder == "VAULT") return plain(std::array{"keyring", "file", "memory"});
    if (placeholder == "SHELL") return plain(std::array{"bash", "zsh", "fish"});
    if (placeholder == "BROWSER") return browsers();
    if (placeholder != "WHO") return {};
    std::vector<Candidate> candidates = plain(std::array{"admin", "duplo-ops"});
    for (Candidate& tenant : tenants(context())) candidates.push_back(std::move(tenant));
    return candidates;
}

void run_completion(const CliCall& call) {
    const std::string_view script = completion_script(call.argument());
    if (script.empty())
        throw Error(ErrorCode::usage, "no such shell: " + call.argument(), "use one of bash, zsh, fish");
    print_line(script);
}

}  // namespace

void print_candidates(std::span<const std::string_view> words, const CliServices& services) {
    const auto values = [&](std::string_view placeholder) { return values_of(placeholder, services); };
    for (const Candidate& candidate : complete_words(words, cli_commands(), values)) {
        print_line(candidate.description.empty() ? candidate.word : candidate.word + "\t" + candidate.description);
    }
}

const CliCommand kCompletion{"completion",
                             "SHELL",
                             "print the completion script for bash, zsh or fish",
                             "source <(jit-console completion bash)",
                             [](po::options_description&) {},
                             run_completion};

const CliCommand kMan{"man",
                      "",
                      "print the manual page",
                      "jit-console man | man -l -",
                      [](po::options_description&) {},
                      [](const CliCall&) {
                          const std::string page = man_page(cli_commands());
                          print_line(std::string_view(page).substr(0, page.size() - 1));
                      }};

}  // namespace jit_console
