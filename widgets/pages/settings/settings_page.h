// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"

class QFormLayout;
class QVBoxLayout;

namespace weir::widgets {

class Label;
class SegmentedControl;

/// What the user chose for the window and this computer. Every change acts at once.
class SettingsPage : public Page
{
    Q_OBJECT

public:
    SettingsPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    PageState state() const override { return PageState::Ready; }

private:
    QWidget *makeAppearance();
    QWidget *makeShortcuts();
    QWidget *makeMetrics();
    QWidget *makeSecrets();
    void showMetricsState();

    Label *m_metricsState = nullptr;
};

} // namespace weir::widgets
