// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/profile.h"
#include "widgets/theme/look.h"

#include <QWidget>

namespace weir::widgets {

/// What marks the cluster of a window: its accent, and production.
struct ClusterMark {
    Accent accent = Accent::Teal;
    bool production = false;
    bool operator==(const ClusterMark &) const = default;
};

/// The accent of a profile as the look names it; production is crimson whatever was picked.
Accent accentOf(const model::Profile &profile);
ClusterMark markOf(const model::Profile &profile);

/// The central widget of every window: 3 px accent line on top, or on production 6 px of hatch and 3 px on the other sides.
/// Everything else, veils too, goes into `body()`, so that the mark is never covered.
class WindowFrame : public QWidget
{
    Q_OBJECT

public:
    explicit WindowFrame(QWidget *parent = nullptr);
    QWidget *body() const { return m_body; }
    void setMark(const ClusterMark &mark);
    const ClusterMark &mark() const { return m_mark; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_body;
    ClusterMark m_mark;
};

} // namespace weir::widgets
