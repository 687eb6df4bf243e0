// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/quota_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ClientQuotaRecord::EntityData)
{
    WEIR_FIELD(entityType);
    WEIR_FIELD(entityName, always().orNull());
}

WEIR_DESCRIBE(ClientQuotaRecord)
{
    WEIR_FIELD(entity);
    WEIR_FIELD(key);
    WEIR_FIELD(value);
    WEIR_FIELD(remove);
}

WEIR_WIRE_MESSAGE(ClientQuotaRecord);

} // namespace weir::wire
