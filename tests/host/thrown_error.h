#pragma once

#include <string>

#include <boost/test/unit_test.hpp>

#include "base/error.h"

// What tests look at in the Error that is thrown.

namespace jit_console {

/// For BOOST_CHECK_EXCEPTION.
inline auto has(ErrorCode code) {
    return [code](const Error& error) { return error.code() == code; };
}

/// The same, and that the error says what to do next.
inline auto has_with_hint(ErrorCode code) {
    return [code](const Error& error) { return error.code() == code && !error.hint().empty(); };
}

/// The code that `call` throws; `internal` where nothing is thrown.
ErrorCode thrown_code(const auto& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::internal;
}

/// What the call throws must be `portal_answer`; gives message and hint.
std::string refusal(const auto& call) {
    try {
        call();
    } catch (const Error& error) {
        BOOST_TEST((error.code() == ErrorCode::portal_answer));
        BOOST_TEST(!error.hint().empty());
        return std::string(error.what()) + " / " + error.hint();
    }
    BOOST_ERROR("nothing was thrown");
    return "";
}

}  // namespace jit_console
