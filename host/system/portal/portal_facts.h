#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jit_console {

/// What portals told once and needn't be asked again, without secrets: by portal and by a fact's name, e.g. "tenant
/// invoice" → its GUID. Only a saving: what can't be read is not there, what can't be written is told on standard
/// error. May be called by many threads and processes at once.
class PortalFacts {
public:
    virtual ~PortalFacts() = default;
    virtual std::optional<std::string> find(std::string_view portal_url, std::string_view fact) = 0;
    /// The names of a portal's facts, the oldest first.
    virtual std::vector<std::string> names(std::string_view portal_url) = 0;
    /// Does nothing where it is known already.
    virtual void keep(std::string_view portal_url, std::string_view fact, std::string_view value) = 0;
    virtual void forget(std::string_view portal_url, std::string_view fact) = 0;
    /// All of a portal's.
    virtual void forget(std::string_view portal_url) = 0;
};

/// A file for each portal in `folder`, "FACT\tVALUE" a line: small, and read for each command.
std::unique_ptr<PortalFacts> make_portal_facts_files(std::filesystem::path folder);

}  // namespace jit_console
