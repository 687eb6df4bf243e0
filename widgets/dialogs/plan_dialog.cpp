// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/plan_dialog.h"

#include "widgets/dialogs/plan_step_view.h"
#include "widgets/dialogs/plan_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/state_label.h"
#include "widgets/theme/state_shapes.h"

#include <QBoxLayout>
#include <QFutureWatcher>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>

namespace weir::widgets {

/// The steps at the left: number, what, on what, worst shape.
class PlanStepList : public QListWidget
{
public:
    explicit PlanStepList(const model::Plan &plan, QWidget *parent) : QListWidget(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setAutoFillBackground(false);
        viewport()->setAutoFillBackground(false);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setAccessibleName(PlanDialog::tr("Changes"));
        setItemDelegate(new Delegate(this));
        int number = 0;
        for (const model::PlanStep &step : plan.steps) {
            auto *item = new QListWidgetItem(plan_text::stepTitle(step.change), this);
            item->setData(kTarget, step.target);
            item->setData(kNumber, ++number);
            setState(number - 1, plan_text::worst(step));
        }
        setCurrentRow(0);
    }

    void setState(int row, widgets::State state)
    {
        QListWidgetItem *item = this->item(row);
        item->setData(kState, static_cast<int>(state));
        item->setData(Qt::AccessibleTextRole, QStringLiteral("%1 %2: %3").arg(item->text(), item->data(kTarget).toString(), stateName(state)));
    }

private:
    static constexpr int kTarget = Qt::UserRole + 1, kState = Qt::UserRole + 2, kNumber = Qt::UserRole + 3;

    class Delegate : public QStyledItemDelegate
    {
    public:
        using QStyledItemDelegate::QStyledItemDelegate;
        QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {look().px(200), look().px(50)}; }
        void paint(QPainter *p, const QStyleOptionViewItem &option, const QModelIndex &index) const override
        {
            const Look &l = look();
            const QRect r = option.rect;
            const bool current = option.state & QStyle::State_Selected;
            if (current) {
                p->fillRect(r, l.selection);
                p->fillRect(r.left(), r.top(), 3, r.height(), l.accent);
            }
            p->setFont(l.font(FontRole::Data));
            p->setPen(l.text2);
            p->drawText(QRect(r.left() + 14, r.top(), 20, r.height()), Qt::AlignVCenter, index.data(kNumber).toString());
            const QRect words = r.adjusted(32, 6, -36, -6);
            p->setFont(l.font(FontRole::Body));
            p->setPen(l.text);
            p->drawText(QRect(words.left(), words.top(), words.width(), words.height() / 2), Qt::AlignVCenter,
                        QFontMetrics(p->font()).elidedText(index.data().toString(), Qt::ElideRight, words.width()));
            p->setFont(l.font(FontRole::Data));
            p->drawText(QRect(words.left(), words.center().y() + 1, words.width(), words.height() / 2), Qt::AlignVCenter,
                        QFontMetrics(p->font()).elidedText(index.data(kTarget).toString(), Qt::ElideMiddle, words.width()));
            drawShape(*p, r.right() - 22, r, static_cast<widgets::State>(index.data(kState).toInt()));
        }
    };
};

namespace {

/// A child of the dialog with a ground of its own and lines at some edges.
class Ground : public QWidget
{
public:
    Ground(QColor Look::*color, Qt::Edges lines, QWidget *parent) : QWidget(parent), m_color(color), m_lines(lines) {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter p(this);
        p.fillRect(rect(), look().*m_color);
        p.setPen(look().border);
        if (m_lines & Qt::RightEdge)
            p.drawLine(width() - 1, 0, width() - 1, height());
        if (m_lines & Qt::TopEdge)
            p.drawLine(0, 0, width(), 0);
    }

private:
    QColor Look::*m_color;
    Qt::Edges m_lines;
};

int finalSteps(const model::Plan &plan)
{
    int count = 0;
    for (const model::PlanStep &step : plan.steps)
        count += step.undoable ? 0 : 1;
    return count;
}

} // namespace

