// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/sasl_handshake.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(SaslHandshakeRequest)
{
    WEIR_FIELD(mechanism);
}

WEIR_DESCRIBE(SaslHandshakeResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(mechanisms);
}

WEIR_WIRE_API(SaslHandshakeRequest, SaslHandshakeResponse);

} // namespace weir::wire
