// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace weir::gallery {

/// The three columns of the components picture, and a page with tables and charts.
QWidget *makeControls(QWidget *parent);
QWidget *makeStates(QWidget *parent);
QWidget *makeMenus(QWidget *parent);
QWidget *makePage(QWidget *parent);
/// Messages: filter line, table with filters, tree and bytes.
QWidget *makeRecords(QWidget *parent);

} // namespace weir::gallery