PlanDialog::PlanDialog(model::Plan plan, Apply apply) : m_plan(std::move(plan)), m_apply(std::move(apply))
{
    const int count = static_cast<int>(m_plan.steps.size());
    setObjectName(QStringLiteral("planDialog"));
    setTitle(tr("Plan: %n change(s) on %1", nullptr, count).arg(m_plan.cluster), Icon::Plan);
    setProduction(m_plan.production);
    setPreferredWidth(938);
    setPreferredHeight(564);

    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);

    auto *left = new Ground(&Look::window, Qt::RightEdge, body);
    left->setFixedWidth(look().px(232));
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 6, 1, 0);
    leftColumn->setSpacing(0);
    m_list = new PlanStepList(m_plan, left);
    leftColumn->addWidget(m_list, 1);

    int passed = 0;
    int checked = 0;
    for (const model::PlanStep &step : m_plan.steps) {
        checked += step.check != model::PlanStep::Check::NotOffered;
        passed += step.check == model::PlanStep::Check::Passed;
    }
    auto *check = new Ground(&Look::window, Qt::TopEdge, left);
    auto *checkColumn = new QVBoxLayout(check);
    checkColumn->setContentsMargins(14, 8, 14, 8);
    checkColumn->setSpacing(2);
    if (checked == 0) {
        checkColumn->addWidget(new StateLabel(State::Unknown, tr("Not checked by the cluster"), check));
        checkColumn->addWidget(new Label(tr("Kafka offers no dry run for this."), FontRole::Small, Ink::Text2, check));
    } else {
        checkColumn->addWidget(passed == checked ? new StateLabel(State::Ok, tr("Checked by the cluster"), check)
                                                 : new StateLabel(State::Error, tr("The cluster refuses"), check));
        QString dryRun = tr("Dry run: %1 of %2 pass").arg(passed).arg(checked);
        if (checked < count)
            dryRun += QStringLiteral(", ") + tr("%1 cannot be tried").arg(count - checked);
        auto *words = new Label(dryRun, FontRole::Small, Ink::Text2, check);
        words->setWordWrap(true);
        checkColumn->addWidget(words);
    }
    leftColumn->addWidget(check);
    row->addWidget(left);

    m_views = new QStackedWidget(body);
    for (int i = 0; i < count; ++i) {
        const model::PlanStep &step = m_plan.steps[static_cast<std::size_t>(i)];
        auto *view = new PlanStepView(count > 1 ? i + 1 : 0, step, m_views);
        connect(view, &PlanStepView::exportRequested, this, [this, target = step.target] { Q_EMIT exportRequested(target); });
        m_views->addWidget(view);
    }
    row->addWidget(m_views, 1);
    column->addLayout(row, 1);
    m_nameToType = plan_text::nameToType(m_plan);
    if (!m_nameToType.isEmpty() && !m_plan.readOnly)
        column->addWidget(buildConfirmation(m_nameToType));
    setBody(body, false);
    connect(m_list, &QListWidget::currentRowChanged, m_views, &QStackedWidget::setCurrentIndex);
    buildFooter();
    judge();
}

QWidget *PlanDialog::buildConfirmation(const QString &name)
{
    auto *box = new Ground(&Look::panel, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(12);
    const int final = finalSteps(m_plan);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    QString lead;
    if (final == 0) {
        lead = tr("This is a production cluster.");
    } else if (final == 1) {
        int number = 0;
        const model::PlanStep *step = nullptr;
        for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
            if (!m_plan.steps[i].undoable) {
                step = &m_plan.steps[i];
                number = static_cast<int>(i) + 1;
            }
        }
        lead = m_plan.steps.size() > 1 ? tr("Change %1 cannot be undone: %2.").arg(number).arg(step->target)
                                       : tr("This cannot be undone: %1.").arg(step->target);
    } else {
        lead = tr("%n change(s) cannot be undone.", nullptr, final);
    }
    const bool cluster = name == m_plan.cluster;
    auto *leadLabel = new StateLabel(final > 0 ? State::Error : State::Warn, lead, box);
    leadLabel->setFontRole(FontRole::Strong);
    words->addWidget(leadLabel);
    words->addWidget(new Label(cluster ? tr("Type the name of the cluster, %1, to go on.").arg(name) : tr("Type %1 to go on.").arg(name),
                               FontRole::Body, Ink::Text2, box));
    row->addLayout(words, 1);
    m_typed = new QLineEdit(box);
    m_typed->setObjectName(QStringLiteral("planTypedName"));
    m_typed->setAccessibleName(tr("Name to confirm"));
    m_typed->setMinimumWidth(look().px(200));
    setDataFont(m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &PlanDialog::judge);
    row->addWidget(m_typed);
    return box;
}

