// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QPushButton;
class QHBoxLayout;

namespace weir::widgets {

class Label;
class FilterEdit;
class FilterFrame;

/// A piece of filter text, for its colour.
struct FilterToken
{
    enum class Kind { Field, Text, Number, Keyword, Plain };
    Kind kind = Kind::Plain;
    int start = 0;
    int length = 0;
};

/// The colours of a filter in the plain expression language: `value.total > 500 and key like 'a%'`.
std::vector<FilterToken> tokenizeFilter(const QString &text);

/// The 28 px filter line (LOOK section 3): 3 px bar and shape at the left, expression, state in words at the right, Run or Stop.
/// The page answers checkRequested by setState; Enter or Ctrl+Enter runs, Esc stops a run. Input methods work as in any field.
class FilterLine : public QWidget
{
    Q_OBJECT

public:
    enum class FilterState { Empty, Valid, FullScan, Invalid, Running, Stopped };

    explicit FilterLine(QWidget *parent = nullptr);

    QString text() const;
    /// Does not emit textEdited, but asks for a check.
    void setText(const QString &text);
    void setPlaceholder(const QString &text);
    /// `words` stand at the right ("Valid, index on time"; the reason if invalid). `bad` underlines a part: start, length.
    void setState(FilterState state, const QString &words, std::optional<std::pair<int, int>> bad = {});
    FilterState state() const { return m_state; }
    using Tokenizer = std::function<std::vector<FilterToken>(const QString &)>;
    void setTokenizer(Tokenizer tokenizer);
    /// Off where the filter acts while typing.
    void setRunVisible(bool visible);
    /// Inside the frame at its right end (history, favourite).
    void addInnerWidget(QWidget *widget);
    void focusEdit();

Q_SIGNALS:
    void textEdited(const QString &text);
    /// 150 ms after the last key.
    void checkRequested(const QString &text);
    void runRequested();
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateButton();

    FilterFrame *m_frame;
    FilterEdit *m_edit;
    Label *m_words;
    QHBoxLayout *m_inner;
    QPushButton *m_run;
    FilterState m_state = FilterState::Empty;
};

/// The line under a filter line: "62 hits", read of total, rate, time left at the left, the plan at the right; over it 2 px
/// of progress while it runs.
class ScanStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ScanStrip(QWidget *parent = nullptr);
    /// The first part is strong; numbers come formatted.
    void setParts(const QString &hits, const QStringList &rest, const QString &plan = {});
    /// 0..1; below 0 takes the bar away.
    void setProgress(double fraction);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_hits;
    QStringList m_rest;
    QString m_plan;
    double m_fraction = -1;
};

} // namespace weir::widgets
