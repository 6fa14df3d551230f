#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/secret.h"
#include "domain/time.h"

// All that the command line says to people goes through here. Three rules: what was asked for goes to standard output
// and nothing else does; words are lower case, short, without a full stop, and say what to do next; no secret is
// printed but one that was asked for.

namespace jit_console {

/// A line of what was asked for, to standard output. Throws `output` where it can't be written.
void print_line(std::string_view text);
/// A remark to the person, to standard error.
void print_remark(std::string_view text);
/// The error and its hint, to standard error.
void print_error(const Error& error);

/// A secret from standard input, without the white space around it; asks for it, unseen, where a person types.
/// At most 64 KiB. Throws `usage`.
Secret read_secret(std::string_view prompt);

/// True where a person can be asked to go to the browser: one is at the terminal that this command runs in the
/// foreground of, be it started by another program that keeps its output, as AWS's CLI does; and there is a desktop.
bool person_is_there();
/// A remark to that person: to standard error where that is the terminal, else to the terminal itself.
void print_to_person(std::string_view text);
/// Asks; true for "y" or "yes".
bool person_agrees(std::string_view question);
/// Asks; what was typed in that line, up to 500 bytes.
std::string person_answers(std::string_view question);

/// "17:40" within the next hours, "Mon 23 Nov 17:40" further away, in the person's clock.
std::string local_time(Time time, Time now);
/// "2026-11-23 17:40", in the person's clock.
std::string local_date_time(Time time);

}  // namespace jit_console
