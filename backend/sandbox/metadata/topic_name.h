// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace weir::sandbox {

/// What is wrong with a topic's name, in Kafka's words; empty where nothing is: 1 to 249 of ASCII letters, digits, '.',
/// '_' and '-', but neither "." nor "..".
std::string topicNameProblem(std::string_view name);

/// Names that differ only in '.' and '_' collide, for metrics write both the same way. Equal keys collide.
std::string topicCollisionKey(std::string_view name);

} // namespace weir::sandbox
