// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/buttons.h"

#include <QVector>

class QListWidget;

namespace weir::widgets {

/// Which partitions of a topic: a button that says it in words ("All 6", "3 of 6: 0, 2, 5") over a list to check. Nothing
/// checked means all of them.
class PartitionPicker : public ComboButton
{
    Q_OBJECT

public:
    explicit PartitionPicker(QWidget *parent = nullptr);

    /// Those that were chosen stay chosen as far as they are there.
    void setCount(int partitions);
    /// Does not emit.
    void setChosen(const QVector<qint32> &partitions);
    /// In order; empty: all.
    QVector<qint32> chosen() const;

Q_SIGNALS:
    /// By the user, once the list is closed.
    void changed();

private:
    void showChoice();
    void itemChanged(int row);

    QListWidget *m_list;
    QVector<qint32> m_atOpening;
    bool m_setting = false;
};

} // namespace weir::widgets
