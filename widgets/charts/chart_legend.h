// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>
#include <QWidget>

#include <vector>

namespace weir::widgets {

/// The legend below a chart: a table (name, value at the crosshair, least, greatest) or one flowing line of names and values.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        QString name;
        QPen pen;
        QString value, least, greatest;
    };

    explicit ChartLegend(QWidget *parent);
    void setTable(bool table);
    void setHead(const QString &title, const QString &time);
    void setEntries(std::vector<Entry> entries);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int flow(QPainter *painter, int width) const;

    QString m_title, m_time;
    std::vector<Entry> m_entries;
    bool m_table = true;
};

} // namespace weir::widgets
