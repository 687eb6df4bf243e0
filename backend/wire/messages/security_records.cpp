// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/security_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DelegationTokenRecord)
{
    WEIR_FIELD(owner);
    WEIR_FIELD(requester);
    WEIR_FIELD(renewers);
    WEIR_FIELD(issueTimestamp);
    WEIR_FIELD(maxTimestamp);
    WEIR_FIELD(expirationTimestamp);
    WEIR_FIELD(tokenId);
}

WEIR_DESCRIBE(UserScramCredentialRecord)
{
    WEIR_FIELD(name);
    WEIR_FIELD(mechanism);
    WEIR_FIELD(salt, always().secret());
    WEIR_FIELD(storedKey, always().secret());
    WEIR_FIELD(serverKey, always().secret());
    WEIR_FIELD(iterations);
}

WEIR_DESCRIBE(AccessControlEntryRecord)
{
    WEIR_FIELD(id);
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(patternType);
    WEIR_FIELD(principal);
    WEIR_FIELD(host);
    WEIR_FIELD(operation);
    WEIR_FIELD(permissionType);
}

WEIR_DESCRIBE(RemoveAccessControlEntryRecord)
{
    WEIR_FIELD(id);
}

WEIR_DESCRIBE(RemoveUserScramCredentialRecord)
{
    WEIR_FIELD(name);
    WEIR_FIELD(mechanism);
}

WEIR_DESCRIBE(RemoveDelegationTokenRecord)
{
    WEIR_FIELD(tokenId);
}

WEIR_WIRE_MESSAGE(DelegationTokenRecord);
WEIR_WIRE_MESSAGE(UserScramCredentialRecord);
WEIR_WIRE_MESSAGE(AccessControlEntryRecord);
WEIR_WIRE_MESSAGE(RemoveAccessControlEntryRecord);
WEIR_WIRE_MESSAGE(RemoveUserScramCredentialRecord);
WEIR_WIRE_MESSAGE(RemoveDelegationTokenRecord);

} // namespace weir::wire
