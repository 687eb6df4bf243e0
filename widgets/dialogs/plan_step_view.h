// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/plan.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace weir::widgets {

/// The right side of the plan dialog: one step with its before and after, warnings, and the same act as a command.
class PlanStepView : public QWidget
{
    Q_OBJECT

public:
    /// `number` 0: the only step of its plan. `outcome` is shown once there is one.
    PlanStepView(int number, const model::PlanStep &step, QWidget *parent = nullptr);
    void setOutcome(const model::PlanOutcome::Step &outcome);

Q_SIGNALS:
    /// "Export first..." was pressed.
    void exportRequested();

private:
    QVBoxLayout *m_notes = nullptr;
};

} // namespace weir::widgets
