// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/metadata/delta.h"
#include "backend/sandbox/metadata/metadata_record.h"

#include <memory>

namespace weir::sandbox {

struct ImageUpdate
{
    ImagePtr image;
    MetadataDelta delta;
};

/// Turns records into the next image. Costs by what changes, not by what there is. One thread.
class ImageBuilder
{
public:
    explicit ImageBuilder(ImagePtr base);
    ~ImageBuilder();
    ImageBuilder(const ImageBuilder &) = delete;
    ImageBuilder &operator=(const ImageBuilder &) = delete;

    /// The record at that offset. Error: Invalid, `metadata.apply`, where it speaks of a topic, partition or broker
    /// that does not exist: the log is damaged, or it is not ours.
    base::Status apply(const MetadataRecord &record, std::int64_t offset, std::int32_t epoch);
    /// Moves the image's offset over a batch that holds no metadata records (leader change).
    void skipTo(std::int64_t offset, std::int32_t epoch);
    /// The image and what changed since the base (or since the last finish()); the builder goes on from there.
    ImageUpdate finish();

    /// Everything as applied so far. Valid until the next call.
    const MetadataImage &current() const { return *m_next; }

private:
    struct Changes;

    void touchTopic(const TopicPtr &before, const base::Uuid &id);
    base::Status apply(const wire::RegisterBrokerRecord &record);
    base::Status apply(const wire::UnregisterBrokerRecord &record);
    base::Status apply(const wire::TopicRecord &record);
    base::Status apply(const wire::PartitionRecord &record);
    base::Status apply(const wire::ConfigRecord &record);
    base::Status apply(const wire::PartitionChangeRecord &record);
    base::Status apply(const wire::FenceBrokerRecord &record);
    base::Status apply(const wire::UnfenceBrokerRecord &record);
    base::Status apply(const wire::RemoveTopicRecord &record);
    base::Status apply(const wire::FeatureLevelRecord &record);
    base::Status apply(const wire::ProducerIdsRecord &record);
    base::Status apply(const wire::BrokerRegistrationChangeRecord &record);
    base::Status apply(const wire::NoOpRecord &record);
    base::Status apply(const wire::UserScramCredentialRecord &record);
    base::Status apply(const wire::RemoveUserScramCredentialRecord &record);
    base::Status apply(const wire::AccessControlEntryRecord &record);
    base::Status apply(const wire::RemoveAccessControlEntryRecord &record);
    base::Status apply(const wire::ClientQuotaRecord &record);
    base::Status apply(const wire::DelegationTokenRecord &record);
    base::Status apply(const wire::RemoveDelegationTokenRecord &record);
    base::Status apply(const OtherRecord &record);
    template <class Change>
    base::Status changeBroker(std::int32_t id, std::int64_t epoch, Change change);
    base::Status setPartition(const base::Uuid &topicId, std::int32_t index, PartitionPtr partition);

    ImagePtr m_base;
    std::unique_ptr<MetadataImage> m_next;
    std::unique_ptr<Changes> m_changes;
};

} // namespace weir::sandbox
