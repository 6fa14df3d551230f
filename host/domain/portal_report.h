#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "domain/sighting.h"

// What can be told of a portal's answers to anybody: how they are built. No value is kept but those that are numbers or
// one of a few words that this program knows itself, and no name of a field but those that it reads.

namespace jit_console {

using WordSet = std::set<std::string, std::less<>>;

/// One field of an answer, over all entries of a list.
struct FieldShape {
    std::string name;   ///< as this program writes it
    WordSet letters{};  ///< how the portal does: "as known", "camel", "upper", "lower", "mixed"
    WordSet types{};    ///< "string", "number", "boolean", "list", "object", "null", "missing"
    WordSet forms{};    ///< "guid", "region", "true", "3600", …; of a list those of its items
};

struct AnswerShape {
    std::string body{};   ///< "object", "list", "list in parts", "string", …, "nothing", "web page", "no JSON"
    std::string count{};  ///< of a list, or of its first part: "0", "1", "2 to 10", …
    std::string form{};   ///< of a string; of a first part "linked", "whole" or "cut": without an address of the next
    std::vector<FieldShape> fields{};

    const FieldShape* field(std::string_view name) const;
};

/// A ConsoleUrl.
struct ConsoleUrlShape {
    std::string scheme{};       ///< "https", "http", "other", "none"
    std::string host{};         ///< "plain sign-in", "regional sign-in", "other", "none"
    std::string partition{};    ///< of a sign-in host; else ""
    std::string path{};         ///< "/federation" or "other"
    std::string action{};       ///< "login", "other", "missing"
    std::string destination{};  ///< "console", "other", "missing"
    std::string issuer{};       ///< "portal", "word", "words", "other address", "missing"
    std::string escapes{};      ///< hexadecimal letters: "capital", "small", "both", "none"
    int tokens = 0;             ///< parameters SigninToken that aren't empty
    bool accepted = false;      ///< by check_sign_in_url()
};

struct CallReport {
    std::string call{};                 ///< id of a KnownCall
    long status = 0;                    ///< 0: no answer
    std::string failure{};              ///< why: "timeout", "unreachable", …
    std::string content{};              ///< "JSON", "web page", "text", "other", "none"
    std::chrono::milliseconds took{0};  ///< from the request to the end of the answer
    AnswerShape answer{};               ///< of a status from 200 to 299
};

struct PortalReport {
    std::vector<CallReport> calls{};
    std::optional<ConsoleUrlShape> console_url{};
    std::string token{};       ///< "JWT with an end", "JWT without an end" or "no JWT"; "" where none was looked at
    std::string handover{};    ///< "redirect", "post", "post_otp"; "" where nobody signed in by the browser
    std::string preflight{};   ///< whether the last POST came after a question of its own: "asked", "none"; "": no POST
    std::string federation{};  ///< how AWS took keys: "POST", "GET", "refused"; "" where a ConsoleUrl came, or no keys
    std::string sign_in_host{};         ///< AWS's: "answered", "unreachable"; "" where it wasn't asked
    std::vector<Sighting> sightings{};  ///< what browsers saw

    const CallReport* call(std::string_view id) const;
    /// The same, where it was answered with a status from 200 to 299.
    const CallReport* answered(std::string_view id) const;
};

/// What is told of a field's value: what kind of thing it is, itself where it is a number or a word of AWS's or of the
/// portals' own, or only whether it is there.
enum class Told { form, value, presence };

/// A field that this program reads.
struct KnownField {
    std::string_view name;
    std::string_view type;  ///< as FieldShape::types
    bool optional = false;  ///< a click works without it
    Told told = Told::form;
};

/// A call whose answer is looked at.
struct KnownCall {
    std::string_view id;
    std::string_view path;  ///< "*" stands for a tenant
    std::vector<KnownField> fields;
    bool may_come_in_parts = false;  ///< as TenantPage says
};
/// Null where the path of `url` is none of theirs.
const KnownCall* known_call(std::string_view url);
const KnownCall* known_call_named(std::string_view id);

/// `body` may be anything.
AnswerShape shape_of(const KnownCall& call, std::string_view body);
/// Of the ConsoleUrl in an answer; nothing where there is none. `portal_url`: the portal's origin.
std::optional<ConsoleUrlShape> console_url_shape(std::string_view body, std::string_view portal_url);
std::string token_shape(std::string_view token);

}  // namespace jit_console
