// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/error_kind.h"

namespace weir::model {

base::ErrorKind errorKindOf(const QString &word)
{
    using Kind = base::ErrorKind;
    for (const Kind kind : {Kind::Unreachable, Kind::Refused, Kind::NotFound, Kind::Conflict, Kind::Invalid, Kind::Timeout,
                            Kind::Cancelled, Kind::Storage, Kind::Unsupported, Kind::Peer, Kind::Bug}) {
        if (word == QLatin1String(base::wordOf(kind)))
            return kind;
    }
    return Kind::Peer;
}

} // namespace weir::model
