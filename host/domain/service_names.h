#pragma once

#include <span>
#include <string_view>

namespace jit_console {

/// A service's home, or one of its lists, and what people call it.
struct ServiceRow {
    std::string_view service;  ///< AWS's service word, as in ARNs where it has some
    std::string_view page;     ///< its address after the host; "?region=" is put in before a "#"
    std::string_view names;    ///< separated by "|": lower case, without spaces, dashes and dots
    bool global = false;       ///< served in one region of the partition
};

std::span<const ServiceRow> service_rows();

/// The row of a name: case, spaces, "-", "_" and "." don't matter, nor does "AWS" or "Amazon" before it. Null where
/// there is none.
const ServiceRow* find_service(std::string_view name);

/// The service that a console address's path belongs to ("/dynamodbv2/home" is dynamodb's); "" where it is none's.
std::string_view service_of_path(std::string_view path);

}  // namespace jit_console
