#include "messaging/doctor_wire.h"

#include "version.h"

namespace jit_console {
namespace {

Json to_json(const Checked& checked) {
    return {{"subject", subject_word(checked.subject)}, {"name", checked.name}, {"detail", checked.detail}};
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    if (from.empty()) return;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// In every string of `value`.
void replace_all(Json& value, const std::string& from, const std::string& to) {
    if (value.is_string()) {
        replace_all(value.get_ref<std::string&>(), from, to);
    } else if (value.is_structured()) {
        for (Json& item : value) replace_all(item, from, to);
    }
}

/// What the messages about a portal say of its users and tenants is left out; the code and the library's words tell
/// enough.
Json without_words(const Finding& finding) {
    return {{"code", finding.code},
            {"subject", subject_word(finding.subject)},
            {"name", finding.name},
            {"severity", severity_word(finding.severity)},
            {"detail", finding.detail}};
}

/// The variables that the network depends on: which are set, not to what.
Json variables_set(const Workstation& workstation) {
    Json names = Json::array();
    for (const char* name :
         {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE",
          "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"}) {
        if (!workstation.variable(name).empty()) names.push_back(name);
    }
    return names;
}

}  // namespace

Json to_json(const Finding& finding) {
    return {{"code", finding.code},
            {"subject", subject_word(finding.subject)},
            {"name", finding.name},
            {"severity", severity_word(finding.severity)},
            {"message", finding.message},
            {"hint", finding.hint},
            {"command", finding.command.empty() ? Json() : Json(finding.command)},
            {"fixable", finding.fixable}};
}

Json to_json(const Diagnosis& diagnosis, const Workstation& workstation) {
    Json checked = Json::array();
    for (const Checked& entry : diagnosis.checked) checked.push_back(to_json(entry));
    Json findings = Json::array();
    for (const Finding& finding : diagnosis.findings) findings.push_back(to_json(finding));
    return {{"system", workstation.system_name()},
            {"clean", diagnosis.is_clean()},
            {"checked", std::move(checked)},
            {"findings", std::move(findings)}};
}

Json support_bundle(const Diagnosis& diagnosis, const std::vector<Portal>& portals, const Workstation& workstation,
                    Time now, bool with_hosts) {
    Json bundle = to_json(diagnosis, workstation);
    bundle["version"] = kVersion;
    bundle["made_at"] = now.time_since_epoch().count();
    bundle["portals"] = portals.size();
    bundle["variables_set"] = variables_set(workstation);
    if (!with_hosts) {
        bundle["checked"] = Json::array();
        for (const Checked& entry : diagnosis.checked) {
            if (entry.subject != Subject::portal) bundle["checked"].push_back(to_json(entry));
        }
        bundle["findings"] = Json::array();
        for (const Finding& finding : diagnosis.findings) {
            bundle["findings"].push_back(finding.subject == Subject::portal ? without_words(finding)
                                                                            : to_json(finding));
        }
        for (std::size_t i = 0; i < portals.size(); ++i) {
            const std::string stand_in = "portal-" + std::to_string(i + 1);
            for (const std::string& address : {portals[i].url, portals[i].api_url}) {
                const std::string host(portal_host(address));
                replace_all(bundle, host, stand_in);
                // libcurl names a host without its port.
                replace_all(bundle, host.substr(0, host.rfind(':')), stand_in);
            }
        }
    }
    replace_all(bundle, workstation.roots().home, "~");
    return bundle;
}

}  // namespace jit_console
