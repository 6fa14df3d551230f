#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/secret.h"
#include "domain/json_limits.h"

namespace jit_console {

/// `text` as JSON; discarded (`is_discarded()`) where it is not JSON, not UTF-8, or more than `limits` allow, which
/// `fault` then says. Half a surrogate pair becomes U+FFFD.
nlohmann::json parse_json(std::string_view text, const JsonLimits& limits = {}, JsonFault* fault = nullptr);

/// Overwrites every string in `value`.
void wipe(nlohmann::json& value) noexcept;

/// What a server answered, parsed once. Its strings are wiped when it goes. Everything throws Error with the code given
/// to the constructor; messages name fields, and never quote the answer.
class JsonAnswer {
public:
    using Json = nlohmann::json;

    /// `sender` is who answered, for messages: "the portal".
    JsonAnswer(std::string_view body, ErrorCode code, std::string_view sender);
    JsonAnswer(const JsonAnswer&) = delete;
    JsonAnswer& operator=(const JsonAnswer&) = delete;
    ~JsonAnswer() { wipe(root_); }

    bool is_object() const { return root_.is_object(); }
    /// The answer, which must be an object, an array or a string.
    const Json& object() const { return checked(root_.is_object(), "an object"); }
    const Json& array() const { return checked(root_.is_array(), "a list"); }
    const std::string& string() const;

    /// The field of `object`, by its name in any case where none has just this one; null where it is missing or null.
    static const Json* field(const Json& object, std::string_view name);
    /// The same where it is a string, and throws where it is something else.
    const std::string* string_field(const Json& object, std::string_view name) const;
    /// Fields that the caller can do without: null (or false) where it is of another type.
    static const std::string* optional_string(const Json& object, std::string_view name);
    static const Json* optional_array(const Json& object, std::string_view name);
    static bool flag(const Json& object, std::string_view name);

    [[noreturn]] void fail(const std::string& what) const;
    [[noreturn]] void fail_field(std::string_view name) const;

private:
    const Json& checked(bool is_valid, const char* wanted) const;

    Json root_;
    ErrorCode code_;
    std::string sender_;
};

}  // namespace jit_console
