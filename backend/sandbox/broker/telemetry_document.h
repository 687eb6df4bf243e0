// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace weir::sandbox {

/// What is kept of the metrics that a client pushed: how many, and the names.
struct TelemetryDocument {
    std::int64_t metrics = 0;    ///< series of one name each; a name may come in several scopes
    std::int64_t dataPoints = 0;
    std::set<std::string> names; ///< at most kMaxNames of kMaxNameLength bytes, the first that came

    static constexpr std::size_t kMaxNames = 256;
    static constexpr std::size_t kMaxNameLength = 200;
    /// A text of a client as it is kept: cut, and with '?' for what is no printable ASCII.
    static std::string shown(std::string_view text);
};

/// Reads the protobuf of an OpenTelemetry MetricsData (v1). Error: Invalid, `telemetry.read`, where it is none.
base::Result<TelemetryDocument> readTelemetryDocument(base::ByteView content);

} // namespace weir::sandbox
