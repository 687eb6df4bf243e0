// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"

#include <tl/expected.hpp>

namespace weir::base {

/// A value, or why there is none. The one way in which failure crosses a function or a layer.
template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

/// `return fail(ErrorKind::Invalid, "frame.decode", "Fetch", "negative length");`
inline tl::unexpected<Error> fail(ErrorKind kind, std::string action, std::string target = {}, std::string peerText = {},
                                  std::int16_t kafkaCode = 0)
{
    return tl::unexpected<Error>(Error{kind, std::move(action), std::move(target), {}, std::move(peerText), kafkaCode});
}

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace weir::base

#define WEIR_CONCAT_INNER(a, b) a##b
#define WEIR_CONCAT(a, b) WEIR_CONCAT_INNER(a, b)

/// `WEIR_TRY(auto value, call());` declares value, or returns the error of call().
#define WEIR_TRY(declaration, expression)                                                                              \
    auto WEIR_CONCAT(weirTry_, __LINE__) = (expression);                                                               \
    if (!WEIR_CONCAT(weirTry_, __LINE__))                                                                              \
        return ::tl::unexpected<::weir::base::Error>(std::move(WEIR_CONCAT(weirTry_, __LINE__).error()));              \
    declaration = std::move(*WEIR_CONCAT(weirTry_, __LINE__))

/// `WEIR_CHECK(call());` returns the error of call(), if any.
#define WEIR_CHECK(expression)                                                                                         \
    do {                                                                                                               \
        if (auto weirCheck = (expression); !weirCheck)                                                                 \
            return ::tl::unexpected<::weir::base::Error>(std::move(weirCheck.error()));                                \
    } while (false)
