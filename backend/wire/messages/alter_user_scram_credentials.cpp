// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/alter_user_scram_credentials.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AlterUserScramCredentialsRequest::ScramCredentialDeletion)
{
    WEIR_FIELD(name);
    WEIR_FIELD(mechanism);
}

WEIR_DESCRIBE(AlterUserScramCredentialsRequest::ScramCredentialUpsertion)
{
    WEIR_FIELD(name);
    WEIR_FIELD(mechanism);
    WEIR_FIELD(iterations);
    WEIR_FIELD(salt, always().secret());
    WEIR_FIELD(saltedPassword, always().secret());
}

WEIR_DESCRIBE(AlterUserScramCredentialsRequest)
{
    WEIR_FIELD(deletions);
    WEIR_FIELD(upsertions);
}

WEIR_DESCRIBE(AlterUserScramCredentialsResponse::AlterUserScramCredentialsResult)
{
    WEIR_FIELD(user);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(AlterUserScramCredentialsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(results);
}

WEIR_WIRE_API(AlterUserScramCredentialsRequest, AlterUserScramCredentialsResponse);

} // namespace weir::wire
