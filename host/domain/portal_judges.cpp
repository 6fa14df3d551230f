#include <array>

#include "domain/assumption_judge.h"

namespace jit_console {
namespace {

Outcome judge_json(const PortalReport& report) {
    std::vector<std::string> others;
    bool seen = false;
    for (const CallReport& call : report.calls) {
        if (report.answered(call.call) == nullptr) continue;
        seen = true;
        const std::string& body = call.answer.body;
        if (call.status == 200 && body != "nothing" && body != "web page" && body != "no JSON") continue;
        others.push_back(call.call + " answered " + std::to_string(call.status) + " with " + body);
    }
    return seen ? holds_if(others.empty(), joined(others)) : not_seen("no call succeeded");
}

Outcome judge_time(const PortalReport& report) {
    for (const CallReport& call : report.calls) {
        if (call.failure == "timeout") return differs(call.call + " didn't");
    }
    return report.calls.empty() ? not_seen("nothing was asked") : holds();
}

template <typename JudgeField>
Outcome on_fields(const PortalReport& report, const JudgeField& judge_field) {
    std::vector<std::string> others;
    bool seen = false;
    for (const CallReport& call : report.calls) {
        const KnownCall* known = known_call_named(call.call);
        if (known == nullptr) continue;
        for (const KnownField& field : known->fields) {
            const FieldShape* shape = call.answer.field(field.name);
            if (shape == nullptr || shape->letters.empty()) continue;
            seen = true;
            std::string other = judge_field(*shape, field);
            if (!other.empty() && std::ranges::find(others, other) == others.end()) others.push_back(std::move(other));
        }
    }
    return seen ? holds_if(others.empty(), joined(others)) : not_seen("no field was seen");
}

Outcome judge_letters(const PortalReport& report) {
    return on_fields(report, [](const FieldShape& shape, const KnownField&) -> std::string {
        for (const std::string& letters : shape.letters) {
            if (letters != "as known") return "letters: " + letters;
        }
        return "";
    });
}

Outcome judge_types(const PortalReport& report) {
    return on_fields(report, [](const FieldShape& shape, const KnownField& known) -> std::string {
        if (!known.optional) return "";
        for (const std::string& type : shape.types) {
            if (type == known.type || type == "null" || type == "missing") continue;
            return shape.name + " is a " + type + ", not a " + std::string(known.type);
        }
        return "";
    });
}

Outcome judge_user(const PortalReport& report) {
    return on_call(report, "user", [](const AnswerShape& answer) {
        for (const char* name : {"Username", "Roles"}) {
            const FieldShape* field = answer.field(name);
            if (field == nullptr || !is_given(*field) || has(field->forms, "empty"))
                return differs(std::string(name) + " is missing");
        }
        return holds();
    });
}

Outcome judge_features(const PortalReport& report) {
    const CallReport* call = report.call("features");
    if (call == nullptr) return not_seen("it wasn't asked");
    return holds_if(report.answered("features") != nullptr, answered_with(*call));
}

constexpr std::string_view kInParts = "list in parts";

/// `judge_field` of a field of the tenants' list.
template <typename JudgeField>
Outcome on_tenants(const PortalReport& report, std::string_view name, const JudgeField& judge_field) {
    return on_call(report, "tenants", [&](const AnswerShape& answer) {
        if (answer.body != "list" && answer.body != kInParts) return not_seen("there is no list");
        if (answer.count == "0") return not_seen("the list is empty");
        return judge_field(*answer.field(name));
    });
}

Outcome judge_tenants(const PortalReport& report) {
    return on_call(report, "tenants", [&](const AnswerShape& answer) {
        if (answer.body == kInParts && answer.form == "cut") return differs("only a part of the list comes");
        if (answer.body == kInParts) return differs("the list comes in parts");
        if (answer.body != "list") return differs("it is of type " + answer.body);
        if (answer.count == "0") return not_seen("the list is empty");
        const FieldShape& id = *answer.field("TenantId");
        const FieldShape& name = *field_of(report, "tenants", "AccountName");
        if (!is_given(id) || !is_given(name)) return differs("some have none");
        return holds_if(id.forms == WordSet{"guid"} && has_type_only(name, "string"), "some are of another form");
    });
}

Outcome judge_tenant_names(const PortalReport& report) {
    return on_tenants(report, "AccountName", [](const FieldShape& name) {
        const bool other = has(name.forms, "other") || has(name.forms, "address") || has(name.forms, "arn");
        return holds_if(!other, "some have other characters");
    });
}

Outcome judge_plans(const PortalReport& report) {
    return on_tenants(report, "PlanID",
                      [](const FieldShape& plan) { return holds_if(is_given(plan), "some have none"); });
}

Outcome judge_region(const PortalReport& report) {
    return on_call(report, "region", [](const AnswerShape& answer) {
        return holds_if(answer.form == "region", "it is another " + answer.body);
    });
}

Outcome judge_account(const PortalReport& report) {
    return on_call(report, "account", [](const AnswerShape& answer) {
        return holds_if(answer.form == "account", "it is another " + answer.body);
    });
}

Outcome judge_cloud(const PortalReport& report) {
    return on_call(report, "tenant_features", [](const AnswerShape& answer) {
        const FieldShape* cloud = answer.field("Cloud");
        if (cloud == nullptr || !is_given(*cloud)) return differs("there is no Cloud");
        if (!has(cloud->types, "number")) return not_seen("Cloud is no number");
        return has(cloud->forms, "0") ? holds() : not_seen("the tenant is in another cloud");
    });
}

Outcome judge_resources(const PortalReport& report) {
    return on_call(report, "resources", [](const AnswerShape& answer) {
        if (answer.body != "list") return differs("it is of type " + answer.body);
        if (answer.count == "0") return not_seen("the tenant has none");
        const bool in_arn = answer.field("Arn")->forms == WordSet{"arn"};
        return holds_if(in_arn || has(answer.field("Name")->forms, "arn"), "some have none");
    });
}

Outcome judge_token(const PortalReport& report) {
    if (report.token.empty()) return not_seen("there is none");
    return holds_if(report.token == "JWT with an end", "it is: " + report.token);
}

Outcome judge_redirect(const PortalReport& report) {
    if (report.handover.empty()) return not_seen("nobody signed in by a browser");
    return holds_if(report.handover == "redirect", "it came by: " + report.handover);
}

Outcome judge_simple_post(const PortalReport& report) {
    if (report.preflight.empty()) return not_seen("no sign-in came by POST");
    return holds_if(report.preflight == "none", "the browser was asked first");
}

/// A browser's question before a POST can't be seen from here, only that a redirect gets through.
Outcome judge_local_network(const PortalReport& report) {
    if (report.handover != "redirect") return not_seen("no sign-in came by redirect");
    return holds();
}

constexpr std::array kPortalJudges{
    Judge{"portal.json", judge_json},
    Judge{"portal.time", judge_time},
    Judge{"portal.letters", judge_letters},
    Judge{"portal.types", judge_types},
    Judge{"portal.user", judge_user},
    Judge{"portal.features", judge_features},
    Judge{"portal.tenants", judge_tenants},
    Judge{"portal.tenant_names", judge_tenant_names},
    Judge{"portal.plans", judge_plans},
    Judge{"portal.region", judge_region},
    Judge{"portal.account", judge_account},
    Judge{"portal.cloud", judge_cloud},
    Judge{"portal.resources", judge_resources},
    Judge{"portal.token", judge_token},
    Judge{"portal.redirect", judge_redirect},
    Judge{"portal.simple_post", judge_simple_post},
    Judge{"browser.local_network", judge_local_network},
};

}  // namespace

std::span<const Judge> portal_judges() { return kPortalJudges; }

}  // namespace jit_console
