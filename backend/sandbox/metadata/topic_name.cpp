// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/topic_name.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::sandbox {

std::string topicNameProblem(std::string_view name)
{
    constexpr std::size_t kMaxLength = 249;
    const auto legal = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    };
    if (name.empty())
        return "Topic name is invalid: the empty string is not allowed";
    if (name == "." || name == "..")
        return fmt::format("Topic name is invalid: '{}' is not allowed", name);
    if (name.size() > kMaxLength)
        return fmt::format("Topic name is invalid: the length of '{}' is longer than the max allowed length {}", name,
                           kMaxLength);
    if (!std::all_of(name.begin(), name.end(), legal))
        return fmt::format(
            "Topic name is invalid: '{}' contains one or more characters other than ASCII alphanumerics, "
            "'.', '_' and '-'",
            name);
    return {};
}

std::string topicCollisionKey(std::string_view name)
{
    std::string key(name);
    std::replace(key.begin(), key.end(), '.', '_');
    return key;
}

} // namespace weir::sandbox
