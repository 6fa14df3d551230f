#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/credentials.h"

namespace jit_console {

/// The words of `credentials --output`, in the order in which help lists them.
std::vector<std::string_view> ci_output_words();

/// Hands keys to what runs next, and gives the remark to the person. "github": masks to standard output, variables to
/// the file that GITHUB_ENV names. "gitlab" and "env-file": variables, one "NAME=value" a line, to `file`, which only
/// the user can read. Throws `usage` and `config`.
std::string write_for_ci(std::string_view output, const std::string& file, const Credentials& credentials);

/// Throws `usage` where write_for_ci() would, before any keys are asked for.
void check_ci_output(std::string_view output, const std::string& file);

/// Under GitHub Actions: has the runner hide the keys, wherever they are printed; by standard error, since standard
/// output holds what was asked for. Nothing elsewhere.
void mask_in_ci_log(const Credentials& credentials);
void mask_in_ci_log(const Secret& secret);

}  // namespace jit_console
