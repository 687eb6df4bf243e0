// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace weir::sandbox {

/// The feature that says how the metadata log is to be read.
inline constexpr std::string_view kMetadataVersion = "metadata.version";

/// A feature of a cluster (KIP-584) and the levels of it that this build works with; level 0 is "not in use". What a broker
/// registers with, what ApiVersions offers, and what the controller finalizes: one list.
struct SupportedFeature
{
    std::string_view name;
    std::int16_t min = 0;
    std::int16_t max = 0;

    bool has(std::int16_t level) const { return level >= min && level <= max; }
};

/// In order of name.
std::span<const SupportedFeature> supportedFeatures();
/// Null where this build does not know it.
const SupportedFeature *supportedFeature(std::string_view name);

/// Whether some record is written otherwise at metadata.version `to` than at `from`, which is above it: what such a record
/// holds would be lost on the way down.
bool metadataChangesBetween(std::int16_t to, std::int16_t from);

} // namespace weir::sandbox
