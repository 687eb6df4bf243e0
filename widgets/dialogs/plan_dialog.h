// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/dialogs/sheet.h"

#include <functional>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace weir::widgets {

class Label;
class PlanStepList;
class PlanStepView;
class StateLabel;

/// The one dialog through which a cluster is changed (LOOK section 3): steps at the left, before and after at the right, the
/// name to be typed where a step is final or the cluster is production. Esc and Cancel change nothing.
class PlanDialog : public Sheet
{
    Q_OBJECT

public:
    using Apply = std::function<api::Future<model::PlanOutcome>(const model::Plan &plan, const QString &typedName)>;

    PlanDialog(model::Plan plan, Apply apply);

    const model::Plan &plan() const { return m_plan; }
    void reject() override; ///< not while it is being applied: what was sent cannot be called back

Q_SIGNALS:
    /// Every step is done; the dialog closes by itself.
    void applied(const weir::model::PlanOutcome &outcome);
    /// A step failed; the dialog stays and shows it. Some steps before it may be done.
    void failed(const weir::model::PlanOutcome &outcome);
    void keptAsPending();
    /// The records of this topic are wanted before they go.
    void exportRequested(const QString &topic);

private:
    void buildFooter();
    QWidget *buildConfirmation(const QString &name);
    void judge();
    void run();
    void showResult(const base::Result<model::PlanOutcome> &result);

    model::Plan m_plan;
    Apply m_apply;
    PlanStepList *m_list = nullptr;
    QStackedWidget *m_views = nullptr;
    QLineEdit *m_typed = nullptr;
    QString m_nameToType;
    Label *m_reason = nullptr;
    StateLabel *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_act = nullptr;
    bool m_applying = false;
    bool m_over = false;
};

} // namespace weir::widgets
