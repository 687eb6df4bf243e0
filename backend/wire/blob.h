// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/codec.h"

namespace weir::wire {

/// A message together with the version that it was written in.
template <class M>
struct Versioned {
    M message;
    std::int16_t version = 0;

    bool operator==(const Versioned &) const = default;
};

/// For messages that are not requests but stand in a bytes field or a record, behind an int16 with their version.
/// Error: as encode().
template <class M>
base::Result<base::Bytes> encodeVersioned(const M &message, std::int16_t version);

/// Reads the version and then exactly the message. Error: as decode(); Unsupported for a newer version.
template <class M>
base::Result<Versioned<M>> decodeVersioned(base::ByteView bytes);

/// As decodeVersioned(), but as Kafka reads what members of a group say to each other: a newer version is read as the
/// newest one known, and bytes that follow are left alone. `version` is the one written.
template <class M>
base::Result<Versioned<M>> decodeVersionedLeniently(base::ByteView bytes);

} // namespace weir::wire
