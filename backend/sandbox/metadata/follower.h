// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/metadata/image_builder.h"

#include <optional>

namespace weir::sandbox {

/// A broker's side of the metadata log: feed it the batches that Fetch of `__cluster_metadata-0` brings, take images
/// out. Holds nothing on disk: a broker that starts reads the log from the controller's start, or its snapshot. One
/// owner.
class MetadataFollower
{
public:
    MetadataFollower();

    /// The next offset to ask for, and the epoch of the record before it (-1 where there is none).
    std::int64_t fetchOffset() const { return m_image->offset() + 1; }
    std::int32_t lastFetchedEpoch() const { return m_image->offset() < 0 ? -1 : m_image->epoch(); }

    /// Whole batches (a cut one at the end is left out) in order of offset; those below fetchOffset() are passed over.
    /// Nothing where they changed no offset. On an error (Invalid, `metadata.apply` or `records.parse`) nothing has
    /// changed.
    base::Result<std::optional<ImageUpdate>> append(base::ByteView batches);
    /// Replaces everything with a snapshot file's content: the state up to and without `endOffset`.
    base::Result<ImageUpdate> loadSnapshot(base::ByteView content, std::int64_t endOffset, std::int32_t epoch);

    /// Of the last append; empty at first. Shared with readers on other threads.
    const ImagePtr &image() const { return m_image; }

private:
    ImagePtr m_image;
};

/// What differs between two images, for a snapshot that replaced the one with the other.
MetadataDelta differenceOf(const MetadataImage &before, const MetadataImage &after);

} // namespace weir::sandbox
