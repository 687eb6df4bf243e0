// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/broker_registration.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(BrokerRegistrationRequest::Listener)
{
    WEIR_FIELD(name);
    WEIR_FIELD(host);
    WEIR_FIELD(port);
    WEIR_FIELD(securityProtocol);
}

WEIR_DESCRIBE(BrokerRegistrationRequest::Feature)
{
    WEIR_FIELD(name);
    WEIR_FIELD(minSupportedVersion);
    WEIR_FIELD(maxSupportedVersion);
}

WEIR_DESCRIBE(BrokerRegistrationRequest)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(clusterId);
    WEIR_FIELD(incarnationId);
    WEIR_FIELD(listeners);
    WEIR_FIELD(features);
    WEIR_FIELD(rack, always().orNull());
    WEIR_FIELD(isMigratingZkBroker, since(1));
    WEIR_FIELD(logDirs, since(2).ignorable());
    WEIR_FIELD(previousBrokerEpoch, since(3).ignorable());
}

WEIR_DESCRIBE(BrokerRegistrationResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(brokerEpoch);
}

WEIR_WIRE_API(BrokerRegistrationRequest, BrokerRegistrationResponse);

} // namespace weir::wire
