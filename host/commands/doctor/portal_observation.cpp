#include "commands/doctor/portal_observation.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "commands/doctor/sightings.h"
#include "commands/portals/portal_state.h"
#include "commands/portals/tenants.h"
#include "domain/console_page.h"
#include "domain/url.h"
#include "system/aws/aws_federation.h"
#include "system/http/http_overheard.h"
#include "system/http/http_probe.h"

namespace jit_console {
namespace {

std::string failure_word(HttpFailure::Kind kind) {
    switch (kind) {
        case HttpFailure::Kind::unreachable:
            return "unreachable";
        case HttpFailure::Kind::tls:
            return "TLS";
        case HttpFailure::Kind::timeout:
            return "timeout";
        case HttpFailure::Kind::too_large:
            return "too large";
        case HttpFailure::Kind::ca_file:
            return "CA file";
        case HttpFailure::Kind::malformed:
            return "malformed";
    }
    return "";
}

std::string content_word(std::string_view type) {
    if (type.empty()) return "none";
    if (type.ends_with("json")) return "JSON";
    if (type == "text/html" || type == "application/xhtml+xml") return "web page";
    return type.starts_with("text/") ? "text" : "other";
}

bool is_federation(const HttpRequest& request) {
    const auto [ok, url] = parse_url(request.url.reveal());
    return ok && url.path == "/federation" && partition_of_signin_host(url.host) != nullptr;
}

/// One portal, asked by the calls that a click makes.
class Observation {
public:
    Observation(Context& context, const SignedInPortal& signed_in, std::stop_token stop)
        : http_(context.http,
                [this](const auto& request, const auto& result, auto took) { hear(request, result, took); }),
          client_(http_),
          access_(signed_in.access()),
          stop_(std::move(stop)) {
        report_.token = token_shape(signed_in.sign_in.token.reveal());
        constexpr std::array<std::string_view, 3> kWays{"redirect", "post", "post_otp"};
        const std::string& way = signed_in.portal.handover;
        if (std::ranges::find(kWays, way) != kWays.end()) report_.handover = way;
        if (way.starts_with("post")) {
            const std::string asked = context.facts.find(access_.portal.url, kPreflightFact).value_or("");
            if (asked == "asked" || asked == "none") report_.preflight = asked;
        }
        report_.sightings = sightings(context, access_.portal);
    }

    void ask_portal() {
        attempt([&] { client_.user(access_, stop_); }, true);
        attempt([&] { features_ = client_.features(access_, stop_); });
        attempt([&] {
            tenants_ = client_.tenants(access_, stop_);
            has_list_ = true;
        });
    }

    void ask_tenant(const std::string& id) {
        attempt([&] { client_.tenant_region(access_, id, stop_); });
        attempt([&] { client_.tenant_account(access_, id, stop_); });
        attempt([&] { client_.tenant_features(access_, id, stop_); });
        attempt([&] { client_.cloud_resources(access_, id, stop_); });
    }

    void ask_access(const JitTarget& target, const std::string& tenant_id) {
        bool older = false;
        attempt([&] {
            if (target.role == Role::tenant && !tenant_id.empty())
                ask_federation(client_.tenant_jit(access_, tenant_id, stop_));
            if (target.role == Role::admin) ask_federation(client_.admin_jit(access_, std::nullopt, older, stop_));
        });
    }

    /// As a click does: only where there is no ConsoleUrl.
    void ask_federation(const JitCredentials& credentials) {
        if (!credentials.console_url.empty() || !credentials.has_keys()) return;
        const ConsolePage page = console_page(ConsoleHome{}, *partition_to_ask(), std::nullopt);
        federate(http_, credentials, page, "", stop_);
    }

    void ask_sign_in_host(HttpClient& http) {
        const Partition* partition = partition_to_ask();
        const bool has_region = features_.default_region && &features_.default_region->partition() == partition;
        HttpRequest request;
        request.url =
            Secret("https://" + signin_host(*partition, has_region ? features_.default_region->code() : "") + "/");
        const HttpResult result = HttpProbe(http).send(request, stop_);
        report_.sign_in_host = std::holds_alternative<HttpResponse>(result) ? "answered" : "unreachable";
    }

