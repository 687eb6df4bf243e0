// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/create_topics.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(CreateTopicsRequest::CreatableReplicaAssignment)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(brokerIds);
}

WEIR_DESCRIBE(CreateTopicsRequest::CreatableTopicConfig)
{
    WEIR_FIELD(name);
    WEIR_FIELD(value, always().orNull());
}

WEIR_DESCRIBE(CreateTopicsRequest::CreatableTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(numPartitions);
    WEIR_FIELD(replicationFactor);
    WEIR_FIELD(assignments);
    WEIR_FIELD(configs);
}

WEIR_DESCRIBE(CreateTopicsRequest)
{
    WEIR_FIELD(topics);
    WEIR_FIELD(timeoutMs);
    WEIR_FIELD(validateOnly, since(1));
}

WEIR_DESCRIBE(CreateTopicsResponse::CreatableTopicConfigs)
{
    WEIR_FIELD(name, since(5));
    WEIR_FIELD(value, since(5).orNull(5));
    WEIR_FIELD(readOnly, since(5));
    WEIR_FIELD(configSource, since(5).ignorable());
    WEIR_FIELD(isSensitive, since(5));
}

WEIR_DESCRIBE(CreateTopicsResponse::CreatableTopicResult)
{
    WEIR_FIELD(name);
    WEIR_FIELD(topicId, since(7).ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, since(1).orNull().ignorable());
    WEIR_FIELD(topicConfigErrorCode, since(5).tagged(0).ignorable());
    WEIR_FIELD(numPartitions, since(5).ignorable());
    WEIR_FIELD(replicationFactor, since(5).ignorable());
    WEIR_FIELD(configs, since(5).orNull(5).ignorable());
}

WEIR_DESCRIBE(CreateTopicsResponse)
{
    WEIR_FIELD(throttleTimeMs, since(2).ignorable());
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(CreateTopicsRequest, CreateTopicsResponse);

} // namespace weir::wire
