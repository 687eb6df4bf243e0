// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QWidget>

#include <optional>
#include <vector>

class QVBoxLayout;
class QScrollArea;
class QToolButton;

namespace weir::widgets {

class Label;
class Pill;

/// One line of a grid: label in text2 at the left, value at the right.
struct KeyValue
{
    QString label;
    QString value;
    /// Names, numbers and addresses: data font.
    bool data = true;
    std::optional<State> state = {};
    QString toolTip = {};
    /// Unknown, none.
    bool quiet = false;

    bool operator==(const KeyValue &) const = default;
};

/// Labels and values in two columns; values can be selected. A refresh changes only the words, so a selection stays.
class KeyValueGrid : public QWidget
{
    Q_OBJECT

public:
    explicit KeyValueGrid(QWidget *parent = nullptr);
    void setRows(const std::vector<KeyValue> &rows);
    /// Values under each other at the left instead of at the right edge: for wide places.
    void setValuesLeft(bool left);

private:
    void rebuild(const std::vector<KeyValue> &rows);

    struct Line
    {
        Label *label;
        class StateLabel *state;
        Label *value;
    };
    std::vector<Line> m_lines;
    std::vector<KeyValue> m_rows;
    bool m_left = false;
};

/// The 340 px column at the right of a list: title, pill, one sentence, sections, buttons at the foot.
class Inspector : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget *parent = nullptr);

    /// `data`: a name of the cluster, in mono.
    void setTitle(const QString &title, bool data = true);
    void setPill(State state, const QString &word);
    void clearPill();
    void setSentence(const QString &sentence);
    /// Adds a section with a 1 px line above and returns its grid; no title, no head.
    KeyValueGrid *addSection(const QString &title = {});
    /// The same around any widget, taken over.
    void addSection(const QString &title, QWidget *content);
    /// Last section: how the numbers above are counted, one sentence a line.
    void setHowCounted(const QStringList &lines);
    void addFooterButton(QWidget *button);
    void setOpenable(bool openable);

    QSize sizeHint() const override;

Q_SIGNALS:
    void closed();
    /// The button that opens the thing as a page.
    void opened();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_title;
    Pill *m_pill;
    Label *m_sentence;
    QToolButton *m_open;
    QVBoxLayout *m_sections;
    QWidget *m_how = nullptr;
    Label *m_howText = nullptr;
    QWidget *m_footer;
};

} // namespace weir::widgets
