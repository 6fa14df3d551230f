#include <array>

#include "domain/assumption_judge.h"

namespace jit_console {
namespace {

Outcome judge_allowed(const PortalReport& report) {
    const CallReport* call = report.call("tenant_jit");
    if (call == nullptr) return not_seen("no --tenant was named that is known");
    return holds_if(report.answered("tenant_jit") != nullptr, answered_with(*call));
}

/// What a click got, of a tenant or of the administrator; null where none was asked for.
const CallReport* access(const PortalReport& report) {
    for (const char* id : {"tenant_jit", "admin_jit", "older_admin_jit"}) {
        if (const CallReport* call = report.answered(id); call != nullptr && call->answer.body == "object") return call;
    }
    return nullptr;
}

/// `judge_answer` of what a click got.
template <typename JudgeAnswer>
Outcome on_access(const PortalReport& report, const JudgeAnswer& judge_answer) {
    const CallReport* call = access(report);
    return call == nullptr ? not_seen("no AWS access was given") : judge_answer(call->answer);
}

Outcome judge_url(const PortalReport& report) {
    return on_access(report,
                     [&](const AnswerShape&) { return holds_if(report.console_url.has_value(), "it has none"); });
}

/// `judge_shape` of the ConsoleUrl. What isn't a login of AWS's is judged by `url_form` only.
template <typename JudgeShape>
Outcome on_url(const PortalReport& report, const JudgeShape& judge_shape) {
    if (!report.console_url) return not_seen("there is no ConsoleUrl");
    return report.console_url->accepted ? judge_shape(*report.console_url) : not_seen("ConsoleUrl was refused");
}

Outcome judge_url_form(const PortalReport& report) {
    if (!report.console_url) return not_seen("there is no ConsoleUrl");
    const ConsoleUrlShape& url = *report.console_url;
    return holds_if(url.accepted, "scheme: " + url.scheme + "; host: " + url.host + "; path: " + url.path +
                                      "; Action: " + url.action + "; tokens: " + std::to_string(url.tokens));
}

Outcome judge_destination(const PortalReport& report) {
    return on_url(report, [](const ConsoleUrlShape& url) {
        return holds_if(url.destination == "console", "Destination: " + url.destination);
    });
}

Outcome judge_escapes(const PortalReport& report) {
    return on_url(report, [](const ConsoleUrlShape& url) {
        return holds_if(url.escapes == "capital" || url.escapes == "none", "letters: " + url.escapes);
    });
}

Outcome judge_issuer(const PortalReport& report) {
    return on_url(report, [](const ConsoleUrlShape& url) {
        return holds_if(url.issuer == "portal" || url.issuer == "word", "Issuer: " + url.issuer);
    });
}

Outcome judge_validity(const PortalReport& report) {
    return on_access(report, [](const AnswerShape& answer) {
        const FieldShape& field = *answer.field("Validity");
        if (!is_given(field)) return differs("there is none");
        return holds_if(!has(field.forms, "0") && !has(field.forms, "negative"), "it isn't above 0");
    });
}

Outcome judge_given_region(const PortalReport& report) {
    return on_access(report, [](const AnswerShape& answer) {
        const FieldShape& field = *answer.field("Region");
        if (!is_given(field)) return differs("there is none");
        if (!has(field.types, "string")) return not_seen("it is no text");
        return holds_if(has(field.forms, "region"), "it is something else");
    });
}

Outcome judge_keys(const PortalReport& report) {
    return on_access(report, [](const AnswerShape& answer) {
        for (const char* name : {"AccessKeyId", "SecretAccessKey", "SessionToken"}) {
            if (!has(answer.field(name)->forms, "text")) return differs(std::string(name) + " is missing");
        }
        return holds();
    });
}

Outcome judge_partition(const PortalReport& report) {
    return on_url(report, [&](const ConsoleUrlShape& url) {
        const FieldShape* field = field_of(report, "features", "DefaultAwsPartition");
        if (field == nullptr || !is_given(*field)) return not_seen("there is no DefaultAwsPartition");
        return holds_if(has(field->forms, url.partition), "ConsoleUrl leads to " + url.partition);
    });
}

Outcome judge_admin_call(const PortalReport& report) {
    const CallReport* call = report.call("admin_jit");
    if (call == nullptr) return not_seen("--admin wasn't given");
    if (report.answered("admin_jit") != nullptr) return holds();
    if (report.answered("older_admin_jit") != nullptr) return differs("only the older call answered");
    return not_seen(answered_with(*call));
}

Outcome judge_admin_flag(const PortalReport& report) {
    const FieldShape* roles = field_of(report, "user", "Roles");
    const FieldShape* flag = field_of(report, "features", "IsAwsAdminJITEnabled");
    const CallReport* call = report.call("admin_jit");
    if (call == nullptr) return not_seen("--admin wasn't given");
    if (roles == nullptr || !has(roles->forms, "Administrator")) return not_seen("you are no administrator");
    if (flag == nullptr || !has(flag->types, "boolean")) return not_seen("there is no such flag");
    const FieldShape* otp = field_of(report, "features", "IsOtpNeeded");
    const bool given = report.answered("admin_jit") != nullptr || report.answered("older_admin_jit") != nullptr;
    if (!given && otp != nullptr && has(otp->forms, "true")) return not_seen("it needs a one-time password");
    return holds_if(given == has(flag->forms, "true"), given ? "access was given" : answered_with(*call));
}

Outcome judge_sign_in_host(const PortalReport& report) {
    if (report.sign_in_host.empty()) return not_seen("it wasn't asked");
    return holds_if(report.sign_in_host == "answered", "it can't be reached");
}

Outcome judge_federation(const PortalReport& report) {
    if (report.federation.empty()) {
        return not_seen(report.console_url ? "the portal gives a ConsoleUrl" : "no keys were given");
    }
    return holds_if(report.federation == "POST",
                    report.federation == "GET" ? "only a GET was taken" : "neither a POST nor a GET was taken");
}

/// What browsers saw, and when: what differs, where they disagree.
Outcome judge_sightings(const PortalReport& report, const Assumption& assumption) {
    std::vector<std::string> held;
    std::vector<std::string> others;
    for (const Sighting& one : report.sightings) {
        if (one.id != assumption.id) continue;
        const std::string where = "in " + one.browser + " on " + one.day;
        if (one.word == kHoldsWord) {
            held.push_back(where);
        } else {
            others.push_back(where + ": " + std::string(sighting_sentence(one)));
        }
    }
    if (!others.empty()) return differs(joined(others));
    if (!held.empty()) return {Verdict::holds, joined(held)};
    return not_seen(std::string(assumption.check));
}

constexpr std::array kAccessJudges{
    Judge{"jit.allowed", judge_allowed},
    Judge{"jit.url", judge_url},
    Judge{"jit.url_form", judge_url_form},
    Judge{"jit.destination", judge_destination},
    Judge{"jit.escapes", judge_escapes},
    Judge{"jit.issuer", judge_issuer},
    Judge{"jit.validity", judge_validity},
    Judge{"jit.region", judge_given_region},
    Judge{"jit.keys", judge_keys},
    Judge{"jit.partition", judge_partition},
    Judge{"admin.call", judge_admin_call},
    Judge{"admin.flag", judge_admin_flag},
    Judge{"aws.sign_in_host", judge_sign_in_host},
    Judge{"aws.federation", judge_federation},
};

}  // namespace

std::span<const Judge> access_judges() { return kAccessJudges; }

std::vector<Judged> judge(const PortalReport& report) {
    std::vector<Judge> judges(portal_judges().begin(), portal_judges().end());
    judges.insert(judges.end(), access_judges().begin(), access_judges().end());
    std::vector<Judged> all;
    for (const Assumption& assumption : assumptions()) {
        const auto found = std::ranges::find(judges, assumption.id, &Judge::id);
        Outcome outcome = found == judges.end() ? judge_sightings(report, assumption) : found->of(report);
        all.push_back({&assumption, outcome.verdict, std::move(outcome.how)});
    }
    return all;
}

}  // namespace jit_console
