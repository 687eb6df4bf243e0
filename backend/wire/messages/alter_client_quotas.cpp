// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/alter_client_quotas.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AlterClientQuotasRequest::EntityData)
{
    WEIR_FIELD(entityType);
    WEIR_FIELD(entityName, always().orNull());
}

WEIR_DESCRIBE(AlterClientQuotasRequest::OpData)
{
    WEIR_FIELD(key);
    WEIR_FIELD(value);
    WEIR_FIELD(remove);
}

WEIR_DESCRIBE(AlterClientQuotasRequest::EntryData)
{
    WEIR_FIELD(entity);
    WEIR_FIELD(ops);
}

WEIR_DESCRIBE(AlterClientQuotasRequest)
{
    WEIR_FIELD(entries);
    WEIR_FIELD(validateOnly);
}

WEIR_DESCRIBE(AlterClientQuotasResponse::EntityData)
{
    WEIR_FIELD(entityType);
    WEIR_FIELD(entityName, always().orNull());
}

WEIR_DESCRIBE(AlterClientQuotasResponse::EntryData)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(entity);
}

WEIR_DESCRIBE(AlterClientQuotasResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(entries);
}

WEIR_WIRE_API(AlterClientQuotasRequest, AlterClientQuotasResponse);

} // namespace weir::wire
