// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QWidget>

namespace weir::widgets {

/// Shape and word in the state's colour. With `setPill(true)` on a tinted ground: only in page and panel headers and in
/// inspectors. The busy ring turns only where setLive(true) says so (status bar, filter line).
class StateLabel : public QWidget
{
    Q_OBJECT

public:
    explicit StateLabel(QWidget *parent = nullptr);
    StateLabel(State state, const QString &word, QWidget *parent = nullptr);
    ~StateLabel() override;

    void set(State state, const QString &word);
    void setPill(bool pill);
    void setFontRole(FontRole role);
    void setLive(bool live);
    State state() const { return m_state; }
    QString word() const { return m_word; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    State m_state = State::Unknown;
    QString m_word;
    FontRole m_role = FontRole::Body;
    bool m_pill = false;
    bool m_live = false;
};

/// The pill of headers and inspectors.
class Pill : public StateLabel
{
    Q_OBJECT

public:
    explicit Pill(QWidget *parent = nullptr);
    Pill(State state, const QString &word, QWidget *parent = nullptr);
};

/// The PRODUCTION tag with its shield: the only word in capitals.
class ProductionTag : public QWidget
{
    Q_OBJECT

public:
    explicit ProductionTag(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
};

/// One shared clock for every turning ring: eight steps a turn, 125 ms each, stopped when nobody listens.
class RingClock : public QObject
{
    Q_OBJECT

public:
    static RingClock &instance();
    void add(QWidget *widget);
    void remove(QWidget *widget);
    int step() const { return m_step; }

private:
    using QObject::QObject;
    void timerEvent(QTimerEvent *event) override;

    QList<QWidget *> m_widgets;
    int m_timer = 0;
    int m_step = 0;
};

} // namespace weir::widgets
