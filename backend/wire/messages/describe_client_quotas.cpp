// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_client_quotas.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeClientQuotasRequest::ComponentData)
{
    WEIR_FIELD(entityType);
    WEIR_FIELD(matchType);
    WEIR_FIELD(match, always().orNull());
}

WEIR_DESCRIBE(DescribeClientQuotasRequest)
{
    WEIR_FIELD(components);
    WEIR_FIELD(strict);
}

WEIR_DESCRIBE(DescribeClientQuotasResponse::EntityData)
{
    WEIR_FIELD(entityType);
    WEIR_FIELD(entityName, always().orNull());
}

WEIR_DESCRIBE(DescribeClientQuotasResponse::ValueData)
{
    WEIR_FIELD(key);
    WEIR_FIELD(value);
}

WEIR_DESCRIBE(DescribeClientQuotasResponse::EntryData)
{
    WEIR_FIELD(entity);
    WEIR_FIELD(values);
}

WEIR_DESCRIBE(DescribeClientQuotasResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(entries, always().orNull());
}

WEIR_WIRE_API(DescribeClientQuotasRequest, DescribeClientQuotasResponse);

} // namespace weir::wire
