// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_user_scram_credentials.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeUserScramCredentialsRequest::UserName)
{
    WEIR_FIELD(name);
}

WEIR_DESCRIBE(DescribeUserScramCredentialsRequest)
{
    WEIR_FIELD(users, always().orNull());
}

WEIR_DESCRIBE(DescribeUserScramCredentialsResponse::CredentialInfo)
{
    WEIR_FIELD(mechanism);
    WEIR_FIELD(iterations);
}

WEIR_DESCRIBE(DescribeUserScramCredentialsResponse::DescribeUserScramCredentialsResult)
{
    WEIR_FIELD(user);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(credentialInfos);
}

WEIR_DESCRIBE(DescribeUserScramCredentialsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(results);
}

WEIR_WIRE_API(DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsResponse);

} // namespace weir::wire
