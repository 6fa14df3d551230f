#include "commands/doctor/doctor_network.h"

#include <cstdlib>
#include <future>
#include <optional>
#include <set>
#include <utility>

#include "domain/partition.h"
#include "domain/proxy.h"
#include "domain/tls_words.h"
#include "system/http/http_probe.h"
#include "system/portal/portal_client.h"

namespace jit_console {
namespace {

/// AWS's requests are good for five minutes; sign-in URLs for fifteen.
constexpr std::chrono::seconds kClockLimit{120};

struct PortalCheck {
    Diagnosis diagnosis;
    const Partition* partition = nullptr;
    std::chrono::seconds clock_ahead{0};  ///< ours before the portal's
};

struct Asked {
    std::optional<User> user;
    Features features;
    std::optional<Error> error;
};

/// Both at once; what fails first is told.
Asked ask(HttpClient& http, const PortalAccess& access, const std::stop_token& stop) {
    Asked asked;
    PortalClient client(http);
    auto features = std::async(std::launch::async, [&] { return client.features(access, stop); });
    try {
        asked.user = client.user(access, stop);
        asked.features = features.get();
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        asked.error = error;
    }
    return asked;
}

/// Why the way to `host` is no way, in more detail than an error's code has.
std::string_view way_code(const HttpFailure& failure, bool proxied) {
    if (failure.kind != HttpFailure::Kind::unreachable || failure.connected) return {};
    if (proxied) return "portal_proxy";
    return failure.name_unknown ? "portal_name" : std::string_view();
}

Finding portal_finding(const Portal& portal, std::string_view code, Severity severity, std::string message,
                       std::string hint) {
    return {.code = code,
            .subject = Subject::portal,
            .name = std::string(portal_host(portal.url)),
            .severity = severity,
            .message = std::move(message),
            .hint = std::move(hint)};
}

Finding signed_out(const Portal& portal) {
    Finding finding =
        portal_finding(portal, "signed_out", Severity::warning, "not signed in to " + portal.name, "sign in");
    finding.command = "jit-console sign-in " + portal.name;
    return finding;
}

Finding way_finding(const Portal& portal, const Error& error, const std::optional<HttpFailure>& failure,
                    const std::string& proxy) {
    const std::string_view code = failure ? way_code(*failure, !proxy.empty()) : std::string_view();
    Finding finding = portal_finding(portal, code.empty() ? error_word(error.code()) : code, Severity::error,
                                     error.what(), error.hint());
    if (failure) finding.detail = failure->detail;
    const std::string host(portal_host(portal.api_url));
    if (code == "portal_proxy") {
        finding.message = "the proxy " + proxy + " can't connect to " + host + ": " + finding.detail;
        finding.hint = "check https_proxy, or add the host to no_proxy";
    } else if (finding.code == "portal_tls") {
        finding.hint = tls_hint(finding.detail);
    } else if (code == "portal_name") {
        finding.message = "the name " + host + " can't be resolved";
        finding.hint = "check the portal's address, the VPN and DNS; behind a proxy, set https_proxy";
    }
    return finding;
}

std::string flags(const Features& features) {
    const auto word = [](bool on) { return on ? "on" : "off"; };
    return std::string("administrators' AWS access ") + word(features.admin_jit) + ", duplo-ops " +
           word(features.duplo_ops);
}

void add_offer(Diagnosis& diagnosis, const Portal& portal, const Asked& asked) {
    const std::string host(portal_host(portal.url));
    diagnosis.checked.push_back(
        {Subject::portal, host,
         (asked.user->name.empty() ? "signed in; " : "signed in as " + asked.user->name + "; ") +
             flags(asked.features)});
    if (asked.user->administrator && !asked.features.admin_jit) {
        diagnosis.findings.push_back(portal_finding(portal, "admin_jit_off", Severity::note,
                                                    "administrators' AWS access is turned off on " + host,
                                                    "an administrator of the portal can turn it on in its settings"));
    }
}

PortalCheck check_portal(Context& context, const Workstation& workstation, const Portal& portal,
                         const VaultCheck& vault, const std::stop_token& stop) {
    PortalCheck check;
    HttpProbe probe(context.http);
    const auto kept = vault.sign_ins.find(portal.url);
    const bool signed_in = kept != vault.sign_ins.end();
    const Secret none;
    const Asked asked =
        ask(probe, {portal, signed_in ? kept->second.token : none, signed_in ? kept->second.otp : none}, stop);
    const auto failure = probe.failure();
    const std::string host(portal_host(portal.url));
    if (!asked.error) {
        add_offer(check.diagnosis, portal, asked);
        check.partition = asked.features.partition;
    } else if (!failure && (!signed_in || asked.error->code() == ErrorCode::sign_in_needed)) {
        // It answered; without a sign-in any answer will do.
        if (vault.usable) check.diagnosis.findings.push_back(signed_out(portal));
        check.diagnosis.checked.push_back({Subject::portal, host, "can be reached"});
    } else {
        const std::string proxy =
            proxy_for(portal_host(portal.api_url), [&](const char* name) { return workstation.variable(name); });
        check.diagnosis.findings.push_back(way_finding(portal, *asked.error, failure, proxy));
    }
    if (const auto server = probe.server_time()) check.clock_ahead = context.clock.now() - *server;
    return check;
}

Diagnosis check_clock(const std::vector<PortalCheck>& portals) {
    Diagnosis diagnosis;
    std::chrono::seconds worst{0};
    for (const PortalCheck& portal : portals) {
        if (std::chrono::abs(portal.clock_ahead) > std::chrono::abs(worst)) worst = portal.clock_ahead;
    }
    if (std::chrono::abs(worst) <= kClockLimit) return diagnosis;
    const std::string minutes =
        std::to_string(std::chrono::duration_cast<std::chrono::minutes>(std::chrono::abs(worst)).count());
    const std::string direction = worst.count() > 0 ? "ahead of" : "behind";
    diagnosis.findings.push_back(
        {.code = "clock",
         .severity = Severity::warning,
         .message = "this machine's clock is " + minutes + " minutes " + direction + " the portal's",
         .hint = "set the clock, or turn on time synchronisation",
         .command = "sudo timedatectl set-ntp true"});
    return diagnosis;
}

Diagnosis check_aws(Context& context, const Workstation& workstation, const Partition& partition,
                    const std::stop_token& stop) {
    Diagnosis diagnosis;
    const std::string host = signin_host(partition, "");
    HttpRequest request;
    request.url = Secret("https://" + host + "/");
    const HttpResult result = HttpProbe(context.http).send(request, stop);
    const auto* failure = std::get_if<HttpFailure>(&result);
    if (failure == nullptr || failure->kind == HttpFailure::Kind::too_large) {
        diagnosis.checked.push_back({Subject::aws, host, "can be reached"});
        return diagnosis;
    }
    Finding finding{.code = "aws_unreachable",
                    .subject = Subject::aws,
                    .name = host,
                    .message = host + " can't be reached: " + failure->detail,
                    .hint = "check the network, the VPN and the proxy settings"};
    finding.detail = failure->detail;
    const std::string proxy = proxy_for(host, [&](const char* name) { return workstation.variable(name); });
    if (failure->kind == HttpFailure::Kind::tls || failure->kind == HttpFailure::Kind::ca_file) {
        finding.code = "aws_tls";
        finding.message = "the connection to " + host + " can't be trusted: " + failure->detail;
        finding.hint = "if your proxy inspects TLS, set SSL_CERT_FILE to the file of its certificate authority";
    } else if (failure->kind == HttpFailure::Kind::unreachable && !failure->connected && !proxy.empty()) {
        finding.code = "aws_proxy";
        finding.message = "the proxy " + proxy + " can't connect to " + host + ": " + failure->detail;
        finding.hint = "check https_proxy, or add the host to no_proxy";
    }
    diagnosis.findings.push_back(std::move(finding));
    return diagnosis;
}

}  // namespace

Diagnosis check_network(Context& context, const Workstation& workstation, const VaultCheck& vault,
                        std::stop_token stop) {
    std::vector<std::future<PortalCheck>> running;
    for (const Portal& portal : vault.portals) {
        running.push_back(
            std::async(std::launch::async, [&] { return check_portal(context, workstation, portal, vault, stop); }));
    }
    std::vector<PortalCheck> portals;
    std::set<const Partition*> used;
    Diagnosis all;
    for (auto& one : running) {
        portals.push_back(one.get());
        all.add(std::move(portals.back().diagnosis));
        if (portals.back().partition != nullptr) used.insert(portals.back().partition);
    }
    if (used.empty()) used.insert(find_partition("aws"));
    all.add(check_clock(portals));
    std::vector<std::future<Diagnosis>> hosts;
    for (const Partition* partition : used) {
        hosts.push_back(std::async(std::launch::async,
                                   [&, partition] { return check_aws(context, workstation, *partition, stop); }));
    }
    for (auto& one : hosts) all.add(one.get());
    return all;
}

}  // namespace jit_console
