#include "commands/portals/add_portal.h"

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/path_text.h"
#include "system/files/files.h"

namespace jit_console {
namespace {

/// The absolute path of a file that holds a PEM certificate.
std::string checked_ca_file(const std::string& file) {
    if (file.empty()) return {};
    const std::string hint = "give a readable file of PEM certificates";
    std::optional<std::string> text;
    try {
        text = read_file(path_of(file));
    } catch (const Error& error) {
        throw Error(ErrorCode::ca_file, error.what(), hint);
    }
    if (!text) throw Error(ErrorCode::ca_file, "there is no file " + file, hint);
    if (text->find("-----BEGIN CERTIFICATE-----") == std::string::npos) {
        throw Error(ErrorCode::ca_file, "no certificate in " + file, hint);
    }
    return std::filesystem::absolute(path_of(file)).lexically_normal().string();
}

bool is_taken(const std::vector<Portal>& portals, std::string_view name) {
    return std::any_of(portals.begin(), portals.end(), [&](const Portal& portal) { return portal.name == name; });
}

bool asks_for_the_same(const AddPortal& params, const Portal& wanted, const Portal& existing) {
    return (params.name.empty() || wanted.name == existing.name) &&
           (params.api_url.empty() || wanted.api_url == existing.api_url) &&
           (params.ca_file.empty() || wanted.ca_file == existing.ca_file);
}

}  // namespace

std::string new_portal_name(std::string_view origin, const std::vector<Portal>& portals) {
    std::string name = portal_default_name(origin);
    if (is_taken(portals, name)) {
        name = portal_host(origin);
        std::replace(name.begin(), name.end(), ':', '-');
    }
    return name;
}

PortalState add_portal(Context& context, const AddPortal& params) {
    const auto origin_of = params.insecure_localhost ? localhost_origin : portal_origin;
    const std::string origin = origin_of(params.url);
    Portal wanted{params.name, origin, params.api_url.empty() ? origin : origin_of(params.api_url),
                  checked_ca_file(params.ca_file), ""};
    if (!wanted.name.empty()) check_portal_name(wanted.name);

    const auto portals = context.portals.list();
    for (const Portal& existing : portals) {
        if (existing.url != wanted.url) continue;
        if (asks_for_the_same(params, wanted, existing)) return portal_state(context, existing);
        throw Error(ErrorCode::portal_exists, wanted.url + " is there already as " + existing.name,
                    "remove " + existing.name + " first to change it");
    }
    if (wanted.name.empty()) wanted.name = new_portal_name(origin, portals);
    return portal_state(context, context.portals.add(wanted));
}

}  // namespace jit_console
