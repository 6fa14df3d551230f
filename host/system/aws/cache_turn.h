#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "system/aws/credential_cache.h"

namespace jit_console {

/// CredentialCache::take_turn() by a lock on `lock_file`, which also holds what the last one reported; that counts
/// while `sign_in` is the same. Throws `config` where there is no place for a lock.
std::unique_ptr<CacheTurn> make_cache_turn(std::filesystem::path lock_file, std::string sign_in, std::stop_token stop);

/// Where there is no place for a lock everybody asks.
std::unique_ptr<CacheTurn> make_cache_turn_for_everybody();

}  // namespace jit_console
