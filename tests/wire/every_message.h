// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/api_list.h"
#include "backend/wire/blob_list.h"

namespace weir::wire::testing {

/// Calls `visit.template operator()<M>()` for every request, response and blob that the codec knows.
template <class Visitor>
void forEachMessage(Visitor visit)
{
    forEachApi([&]<class A>(A) {
        visit.template operator()<typename A::Request>();
        visit.template operator()<typename A::Response>();
    });
    forEachBlob(visit);
}

} // namespace weir::wire::testing
