// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace weir::net {

/// One login module of a sasl.jaas.config: `org.apache...PlainLoginModule required username="a" password="b";`
struct Jaas {
    std::string module;
    std::map<std::string, std::string> options;
};

/// Error: Invalid, "config.parse", target "sasl.jaas.config"; it never repeats the text, which holds secrets.
base::Result<Jaas> parseJaas(std::string_view text);

} // namespace weir::net
