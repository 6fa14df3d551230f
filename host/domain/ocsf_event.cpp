#include "domain/ocsf_event.h"

#include <cstdint>

#include <nlohmann/json.hpp>

namespace jit_console {
namespace {

using OrderedJson = nlohmann::ordered_json;

std::int64_t milliseconds(Time time) { return time.time_since_epoch().count() * 1000; }

void put_text(OrderedJson& json, const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
}

OrderedJson unmapped(const HistoryEntry& entry) {
    OrderedJson json{{"what", entry.what}, {"portal", entry.portal}, {"role", entry.role}, {"asked_from", entry.by}};
    put_text(json, "tenant_uid", entry.tenant);
    put_text(json, "tenant", entry.name);
    put_text(json, "caller", entry.caller);
    put_text(json, "reason", entry.reason);
    return json;
}

}  // namespace

// Numbers and names: https://schema.ocsf.io/1.3.0/classes/authorize_session
std::string ocsf_event(const HistoryEntry& entry, std::string_view version) {
    OrderedJson session{{"created_time", milliseconds(entry.at)}, {"issuer", entry.portal}};
    if (entry.ends) session["expiration_time"] = milliseconds(*entry.ends);
    OrderedJson json{{"category_uid", 3},
                     {"category_name", "Identity & Access Management"},
                     {"class_uid", 3003},
                     {"class_name", "Authorize Session"},
                     {"activity_id", 1},
                     {"activity_name", "Assign Privileges"},
                     {"type_uid", 300301},
                     {"severity_id", 1},
                     {"status_id", 1},
                     {"time", milliseconds(entry.at)},
                     {"metadata",
                      {{"version", "1.3.0"},
                       {"product", {{"name", "jit-console"}, {"vendor_name", "jit-console"}, {"version", version}}}}},
                     {"user", {{"name", entry.user.empty() ? "unknown" : entry.user}}},
                     {"privileges", OrderedJson::array({entry.role})},
                     {"session", std::move(session)}};
    if (!entry.service.empty()) json["service"] = {{"name", entry.service}};
    json["unmapped"] = unmapped(entry);
    return json.dump();
}

}  // namespace jit_console
