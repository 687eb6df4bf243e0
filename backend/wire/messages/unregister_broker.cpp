// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/unregister_broker.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(UnregisterBrokerRequest)
{
    WEIR_FIELD(brokerId);
}

WEIR_DESCRIBE(UnregisterBrokerResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_WIRE_API(UnregisterBrokerRequest, UnregisterBrokerResponse);

} // namespace weir::wire
