// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"
#include "widgets/shell/place.h"
#include "widgets/shell/preferences.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;

namespace weir::widgets {

class PartitionPicker;

/// The line of choices over a list of records: from where, until where, how many hits, which partitions.
class ReadChoices : public QWidget
{
    Q_OBJECT

public:
    using Kind = model::ReadStart::Kind;

    explicit ReadChoices(Preferences &preferences, QWidget *parent = nullptr);

    void setPartitions(int count);
    Kind kind() const;
    void setKind(Kind kind);
    /// What a place says; what it leaves out stays. A place that says "from" says all: what it leaves out is then as at first.
    void showPlace(const Place &place);
    void fillPlace(Place &place) const;
    /// All but topic and filter. Empty where a field cannot be read; that field is marked and has the focus.
    std::optional<model::ReadRequest> request();
    /// At the right end.
    void addWidget(QWidget *widget);

Q_SIGNALS:
    /// A choice was made that can be read at once.
    void runWanted();

private:
    enum class Until { End, Offset, Time };
    Until until() const;
    void showKinds();
    void setStart(Kind kind, const QString &value);
    void setUntil(Until until, const QString &value);
    void setLimit(qint64 limit);
    std::optional<qint64> read(QLineEdit *field, bool isTime, bool mark) const;

    Preferences &m_preferences;
    QHBoxLayout *m_row;
    QComboBox *m_start;
    QLineEdit *m_startValue;
    QComboBox *m_until;
    QLineEdit *m_untilValue;
    QComboBox *m_limit;
    PartitionPicker *m_partitions;
};

} // namespace weir::widgets
