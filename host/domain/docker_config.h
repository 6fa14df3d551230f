#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jit_console {

/// The name by which docker's configuration knows our credential helper; docker runs "docker-credential-" and this.
inline constexpr std::string_view kDockerHelper = "jit-console";

struct DockerConfigEdit {
    std::optional<std::string> text;  ///< that the file is to have; nothing: no file
    std::string before;               ///< the helper that the server had; may be ""
};

/// Docker's config.json, `text`, with our helper for the registry `server`; in docker's own form, the order of what is
/// in it kept. The very text where that helper is there already. Throws `config` where `text` is no such file.
DockerConfigEdit with_docker_helper(const std::optional<std::string>& text, std::string_view server);

/// The reverse: our helper for `server` is taken out, and what is empty then. The very text where it isn't ours.
DockerConfigEdit without_docker_helper(const std::optional<std::string>& text, std::string_view server);

}  // namespace jit_console
