#include "domain/portal_report.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/ascii.h"
#include "domain/partition.h"
#include "require.h"

using namespace jit_console;

namespace {

/// A number of few digits, a partition, or a word of this program's own: nothing that names somebody's things.
bool tells_nothing(std::string_view word) {
    constexpr std::array kWords{"",        "as known",  "camel",       "lower",          "upper",         "mixed",
                                "string",  "number",    "boolean",     "list",           "object",        "null",
                                "missing", "text",      "true",        "false",          "large",         "negative",
                                "empty",   "guid",      "account",     "digits",         "region",        "arn",
                                "address", "plain",     "other",       "nothing",        "web page",      "no JSON",
                                "2 to 10", "11 to 100", "101 to 1000", "more than 1000", "Administrator", "User"};
    if (std::ranges::find(kWords, word) != kWords.end() || find_partition(word) != nullptr) return true;
    return word.size() <= 7 && std::ranges::all_of(word, is_digit);
}

void check_shape(const AnswerShape& shape) {
    for (const std::string& word : {shape.body, shape.count, shape.form}) require(tells_nothing(word), word.c_str());
    for (const FieldShape& field : shape.fields) {
        for (const WordSet* words : {&field.letters, &field.types, &field.forms}) {
            for (const std::string& word : *words) require(tells_nothing(word), word.c_str());
        }
    }
}

void check_console_url(const ConsoleUrlShape& shape) {
    for (const std::string& word :
         {shape.scheme, shape.host, shape.path, shape.action, shape.destination, shape.issuer, shape.escapes}) {
        constexpr std::array kWords{
            "https",       "http",          "other",   "none",    "plain sign-in", "regional sign-in",
            "/federation", "login",         "missing", "console", "portal",        "word",
            "words",       "other address", "capital", "small",   "both"};
        require(std::ranges::find(kWords, word) != kWords.end(), word.c_str());
    }
    require(shape.partition.empty() || find_partition(shape.partition) != nullptr, "a partition is a known one");
    require(!shape.accepted || (shape.tokens == 1 && shape.scheme == "https"), "what is accepted is a sign-in");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    for (const char* id : {"user", "features", "tenants", "account", "region", "tenant_features", "resources",
                           "tenant_jit", "admin_jit", "older_admin_jit"}) {
        check_shape(shape_of(*known_call_named(id), body));
    }
    if (const auto shape = console_url_shape(body, "https://acme.duplocloud.net")) check_console_url(*shape);
    const std::string token = token_shape(body);
    require(token == "no JWT" || token == "JWT with an end" || token == "JWT without an end", token.c_str());
    known_call(body);
    return 0;
}
