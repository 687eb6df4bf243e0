// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace weir::widgets {

/// One cell of the strip: label, stat with its unit, one line below. The formula of a derived number stands in the tool tip.
struct Fact
{
    QString label;
    QString value;
    QString unit = {};
    QString sub = {};
    /// Shape and colour of the line below.
    std::optional<State> subState = {};
    QString toolTip = {};
    /// A word in place of a number (unknown, none): set in the UI font, quiet.
    bool quiet = false;

    bool operator==(const Fact &) const = default;
};

/// Up to eight facts side by side, 74 px high. Fewer fit on a narrow page: the last ones go to a second row.
class FactStrip : public QWidget
{
    Q_OBJECT

public:
    explicit FactStrip(QWidget *parent = nullptr);
    void setFacts(std::vector<Fact> facts);
    const std::vector<Fact> &facts() const { return m_facts; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void factClicked(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int cellMinimum() const;
    int perRow(int width) const;
    QRect cellRect(int index) const;

    std::vector<Fact> m_facts;
};

} // namespace weir::widgets
