#include "domain/tls_words.h"

#include "domain/ascii.h"

namespace jit_console {

std::string tls_hint(std::string_view detail, std::string_view ca_file) {
    const std::string words = to_lower(detail);
    const auto says = [&](std::string_view part) { return words.find(part) != std::string::npos; };
    if (says("expired") || says("not yet valid")) {
        return "check this machine's clock; if that is right, the certificate has to be renewed by whoever runs the "
               "portal";
    }
    if (says("does not match") || says("subject name") || says("hostname mismatch")) {
        return "the certificate is another host's: check the portal's address";
    }
    if (says("local issuer") || says("self-signed") || says("self signed") || says("unable to get issuer")) {
        if (!ca_file.empty()) return "check that " + std::string(ca_file) + " has the authority of its certificate";
        return "its certificate authority isn't trusted here, or the portal doesn't send its whole chain: add the "
               "portal with that authority's file (--ca-file); do the same if your proxy inspects TLS";
    }
    return "something between here and the portal breaks TLS: check the proxy and the portal's address";
}

}  // namespace jit_console
