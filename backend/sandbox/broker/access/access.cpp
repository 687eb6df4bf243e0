// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/access/access.h"

namespace weir::sandbox {

std::int32_t Access::operationsOn(ResourceType type, std::string_view name) const
{
    std::uint32_t bits = 0;
    for (const AclOperation operation : operationsOf(type)) {
        if (allowed(operation, type, name))
            bits |= 1U << static_cast<unsigned>(operation);
    }
    return static_cast<std::int32_t>(bits);
}

} // namespace weir::sandbox
