#pragma once

#include <optional>
#include <string>
#include <vector>

// Windows' registry, as far as browsers look there. A key begins with "HKCU\\" or "HKLM\\"; it is the 64-bit programs'
// and, where that has none, the 32-bit programs'. Elsewhere there is no registry: nothing is found, and writing is an
// error.

namespace jit_console {

/// The default value of a key; nothing where there is none.
std::optional<std::string> registry_default(const std::string& key);

/// The keys on the way to `key`, itself too, that are missing, the outermost first.
std::vector<std::string> missing_registry_keys(const std::string& key);

/// Sets the default value of a key, which is made where it is missing. Throws `install`.
void set_registry_default(const std::string& key, const std::string& value);

/// Removes a key with its values, unless there are keys below it. False where there is none. Throws `install`.
bool remove_registry_key(const std::string& key);
/// The same, but one that holds a value stays.
void remove_empty_registry_key(const std::string& key);

/// A key as the JSON that browsers' policy files hold: numbers, texts (as JSON where they are some), and keys below it
/// as lists where their values' names are numbers. Nothing where there is no such key.
std::optional<std::string> registry_as_json(const std::string& key);

}  // namespace jit_console
