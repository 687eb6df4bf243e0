// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/features.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

// metadata.version 29 is that of Kafka 4.2 (4.2-IV1); 30 only adds the cordoning of log directories.
constexpr SupportedFeature kFeatures[] = {
    {"group.version", 0, 1},
    {kMetadataVersion, 7, 29},
    {"share.version", 0, 1},
    {"transaction.version", 0, 2},
};

// The levels of metadata.version that brought another layout of some record (MetadataVersion, didMetadataChange).
constexpr std::int16_t kChanges[] = {8, 11, 13, 14, 15, 17, 23, 30};

} // namespace

std::span<const SupportedFeature> supportedFeatures()
{
    return kFeatures;
}

const SupportedFeature *supportedFeature(std::string_view name)
{
    const auto found = std::find_if(std::begin(kFeatures), std::end(kFeatures), [&](const auto &one) { return one.name == name; });
    return found == std::end(kFeatures) ? nullptr : found;
}

bool metadataChangesBetween(std::int16_t to, std::int16_t from)
{
    return std::any_of(std::begin(kChanges), std::end(kChanges), [&](std::int16_t level) { return level > to && level <= from; });
}

} // namespace weir::sandbox
