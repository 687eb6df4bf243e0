// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/acl.h"

namespace weir::sandbox {

namespace {

bool fitsName(const AclFilter &filter, const AclEntry &entry)
{
    if (!filter.resourceName)
        return true;
    const std::string &name = *filter.resourceName;
    if (filter.patternType != PatternType::Match)
        return name == entry.resourceName;
    if (entry.patternType == PatternType::Prefixed)
        return name.starts_with(entry.resourceName);
    return name == entry.resourceName || entry.resourceName == kWildcard;
}

template <class Number>
bool known(Number number, Number last)
{
    return number > Number::Unknown && number <= last;
}

} // namespace

bool AclFilter::fits(const AclEntry &entry) const
{
    const bool anyPattern = patternType == PatternType::Any || patternType == PatternType::Match;
    return (resourceType == ResourceType::Any || resourceType == entry.resourceType) && (anyPattern || patternType == entry.patternType)
        && fitsName(*this, entry) && (!principal || *principal == entry.principal) && (!host || *host == entry.host)
        && (operation == AclOperation::Any || operation == entry.operation) && (permission == AclPermission::Any || permission == entry.permission);
}

std::string AclFilter::unknownPart() const
{
    if (!known(resourceType, ResourceType::User) || !known(patternType, PatternType::Prefixed))
        return "Unknown patternFilter.";
    if (!known(operation, AclOperation::TwoPhaseCommit) || !known(permission, AclPermission::Allow))
        return "Unknown entryFilter.";
    return {};
}

} // namespace weir::sandbox
