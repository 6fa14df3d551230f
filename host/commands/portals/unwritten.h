#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/context.h"

namespace jit_console {

/// Knows what is known of portals, and keeps nothing new: for what is asked from a private window.
class FactsUnwritten final : public PortalFacts {
public:
    /// `facts` must outlive it.
    explicit FactsUnwritten(PortalFacts& facts) : facts_(facts) {}
    std::optional<std::string> find(std::string_view portal_url, std::string_view fact) override {
        return facts_.find(portal_url, fact);
    }
    std::vector<std::string> names(std::string_view portal_url) override { return facts_.names(portal_url); }
    void keep(std::string_view, std::string_view, std::string_view) override {}
    void forget(std::string_view, std::string_view) override {}
    void forget(std::string_view) override {}

private:
    PortalFacts& facts_;
};

/// `work(context)`; with `is_private` in a context that keeps no new facts. Throws what `work` throws.
template <typename Work>
auto unwritten_if(bool is_private, Context& context, const Work& work) {
    if (!is_private) return work(context);
    FactsUnwritten facts(context.facts);
    Context traceless{context.clock,
                      context.policy,
                      context.http,
                      context.portals,
                      context.vault,
                      context.history,
                      context.system_log,
                      facts,
                      context.credential_cache,
                      context.aws_config,
                      context.running_sign_ins,
                      context.make_grant_listener,
                      context.program,
                      context.workstation,
                      context.kubeconfig_files,
                      context.docker_config,
                      context.terminal_sessions,
                      context.caller};
    return work(traceless);
}

}  // namespace jit_console
