// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"
#include "widgets/parts/row_table_model.h"

namespace weir::widgets {

/// The columns of a list of records.
std::vector<ColumnSpec<model::Record>> recordColumns();

/// Names a record within its topic for as long as the list lives: "3@1042".
QString recordKey(const model::Record &record);

} // namespace weir::widgets