    /// The one that is wanted, else the first; "" where there is none to ask about, or no list to find it in.
    std::string tenant_id(Context& context, const std::optional<JitTarget>& target) const {
        if (!target || !target->tenant) return tenants_.empty() ? "" : tenants_.front().id;
        if (const Tenant* tenant = find_tenant(tenants_, *target->tenant)) return tenant->id;
        if (target->tenant->is_id()) return target->tenant->text();
        if (has_list_) refuse_unknown_tenant(access_.portal, tenants_, *target->tenant);
        const auto known = known_tenant(context, access_.portal, *target->tenant);
        return known ? known->id : "";
    }

    PortalReport take_report() { return std::move(report_); }

private:
    const Partition* partition_to_ask() const {
        const Partition* partition = report_.console_url ? find_partition(report_.console_url->partition) : nullptr;
        if (partition == nullptr) partition = features_.partition;
        return partition == nullptr ? find_partition("aws") : partition;
    }

    /// What fails is in the report. `first`: who can't be asked this can't be asked anything.
    template <typename Ask>
    static void attempt(const Ask& ask, bool first = false) {
        try {
            ask();
        } catch (const Error& error) {
            constexpr std::array kNoWay{ErrorCode::sign_in_needed, ErrorCode::portal_unreachable, ErrorCode::portal_tls,
                                        ErrorCode::portal_timeout, ErrorCode::ca_file};
            if (error.code() == ErrorCode::cancelled) throw;
            if (first && std::ranges::find(kNoWay, error.code()) != kNoWay.end()) throw;
        }
    }

    void hear_federation(const HttpRequest& request, const HttpResult& result) {
        const auto* response = std::get_if<HttpResponse>(&result);
        const bool taken = response != nullptr && response->status >= 200 && response->status < 300;
        report_.federation = taken ? request.method : "refused";
    }

    void hear(const HttpRequest& request, const HttpResult& result, std::chrono::milliseconds took) {
        if (is_federation(request)) hear_federation(request, result);
        const KnownCall* known = known_call(request.url.reveal());
        if (known == nullptr || report_.call(known->id) != nullptr) return;
        CallReport call{.call = std::string(known->id), .took = took};
        if (const auto* failure = std::get_if<HttpFailure>(&result)) {
            call.failure = failure_word(failure->kind);
        } else {
            const auto& response = std::get<HttpResponse>(result);
            const std::string_view body = response.body.reveal();
            call.status = response.status;
            call.content = content_word(response.content_type);
            if (call.status >= 200 && call.status < 300) {
                call.answer = shape_of(*known, body);
                if (!report_.console_url && known->id.ends_with("jit"))
                    report_.console_url = console_url_shape(body, access_.portal.url);
            }
        }
        report_.calls.push_back(std::move(call));
    }

    HttpOverheard http_;
    PortalClient client_;
    const PortalAccess access_;
    const std::stop_token stop_;
    PortalReport report_;
    Features features_;
    std::vector<Tenant> tenants_;
    bool has_list_ = false;
};

}  // namespace

PortalReport observe_portal(Context& context, const std::string& portal, const std::optional<JitTarget>& target,
                            std::stop_token stop) {
    const SignedInPortal signed_in = signed_in_portal(context, portal);
    if (target) {
        const Policy policy = context.policy.read();
        check_target(policy, *target);
        check_reason(policy, target->reason);
    }
    Observation observation(context, signed_in, std::move(stop));
    observation.ask_portal();
    const std::string tenant = observation.tenant_id(context, target);
    if (!tenant.empty()) observation.ask_tenant(tenant);
    if (target) observation.ask_access(*target, tenant);
    observation.ask_sign_in_host(context.http);
    check_still_holds(context, signed_in);
    return observation.take_report();
}

}  // namespace jit_console
