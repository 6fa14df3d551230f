#include "domain/json_limits.h"

#include <array>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace jit_console {
namespace {

/// The library's reader calls these; `false` ends it.
class Watcher final : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Watcher(const JsonLimits& limits) : limits_(limits) {}

    JsonFault fault() const { return fault_; }

    bool null() override { return count(); }
    bool boolean(bool) override { return count(); }
    bool number_integer(number_integer_t) override { return count(); }
    bool number_unsigned(number_unsigned_t) override { return count(); }
    bool number_float(number_float_t, const string_t&) override { return count(); }
    bool string(string_t&) override { return count(); }
    bool binary(binary_t&) override { return count(); }

    bool start_array(std::size_t) override { return count() && open(); }
    bool end_array() override { return close(); }
    bool start_object(std::size_t) override { return count() && open(); }
    bool end_object() override { return close(); }

    bool key(string_t& name) override {
        if (limits_.names_once && !names_.back().insert(name).second) return end(JsonFault::named_twice);
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
        return end(JsonFault::malformed);
    }

private:
    bool count() { return ++values_ <= limits_.values || end(JsonFault::too_many_values); }

    bool open() {
        if (names_.size() == limits_.depth) return end(JsonFault::too_deep);
        names_.emplace_back();
        return true;
    }

    bool close() {
        names_.pop_back();
        return true;
    }

    bool end(JsonFault fault) {
        fault_ = fault;
        return false;
    }

    const JsonLimits limits_;
    JsonFault fault_ = JsonFault::none;
    std::size_t values_ = 0;
    std::vector<std::set<std::string>> names_;  // of each open list (none) and object
};

}  // namespace

JsonFault find_json_fault(std::string_view text, const JsonLimits& limits) {
    // The library takes a NUL for the end and says nothing of what follows.
    if (text.find('\0') != std::string_view::npos) return JsonFault::malformed;
    Watcher watcher(limits);
    if (nlohmann::json::sax_parse(text, &watcher)) return JsonFault::none;
    return watcher.fault() == JsonFault::none ? JsonFault::malformed : watcher.fault();
}

std::string_view json_fault_words(JsonFault fault) {
    constexpr std::array<std::string_view, 5> kWords{"", "it is not JSON", "it is nested too deeply",
                                                     "it holds too many values", "it has a field twice"};
    return kWords[static_cast<std::size_t>(fault)];
}

}  // namespace jit_console
