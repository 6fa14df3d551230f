#include "system/install/registry.h"

#include <algorithm>
#include <array>

#include <windows.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/unique_handle.h"
#include "domain/ascii.h"
#include "system/process/windows_text.h"

namespace jit_console {
namespace {

using Json = nlohmann::json;

constexpr REGSAM kViews[] = {KEY_WOW64_64KEY, KEY_WOW64_32KEY};
constexpr int kDepthLimit = 8;

void close_key(HKEY key) { ::RegCloseKey(key); }
using Key = UniqueHandle<std::remove_pointer_t<HKEY>, close_key>;

[[noreturn]] void fail(const std::string& what, const std::string& key, LSTATUS number) {
    throw Error(ErrorCode::install, what + " " + key + ": " + windows_error_words(static_cast<DWORD>(number)),
                key.starts_with("HKLM") ? "run it as administrator" : "check who may change this registry key");
}

HKEY root_of(const std::string& key) { return key.starts_with("HKLM") ? HKEY_LOCAL_MACHINE : HKEY_CURRENT_USER; }

std::wstring path_below_root(const std::string& key) {
    return wide_text(std::string_view(key).substr(std::min(key.find('\\') + 1, key.size())));
}

Key open_key(const std::string& key, REGSAM rights) {
    HKEY opened = nullptr;
    ::RegOpenKeyExW(root_of(key), path_below_root(key).c_str(), 0, rights, &opened);
    return Key(opened);
}

/// Text of a value's bytes, which may end in NUL or not.
std::string text_of(const std::vector<BYTE>& bytes) {
    std::wstring text(reinterpret_cast<const wchar_t*>(bytes.data()), bytes.size() / sizeof(wchar_t));
    while (!text.empty() && text.back() == L'\0') text.pop_back();
    std::ranges::replace(text, L'\0', L'\n');  // between the lines of several
    return narrow_text(text);
}

/// What a value holds; null for kinds that no policy has.
Json value_of(DWORD kind, const std::vector<BYTE>& bytes) {
    if (kind == REG_DWORD && bytes.size() == sizeof(DWORD)) {
        DWORD number = 0;
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<BYTE*>(&number));
        return number;
    }
    if (kind != REG_SZ && kind != REG_EXPAND_SZ && kind != REG_MULTI_SZ) return nullptr;
    const std::string text = text_of(bytes);
    if (!text.starts_with('{') && !text.starts_with('[')) return text;
    Json parsed = Json::parse(text, nullptr, false);
    return parsed.is_discarded() ? Json(text) : parsed;
}

std::vector<std::pair<std::string, Json>> values_of(HKEY key) {
    std::vector<std::pair<std::string, Json>> values;
    for (DWORD i = 0;; ++i) {
        std::wstring name(16 * 1024, L'\0');
        auto name_size = static_cast<DWORD>(name.size());
        std::vector<BYTE> bytes(64 * 1024);
        auto size = static_cast<DWORD>(bytes.size());
        DWORD kind = 0;
        const LSTATUS status = ::RegEnumValueW(key, i, name.data(), &name_size, nullptr, &kind, bytes.data(), &size);
        if (status == ERROR_MORE_DATA) continue;
        if (status != ERROR_SUCCESS) return values;
        name.resize(name_size);
        bytes.resize(size);
        values.emplace_back(narrow_text(name), value_of(kind, bytes));
    }
}

std::vector<std::wstring> keys_below(HKEY key) {
    std::vector<std::wstring> names;
    for (DWORD i = 0;; ++i) {
        std::array<wchar_t, 256> name;
        auto size = static_cast<DWORD>(name.size());
        if (::RegEnumKeyExW(key, i, name.data(), &size, nullptr, nullptr, nullptr, nullptr) != ERROR_SUCCESS)
            return names;
        names.emplace_back(name.data(), size);
    }
}

Json json_of(HKEY key, int depth) {
    const auto values = values_of(key);
    const bool is_list =
        !values.empty() && std::ranges::all_of(values, [](const auto& value) { return is_all(value.first, is_digit); });
    Json json = is_list ? Json::array() : Json::object();
    for (const auto& [name, value] : values) {
        if (is_list)
            json.push_back(value);
        else
            json[name] = value;
    }
    if (is_list || depth == kDepthLimit) return json;
    for (const std::wstring& name : keys_below(key)) {
        HKEY opened = nullptr;
        ::RegOpenKeyExW(key, name.c_str(), 0, KEY_READ, &opened);
        const Key below(opened);
        if (below) json[narrow_text(name)] = json_of(below.get(), depth + 1);
    }
    return json;
}

}  // namespace

std::optional<std::string> registry_default(const std::string& key) {
    for (const REGSAM view : kViews) {
        const Key opened = open_key(key, KEY_READ | view);
        if (!opened) continue;
        std::vector<BYTE> bytes(64 * 1024);
        auto size = static_cast<DWORD>(bytes.size());
        DWORD kind = 0;
        if (::RegQueryValueExW(opened.get(), nullptr, nullptr, &kind, bytes.data(), &size) != ERROR_SUCCESS) continue;
        bytes.resize(size);
        if (kind == REG_SZ) return text_of(bytes);
    }
    return std::nullopt;
}

std::vector<std::string> missing_registry_keys(const std::string& key) {
    std::vector<std::string> missing;
    for (std::string at = key; at.find('\\') != std::string::npos && !open_key(at, KEY_READ | KEY_WOW64_64KEY);
         at.resize(at.rfind('\\'))) {
        missing.insert(missing.begin(), at);
    }
    return missing;
}

void set_registry_default(const std::string& key, const std::string& value) {
    HKEY opened = nullptr;
    LSTATUS status = ::RegCreateKeyExW(root_of(key), path_below_root(key).c_str(), 0, nullptr, 0,
                                       KEY_WRITE | KEY_WOW64_64KEY, nullptr, &opened, nullptr);
    const Key made(opened);
    if (status == ERROR_SUCCESS) {
        const std::wstring text = wide_text(value);
        const auto size = static_cast<DWORD>((text.size() + 1) * sizeof(wchar_t));
        status = ::RegSetValueExW(made.get(), nullptr, 0, REG_SZ, reinterpret_cast<const BYTE*>(text.c_str()), size);
    }
    if (status != ERROR_SUCCESS) fail("can't write the registry key", key, status);
}

bool remove_registry_key(const std::string& key) {
    const Key opened = open_key(key, KEY_READ | KEY_WOW64_64KEY);
    if (!opened || !keys_below(opened.get()).empty()) return false;
    const LSTATUS status = ::RegDeleteKeyExW(root_of(key), path_below_root(key).c_str(), KEY_WOW64_64KEY, 0);
    if (status != ERROR_SUCCESS) fail("can't remove the registry key", key, status);
    return true;
}

void remove_empty_registry_key(const std::string& key) {
    const Key opened = open_key(key, KEY_READ | KEY_WOW64_64KEY);
    if (!opened || !values_of(opened.get()).empty() || !keys_below(opened.get()).empty()) return;
    ::RegDeleteKeyExW(root_of(key), path_below_root(key).c_str(), KEY_WOW64_64KEY, 0);
}

std::optional<std::string> registry_as_json(const std::string& key) {
    for (const REGSAM view : kViews) {
        if (const Key opened = open_key(key, KEY_READ | view)) return json_of(opened.get(), 0).dump();
    }
    return std::nullopt;
}

}  // namespace jit_console
