#include "domain/json_answer.h"

#include <charconv>
#include <optional>
#include <string>
#include <system_error>

#include "domain/ascii.h"

namespace jit_console {
namespace {

std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
    if (text.size() < at + 6 || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
    unsigned unit = 0;
    const char* const end = text.data() + at + 6;
    const auto [stop, fault] = std::from_chars(text.data() + at + 2, end, unit, 16);
    return fault == std::errc() && stop == end ? std::optional(unit) : std::nullopt;
}

bool is_leading(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_trailing(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Puts U+FFFD in place of every half of a surrogate pair: JSON.stringify() writes them as escapes, which the library
/// refuses.
void complete_surrogates(std::string& text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '\\') continue;
        const auto unit = escaped_unit(text, i);
        const auto next = escaped_unit(text, i + 6);
        if (!unit) {
            ++i;
        } else if (is_leading(*unit) && next && is_trailing(*next)) {
            i += 11;
        } else {
            if (is_leading(*unit) || is_trailing(*unit)) text.replace(i + 2, 4, "fffd");
            i += 5;
        }
    }
}

bool is_html(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return trim(text).starts_with('<');
}

}  // namespace

nlohmann::json parse_json(std::string_view text, const JsonLimits& limits, JsonFault* fault) {
    JsonFault found = find_json_fault(text, limits);
    std::string completed;
    if (found == JsonFault::malformed && text.find("\\u") != std::string_view::npos) {
        completed = text;
        complete_surrogates(completed);
        text = completed;
        found = find_json_fault(text, limits);
    }
    if (fault != nullptr) *fault = found;
    nlohmann::json value(nlohmann::json::value_t::discarded);
    if (found == JsonFault::none) value = nlohmann::json::parse(text, nullptr, false);
    wipe(completed);
    return value;
}

void wipe(nlohmann::json& value) noexcept {
    if (value.is_string()) {
        wipe(*value.get_ptr<nlohmann::json::string_t*>());
    } else if (value.is_structured()) {
        for (nlohmann::json& item : value) wipe(item);
    }
}

JsonAnswer::JsonAnswer(std::string_view body, ErrorCode code, std::string_view sender) : code_(code), sender_(sender) {
    if (is_html(body)) {
        throw Error(code_, sender_ + " answered with a web page instead of data",
                    "a proxy or login page may stand in front of it: check its address, your VPN and your proxy");
    }
    JsonFault fault = JsonFault::none;
    root_ = parse_json(body, kAnswerLimits, &fault);
    if (fault != JsonFault::none) fail(std::string(json_fault_words(fault)));
}

const std::string& JsonAnswer::string() const {
    return *checked(root_.is_string(), "a string").get_ptr<const Json::string_t*>();
}

const JsonAnswer::Json* JsonAnswer::field(const Json& object, std::string_view name) {
    auto found = object.find(name);
    if (found == object.end()) {
        const std::string wanted = to_lower(name);
        found = object.begin();
        while (found != object.end() && to_lower(found.key()) != wanted) ++found;
    }
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

const std::string* JsonAnswer::string_field(const Json& object, std::string_view name) const {
    const Json* value = field(object, name);
    if (value != nullptr && !value->is_string()) fail_field(name);
    return value == nullptr ? nullptr : value->get_ptr<const Json::string_t*>();
}

const std::string* JsonAnswer::optional_string(const Json& object, std::string_view name) {
    const Json* value = field(object, name);
    return value == nullptr ? nullptr : value->get_ptr<const Json::string_t*>();
}

const JsonAnswer::Json* JsonAnswer::optional_array(const Json& object, std::string_view name) {
    const Json* value = field(object, name);
    return value != nullptr && value->is_array() ? value : nullptr;
}

bool JsonAnswer::flag(const Json& object, std::string_view name) {
    const Json* value = field(object, name);
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

void JsonAnswer::fail(const std::string& what) const {
    throw Error(code_, sender_ + "'s response can't be understood: " + what,
                "check its address; if that is right, it may be newer or older than this program supports");
}

void JsonAnswer::fail_field(std::string_view name) const { fail("its field " + std::string(name) + " is not valid"); }

const JsonAnswer::Json& JsonAnswer::checked(bool is_valid, const char* wanted) const {
    if (!is_valid) fail(std::string("it is not ") + wanted);
    return root_;
}

}  // namespace jit_console
