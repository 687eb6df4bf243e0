// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace weir::base {

/// One function for std::visit, made of a lambda for each alternative.
template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

} // namespace weir::base
