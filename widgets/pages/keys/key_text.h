// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/keys.h"
#include "widgets/theme/look.h"

#include <QString>

namespace weir::widgets {

/// "murmur2", "CRC32", ...
QString partitionerName(model::Partitioner partitioner);
/// Which clients place keys so.
QString partitionerUsers(model::Partitioner partitioner);

/// What a look at the keys has found, in words.
struct KeyVerdict {
    State state = State::Unknown;
    QString title;
    QStringList sentences;
};
KeyVerdict placementVerdict(const model::KeyReport &report);
/// Of the records without a key; no title where there are none.
KeyVerdict keylessVerdict(const model::KeyReport &report);

} // namespace weir::widgets
