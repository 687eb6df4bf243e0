// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/partition_picker.h"

#include "widgets/theme/look.h"

#include <QListWidget>
#include <QMenu>
#include <QWidgetAction>

namespace weir::widgets {

namespace {
constexpr int kMostNamed = 6; // partition numbers in the button
constexpr int kRowsSeen = 12;
}

PartitionPicker::PartitionPicker(QWidget *parent)
    : ComboButton({}, Icon::None, parent)
    , m_list(new QListWidget)
{
    m_list->setAccessibleName(tr("Partitions to read"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(m_list);
    menu()->addAction(action);
    connect(menu(), &QMenu::aboutToShow, this, [this] {
        m_atOpening = chosen();
        const int row = std::max(1, m_list->sizeHintForRow(0));
        m_list->setFixedSize(std::max(width(), look().px(160)), row * std::min(m_list->count(), kRowsSeen) + 2 * m_list->frameWidth() + 2);
        m_list->setCurrentRow(0);
        m_list->setFocus();
    });
    connect(menu(), &QMenu::aboutToHide, this, [this] {
        if (chosen() != m_atOpening)
            Q_EMIT changed();
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) { itemChanged(m_list->row(item)); });
    // A click on the words checks as one on the box does; the box itself has done it already.
    connect(m_list, &QListWidget::itemActivated, this, [](QListWidgetItem *item) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    });
    setCount(0);
}

void PartitionPicker::setCount(int partitions)
{
    const QVector<qint32> before = chosen();
    m_setting = true;
    m_list->clear();
    const auto add = [this](const QString &text) {
        auto *item = new QListWidgetItem(text, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    };
    add(tr("All partitions"));
    for (int i = 0; i < partitions; ++i)
        add(QString::number(i));
    m_setting = false;
    setChosen(before);
}

void PartitionPicker::setChosen(const QVector<qint32> &partitions)
{
    m_setting = true;
    bool any = false;
    for (int row = 1; row < m_list->count(); ++row) {
        const bool on = partitions.contains(row - 1);
        any = any || on;
        m_list->item(row)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
    m_list->item(0)->setCheckState(any ? Qt::Unchecked : Qt::Checked);
    m_setting = false;
    showChoice();
}

QVector<qint32> PartitionPicker::chosen() const
{
    QVector<qint32> partitions;
    for (int row = 1; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            partitions.append(row - 1);
    }
    return partitions;
}

void PartitionPicker::itemChanged(int row)
{
    if (!m_setting)
        setChosen(row == 0 ? QVector<qint32>() : chosen());
}

void PartitionPicker::showChoice()
{
    const QVector<qint32> partitions = chosen();
    const int count = m_list->count() - 1;
    if (partitions.isEmpty()) {
        setText(tr("All %1").arg(count));
    } else {
        QStringList names;
        for (const qint32 id : partitions.mid(0, kMostNamed))
            names.append(QString::number(id));
        if (partitions.size() > kMostNamed)
            names.append(QStringLiteral("…"));
        setText(tr("%1 of %2: %3").arg(partitions.size()).arg(count).arg(names.join(QStringLiteral(", "))));
    }
    setAccessibleDescription(text());
    updateGeometry();
}

} // namespace weir::widgets
