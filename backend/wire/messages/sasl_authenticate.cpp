// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/sasl_authenticate.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(SaslAuthenticateRequest)
{
    WEIR_FIELD(authBytes, always().secret());
}

WEIR_DESCRIBE(SaslAuthenticateResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(authBytes, always().secret());
    WEIR_FIELD(sessionLifetimeMs, since(1).ignorable());
}

WEIR_WIRE_API(SaslAuthenticateRequest, SaslAuthenticateResponse);

} // namespace weir::wire
