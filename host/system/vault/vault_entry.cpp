#include "system/vault/vault_entry.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace jit_console {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 3> kWords{"keyring", "file", "memory"};  // as in VaultKind

std::string field_text(const Json& entry, const char* field) {
    const auto found = entry.find(field);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string_view vault_word(VaultKind kind) { return kWords[static_cast<std::size_t>(kind)]; }

std::optional<VaultKind> find_vault_kind(std::string_view word) {
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (kWords[i] == word) return static_cast<VaultKind>(i);
    }
    return std::nullopt;
}

std::optional<SignIn> sign_in_of_entry(const Json& entry) {
    SignIn sign_in{Secret(field_text(entry, "token")), Secret(field_text(entry, "otp")), field_text(entry, "user"),
                   std::nullopt};
    const auto expiry = entry.find("expires_at");
    if (expiry != entry.end() && expiry->is_number_integer()) {
        sign_in.expires_at = Time(std::chrono::seconds(expiry->get<std::int64_t>()));
    }
    if (sign_in.token.empty()) return std::nullopt;
    return sign_in;
}

Json entry_of_sign_in(const SignIn& sign_in) {
    Json entry = {{"token", sign_in.token.reveal()}, {"user", sign_in.user}};
    if (!sign_in.otp.empty()) entry["otp"] = sign_in.otp.reveal();
    if (sign_in.expires_at) entry["expires_at"] = sign_in.expires_at->time_since_epoch().count();
    return entry;
}

}  // namespace jit_console
