// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/uuid.h"
#include "backend/wire/records.h"

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

// What an archive asks about the type of a field.

namespace weir::wire {

/// An array of the protocol; Bytes is none.
template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <>
inline constexpr bool kIsVector<base::Bytes> = false;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

/// One of our structs, with a describe() of its own.
template <class T>
inline constexpr bool kIsMessageStruct = std::is_class_v<T> && !kIsVector<T> && !kIsOptional<T>
    && !std::is_same_v<T, std::string> && !std::is_same_v<T, base::Bytes> && !std::is_same_v<T, base::Uuid>
    && !std::is_same_v<T, Records>;

} // namespace weir::wire
