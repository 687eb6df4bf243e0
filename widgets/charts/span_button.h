// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/local_services.h"
#include "widgets/parts/buttons.h"

namespace weir::widgets {

/// "Last 1 h": how far back the charts of a page go, as far as there is history. One choice for all pages, remembered.
class SpanButton : public ComboButton
{
    Q_OBJECT

public:
    /// The settings must outlive this.
    explicit SpanButton(api::Settings &settings, QWidget *parent = nullptr);
    qint64 spanMs() const { return currentData().toLongLong(); }

Q_SIGNALS:
    void spanChanged(qint64 milliseconds);

private:
    api::Settings &m_settings;
};

} // namespace weir::widgets
