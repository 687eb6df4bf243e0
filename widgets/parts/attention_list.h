// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace weir::widgets {

class TableView;

/// One thing that needs somebody: shape, object, what in one sentence, since when, one way to repair it.
struct Attention
{
    QString key;
    State state = State::Warn;
    QString object;
    QString what;
    qint64 sinceMs = 0; ///< ms since the epoch, 0 if unknown
    QString link;       ///< "Show lag"

    bool operator==(const Attention &) const = default;
};

/// "Needs attention": a small table without head. Empty it says "Nothing needs you."
class AttentionList : public QWidget
{
    Q_OBJECT

public:
    explicit AttentionList(QWidget *parent = nullptr);
    ~AttentionList() override;
    /// Worst first, then the longest. At most `maxRows` are in sight, the rest scrolls.
    void setItems(std::vector<Attention> items, int maxRows = 5);

Q_SIGNALS:
    /// Link, Enter or double click.
    void activated(const QString &key);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace weir::widgets
