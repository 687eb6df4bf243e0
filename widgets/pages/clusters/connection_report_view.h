// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"

#include <QWidget>

class QVBoxLayout;

namespace weir::widgets {

/// What "Test connection" found: a line a step, with the peer's words under the one that failed.
class ConnectionReportView : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionReportView(QWidget *parent = nullptr);
    void showRunning();
    void showReport(const api::ConnectionReport &report);
    void showError(const base::Error &error);

private:
    void clear();
    QVBoxLayout *m_layout;
};

} // namespace weir::widgets
