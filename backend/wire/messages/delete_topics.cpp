// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/delete_topics.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DeleteTopicsRequest::DeleteTopicState)
{
    WEIR_FIELD(name, since(6).orNull(6));
    WEIR_FIELD(topicId, since(6));
}

WEIR_DESCRIBE(DeleteTopicsRequest)
{
    WEIR_FIELD(topics, since(6));
    WEIR_FIELD(topicNames, until(5).ignorable());
    WEIR_FIELD(timeoutMs);
}

WEIR_DESCRIBE(DeleteTopicsResponse::DeletableTopicResult)
{
    WEIR_FIELD(name, always().orNull(6));
    WEIR_FIELD(topicId, since(6).ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, since(5).orNull(5).ignorable());
}

WEIR_DESCRIBE(DeleteTopicsResponse)
{
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(responses);
}

WEIR_WIRE_API(DeleteTopicsRequest, DeleteTopicsResponse);

} // namespace weir::wire
