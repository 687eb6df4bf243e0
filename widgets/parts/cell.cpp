// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/cell.h"

#include "widgets/parts/format.h"

namespace weir::widgets {

Cell Cell::unknown()
{
    Cell cell(format::unknown());
    cell.quiet = true;
    return cell;
}

Cell Cell::none()
{
    Cell cell(format::none());
    cell.quiet = true;
    return cell;
}

Cell Cell::count(qint64 value)
{
    Cell cell(format::count(value));
    cell.plain = format::plain(value);
    return cell;
}

Cell Cell::count(std::optional<qint64> value) { return value ? count(*value) : unknown(); }

Cell Cell::estimate(std::optional<qint64> value)
{
    Cell cell = count(value);
    if (value)
        cell.text = format::estimate(cell.text);
    return cell;
}

Cell Cell::bytes(qint64 value)
{
    Cell cell(format::bytes(value));
    cell.plain = format::plain(value);
    cell.toolTip = format::exactBytes(value);
    return cell;
}

Cell Cell::bytes(std::optional<qint64> value) { return value ? bytes(*value) : unknown(); }

} // namespace weir::widgets
