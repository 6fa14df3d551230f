#pragma once

#include <string>
#include <string_view>

namespace jit_console {

/// A token, key or sign-in URL. Move-only, wiped when it goes, and without any way of being printed or
/// compared by accident: `reveal()` is the only way out. Wiping does not reach copies that libraries make
/// (libcurl's header list, OpenSSL's record buffers, JSON text being parsed, freed pages already swapped).
class Secret {
public:
    Secret() = default;
    /// Takes the text over and wipes what `text` held.
    explicit Secret(std::string&& text);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    /// The text itself; valid as long as this Secret. Keep the use narrow.
    std::string_view reveal() const { return text_; }
    bool empty() const { return text_.empty(); }
    /// A second Secret with the same text, said out loud.
    Secret clone() const;

private:
    std::string text_;
};

/// Whether they are the same, in a time that doesn't tell where they differ.
bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

/// Overwrites `text` in a way that the compiler keeps, then empties it.
void wipe(std::string& text) noexcept;

}  // namespace jit_console
