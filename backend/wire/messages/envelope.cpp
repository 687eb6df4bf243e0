// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/envelope.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(EnvelopeRequest)
{
    WEIR_FIELD(requestData, always().secret());
    WEIR_FIELD(requestPrincipal, always().orNull().secret());
    WEIR_FIELD(clientHostAddress);
}

WEIR_DESCRIBE(EnvelopeResponse)
{
    WEIR_FIELD(responseData, always().orNull().secret());
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(DefaultPrincipalData)
{
    WEIR_FIELD(type);
    WEIR_FIELD(name);
    WEIR_FIELD(tokenAuthenticated);
}

WEIR_WIRE_API(EnvelopeRequest, EnvelopeResponse);
WEIR_WIRE_MESSAGE(DefaultPrincipalData);

} // namespace weir::wire