void PlanDialog::buildFooter()
{
    const int count = static_cast<int>(m_plan.steps.size());
    m_progress = new StateLabel(State::Busy, QString(), this);
    m_progress->setLive(true);
    m_progress->hide();
    m_reason = new Label(QString(), FontRole::Small, Ink::Text3, this);
    addFooterLeft(m_progress);
    addFooterLeft(m_reason);

    m_cancel = makeButton(tr("Cancel"), Icon::None, ButtonKind::Default, this, QStringLiteral("Esc"));
    m_cancel->setObjectName(QStringLiteral("planCancel"));
    connect(m_cancel, &QAbstractButton::clicked, this, &PlanDialog::reject);
    addFooterRight(m_cancel);
    m_keep = makeButton(tr("Keep as pending"), Icon::Plan, ButtonKind::Default, this);
    m_keep->setObjectName(QStringLiteral("planKeep"));
    connect(m_keep, &QAbstractButton::clicked, this, [this] {
        Q_EMIT keptAsPending();
        Sheet::reject();
    });
    addFooterRight(m_keep);
    const bool danger = finalSteps(m_plan) > 0 || m_plan.production;
    m_act = makeButton(tr("Apply %n change(s)", nullptr, count), Icon::Apply, danger ? ButtonKind::Danger : ButtonKind::Primary, this);
    m_act->setObjectName(QStringLiteral("planApply"));
    connect(m_act, &QAbstractButton::clicked, this, &PlanDialog::run);
    addFooterRight(m_act);
    setInitialFocus(m_cancel);
}

void PlanDialog::judge()
{
    bool refused = false;
    for (const model::PlanStep &step : m_plan.steps)
        refused = refused || step.check == model::PlanStep::Check::Failed;
    const bool typed = m_nameToType.isEmpty() || (m_typed && m_typed->text() == m_nameToType);
    m_act->setEnabled(!m_applying && !m_over && !m_plan.readOnly && !refused && typed);
    QString reason;
    if (m_plan.readOnly)
        reason = tr("This profile is read only.");
    else if (refused)
        reason = tr("The cluster refuses it in a dry run.");
    else if (!typed)
        reason = tr("The name is not typed yet.");
    else if (m_plan.steps.size() > 1)
        reason = tr("Stops at the first change that fails.");
    m_reason->setText(reason);
    m_reason->setVisible(!m_applying && !m_over && !reason.isEmpty());
}

void PlanDialog::reject()
{
    if (!m_applying)
        Sheet::reject();
}

void PlanDialog::run()
{
    m_applying = true;
    m_cancel->setEnabled(false);
    m_keep->setEnabled(false);
    m_progress->set(State::Busy, tr("Applying"));
    m_progress->show();
    judge();
    using Watcher = QFutureWatcher<base::Result<model::PlanOutcome>>;
    auto *watcher = new Watcher(this);
    connect(watcher, &Watcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            showResult(watcher->result());
        else
            showResult(base::fail(base::ErrorKind::Cancelled, "plan.apply"));
    });
    watcher->setFuture(m_apply(m_plan, m_typed ? m_typed->text() : QString()));
}

void PlanDialog::showResult(const base::Result<model::PlanOutcome> &result)
{
    m_applying = false;
    m_over = true;
    if (result && result->ok()) {
        Q_EMIT applied(*result);
        accept();
        return;
    }
    model::PlanOutcome outcome;
    if (result) {
        outcome = *result;
    } else {
        outcome.steps.resize(m_plan.steps.size());
        if (!outcome.steps.empty()) {
            outcome.steps.front().state = model::PlanOutcome::Step::State::Failed;
            outcome.steps.front().error = result.error();
        }
    }
    int done = 0;
    for (std::size_t i = 0; i < outcome.steps.size() && i < m_plan.steps.size(); ++i) {
        const int row = static_cast<int>(i);
        switch (outcome.steps[i].state) {
        case model::PlanOutcome::Step::State::Done:
            ++done;
            m_list->setState(row, State::Ok);
            break;
        case model::PlanOutcome::Step::State::Failed:
            m_list->setState(row, State::Error);
            static_cast<PlanStepView *>(m_views->widget(row))->setOutcome(outcome.steps[i]);
            m_list->setCurrentRow(row);
            break;
        case model::PlanOutcome::Step::State::NotTried:
            m_list->setState(row, State::Stopped);
            break;
        }
    }
    m_progress->setLive(false);
    m_progress->set(State::Error, tr("%1 of %n change(s) done, the rest was not tried", nullptr, static_cast<int>(m_plan.steps.size())).arg(done));
    m_cancel->setText(tr("Close"));
    m_cancel->setEnabled(true);
    m_keep->hide();
    m_act->hide();
    if (m_typed)
        m_typed->setEnabled(false);
    m_cancel->setFocus();
    m_reason->hide();
    Q_EMIT failed(outcome);
}

} // namespace weir::widgets
