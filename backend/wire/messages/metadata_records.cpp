// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/metadata_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(RegisterBrokerRecord::BrokerEndpoint)
{
    WEIR_FIELD(name);
    WEIR_FIELD(host);
    WEIR_FIELD(port);
    WEIR_FIELD(securityProtocol);
}

WEIR_DESCRIBE(RegisterBrokerRecord::BrokerFeature)
{
    WEIR_FIELD(name);
    WEIR_FIELD(minSupportedVersion);
    WEIR_FIELD(maxSupportedVersion);
}

WEIR_DESCRIBE(RegisterBrokerRecord)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(isMigratingZkBroker, since(2));
    WEIR_FIELD(incarnationId);
    WEIR_FIELD(brokerEpoch);
    WEIR_FIELD(endPoints);
    WEIR_FIELD(features);
    WEIR_FIELD(rack, always().orNull());
    WEIR_FIELD(fenced);
    WEIR_FIELD(inControlledShutdown, since(1));
    WEIR_FIELD(logDirs, since(3).tagged(0));
    WEIR_FIELD(cordonedLogDirs, since(4).orNull(4).tagged(1));
}

WEIR_DESCRIBE(UnregisterBrokerRecord)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(brokerEpoch);
}

WEIR_DESCRIBE(TopicRecord)
{
    WEIR_FIELD(name);
    WEIR_FIELD(topicId);
}

WEIR_DESCRIBE(PartitionRecord)
{
    WEIR_FIELD(partitionId);
    WEIR_FIELD(topicId);
    WEIR_FIELD(replicas);
    WEIR_FIELD(isr);
    WEIR_FIELD(removingReplicas);
    WEIR_FIELD(addingReplicas);
    WEIR_FIELD(leader);
    WEIR_FIELD(leaderRecoveryState, always().tagged(0));
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(partitionEpoch);
    WEIR_FIELD(directories, since(1));
    WEIR_FIELD(eligibleLeaderReplicas, since(2).orNull(2).tagged(1));
    WEIR_FIELD(lastKnownElr, since(2).orNull(2).tagged(2));
}

WEIR_DESCRIBE(ConfigRecord)
{
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(name);
    WEIR_FIELD(value, always().orNull().secret());
}

WEIR_DESCRIBE(PartitionChangeRecord)
{
    WEIR_FIELD(partitionId);
    WEIR_FIELD(topicId);
    WEIR_FIELD(isr, always().orNull().tagged(0));
    WEIR_FIELD(leader, always().tagged(1));
    WEIR_FIELD(replicas, always().orNull().tagged(2));
    WEIR_FIELD(removingReplicas, always().orNull().tagged(3));
    WEIR_FIELD(addingReplicas, always().orNull().tagged(4));
    WEIR_FIELD(leaderRecoveryState, always().tagged(5));
    WEIR_FIELD(directories, since(1).orNull(1).tagged(8));
    WEIR_FIELD(eligibleLeaderReplicas, since(2).orNull(2).tagged(6));
    WEIR_FIELD(lastKnownElr, since(2).orNull(2).tagged(7));
}

WEIR_DESCRIBE(FenceBrokerRecord)
{
    WEIR_FIELD(id);
    WEIR_FIELD(epoch);
}

WEIR_DESCRIBE(UnfenceBrokerRecord)
{
    WEIR_FIELD(id);
    WEIR_FIELD(epoch);
}

WEIR_DESCRIBE(RemoveTopicRecord)
{
    WEIR_FIELD(topicId);
}

WEIR_DESCRIBE(FeatureLevelRecord)
{
    WEIR_FIELD(name);
    WEIR_FIELD(featureLevel);
}

WEIR_DESCRIBE(ProducerIdsRecord)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(brokerEpoch);
    WEIR_FIELD(nextProducerId);
}

WEIR_DESCRIBE(BrokerRegistrationChangeRecord)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(brokerEpoch);
    WEIR_FIELD(fenced, always().tagged(0));
    WEIR_FIELD(inControlledShutdown, since(1).tagged(1));
    WEIR_FIELD(logDirs, since(2).tagged(2));
    WEIR_FIELD(cordonedLogDirs, since(3).orNull(3).tagged(3));
}

template <class Archive, std::same_as<NoOpRecord> M>
void describe(Archive &, Type<M>)
{
}

WEIR_WIRE_MESSAGE(RegisterBrokerRecord);
WEIR_WIRE_MESSAGE(UnregisterBrokerRecord);
WEIR_WIRE_MESSAGE(TopicRecord);
WEIR_WIRE_MESSAGE(PartitionRecord);
WEIR_WIRE_MESSAGE(ConfigRecord);
WEIR_WIRE_MESSAGE(PartitionChangeRecord);
WEIR_WIRE_MESSAGE(FenceBrokerRecord);
WEIR_WIRE_MESSAGE(UnfenceBrokerRecord);
WEIR_WIRE_MESSAGE(RemoveTopicRecord);
WEIR_WIRE_MESSAGE(FeatureLevelRecord);
WEIR_WIRE_MESSAGE(ProducerIdsRecord);
WEIR_WIRE_MESSAGE(BrokerRegistrationChangeRecord);
WEIR_WIRE_MESSAGE(NoOpRecord);

} // namespace weir::wire
