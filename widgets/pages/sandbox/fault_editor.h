// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/sandbox.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QSlider;
class QSpinBox;

namespace weir::widgets {

class Label;
class Switch;

/// The faults of one broker: slow, dropping, answering with an error, cut off, out of sync, with a full disk. What is set
/// by another hand shows in it; what the user does is told at once.
class FaultEditor : public QWidget
{
    Q_OBJECT

public:
    explicit FaultEditor(QWidget *parent = nullptr);

    /// Shows these; a slider that is being dragged stays in the hand.
    void show(const model::SandboxFaults &faults);
    model::SandboxFaults faults() const;

Q_SIGNALS:
    /// By the user.
    void edited();

private:
    QSlider *addSlider(const QString &words, int most, Label *&text);
    Switch *addSwitch(const QString &words, const QString &explained);
    void addError();
    void showSpans();
    void showErrorRows();
    void tell();

    QGridLayout *m_grid;
    QSlider *m_slow = nullptr;
    QSlider *m_drop = nullptr;
    Label *m_slowText = nullptr;
    Label *m_dropText = nullptr;
    QComboBox *m_answer = nullptr;
    QComboBox *m_key = nullptr;
    QSpinBox *m_count = nullptr;
    Label *m_keyWords = nullptr;
    Label *m_countWords = nullptr;
    Switch *m_isolated = nullptr;
    Switch *m_followsNobody = nullptr;
    Switch *m_diskFull = nullptr;
    bool m_showing = false;
};

} // namespace weir::widgets
