// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_configs.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeConfigsRequest::DescribeConfigsResource)
{
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(configurationKeys, always().orNull());
}

WEIR_DESCRIBE(DescribeConfigsRequest)
{
    WEIR_FIELD(resources);
    WEIR_FIELD(includeSynonyms, since(1));
    WEIR_FIELD(includeDocumentation, since(3));
}

WEIR_DESCRIBE(DescribeConfigsResponse::DescribeConfigsSynonym)
{
    WEIR_FIELD(name, since(1));
    WEIR_FIELD(value, since(1).orNull());
    WEIR_FIELD(source, since(1));
}

WEIR_DESCRIBE(DescribeConfigsResponse::DescribeConfigsResourceResult)
{
    WEIR_FIELD(name);
    WEIR_FIELD(value, always().orNull());
    WEIR_FIELD(readOnly);
    WEIR_FIELD(configSource, since(1).ignorable());
    WEIR_FIELD(isSensitive);
    WEIR_FIELD(synonyms, since(1).ignorable());
    WEIR_FIELD(configType, since(3).ignorable());
    WEIR_FIELD(documentation, since(3).orNull().ignorable());
}

WEIR_DESCRIBE(DescribeConfigsResponse::DescribeConfigsResult)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(configs);
}

WEIR_DESCRIBE(DescribeConfigsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(results);
}

WEIR_WIRE_API(DescribeConfigsRequest, DescribeConfigsResponse);

} // namespace weir::wire
