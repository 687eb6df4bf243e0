// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/certain.h"
#include "backend/wire/blob.h"
#include "backend/wire/messages/group_records.h"

#include <string>

namespace weir::sandbox {

/// @{ Key and value of a record of __consumer_offsets that is of a group or of one of its members.
template <class Key>
base::Bytes keyOf(const std::string &group)
{
    Key key;
    key.groupId = group;
    return certain(wire::encodeGroupKey(key));
}

template <class Key>
base::Bytes keyOf(const std::string &group, const std::string &memberId)
{
    Key key;
    key.groupId = group;
    key.memberId = memberId;
    return certain(wire::encodeGroupKey(key));
}

template <class Value>
base::Bytes valueOf(const Value &value)
{
    return certain(wire::encodeVersioned(value, Value::kVersions.max));
}
/// @}

} // namespace weir::sandbox
