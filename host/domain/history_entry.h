#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/time.h"

namespace jit_console {

/// What happened with an AWS session, for the history. No secret, and no address: its texts are held to words and names
/// by check_history_entry(), so that nothing else fits in.
struct HistoryEntry {
    Time at;
    std::string what;                            ///< "page", "ended", "signed_out", or what is_handed_out()
    std::string portal;                          ///< its name
    std::string role;                            ///< "tenant", "admin", "duplo_ops"
    std::string tenant;                          ///< GUID; "" for an administrator's role
    std::string name;                            ///< the tenant's; "" for an administrator's role
    std::string service;                         ///< as in the console's address, such as "s3"; "" for the home page
    std::string by;                              ///< what it was asked from: "popup", "terminal", …
    std::optional<std::chrono::seconds> lasted;  ///< for what ended
    std::string user{};                          ///< who was signed in to the portal; may be ""
    std::string caller{};                        ///< what the host was started by: a browser or a program; may be ""
    std::optional<Time> ends{};                  ///< of what was handed out
    std::string reason{};                        ///< or ticket number, where one was given

    /// What only the host writes. "opened", "renewed" (for a session that ended), "copied": a sign-in URL, for a tab or
    /// for the clipboard or a terminal. "credentials". "profile": one for AWS's tools was written.
    bool is_handed_out() const;

    bool operator==(const HistoryEntry&) const = default;
};

/// Throws `bad_request`, naming the field, unless each is what HistoryEntry says: lower-case words, a portal's name, a
/// GUID, a readable name of at most 128 bytes, and no negative length.
void check_history_entry(const HistoryEntry& entry);

/// Throws `bad_request` unless `by` is what HistoryEntry takes.
void check_asked_from(std::string_view by);

/// Throws `bad_request` unless `reason` is a readable text of at most 200 bytes.
void check_reason_text(std::string_view reason);

/// The service of a console page as its address names it; "" for the home page and where `url` is no URL.
std::string service_in_address(std::string_view url);

}  // namespace jit_console
