// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/plan_step_view.h"

#include "widgets/dialogs/plan_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/code_box.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/state_label.h"

#include <QBoxLayout>
#include <QFontMetrics>
#include <QPainter>
#include <QScrollArea>

#include <algorithm>

namespace weir::widgets {

namespace {

/// Before and after, name by name: a small table that is read, not worked in, so it is painted whole.
class DifferenceTable : public QWidget
{
public:
    DifferenceTable(const std::vector<model::PlanDifference> &differences, QWidget *parent) : QWidget(parent), m_differences(differences)
    {
        // What changes stands first; the rest is there to say that it stays.
        std::stable_partition(m_differences.begin(), m_differences.end(), [](const model::PlanDifference &d) { return d.changed(); });
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        QStringList spoken;
        for (const model::PlanDifference &d : m_differences) {
            if (d.changed())
                spoken << PlanStepView::tr("%1: before %2, after %3").arg(d.name, d.before.value_or(format::none()), d.after.value_or(format::none()));
        }
        setAccessibleName(spoken.join(QStringLiteral("; ")));
    }

    QSize sizeHint() const override
    {
        return {look().px(480), headerHeight() + static_cast<int>(m_differences.size()) * rowHeight()};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Look &l = look();
        QPainter p(this);
        const int left = Look::kSpace5;
        int nameWidth = 0;
        for (const model::PlanDifference &d : m_differences)
            nameWidth = std::max(nameWidth, QFontMetrics(l.font(FontRole::Data)).horizontalAdvance(d.name));
        const int before = left + std::clamp(nameWidth + 24, l.px(140), width() / 3);
        const int after = before + (width() - before) / 2;
        p.fillRect(0, 0, width(), headerHeight(), l.raised);
        p.setFont(l.font(FontRole::SmallMedium));
        p.setPen(l.text2);
        p.drawText(QRect(before, 0, after - before, headerHeight()), Qt::AlignVCenter, PlanStepView::tr("Before"));
        p.drawText(QRect(after, 0, width() - after, headerHeight()), Qt::AlignVCenter, PlanStepView::tr("After"));
        p.setPen(l.border);
        p.drawLine(0, headerHeight() - 1, width(), headerHeight() - 1);
        int y = headerHeight();
        for (const model::PlanDifference &d : m_differences) {
            const QRect row(0, y, width(), rowHeight());
            p.setFont(l.font(FontRole::Data));
            p.setPen(d.changed() ? l.text : l.text3);
            p.drawText(QRect(left, y, before - left - 8, rowHeight()), Qt::AlignVCenter,
                       QFontMetrics(p.font()).elidedText(d.name, Qt::ElideMiddle, before - left - 8));
            drawValue(p, QRect(before, y, after - before - 12, rowHeight()), d.name, d.before, d.changed() ? l.errorGround : QColor(),
                      plan_text::source(d.beforeSource), d.changed());
            drawValue(p, QRect(after, y, width() - after - 12, rowHeight()), d.name, d.after, d.changed() ? l.okGround : QColor(), {}, d.changed());
            y += rowHeight();
            p.setPen(l.grid);
            p.drawLine(0, y - 1, width(), y - 1);
        }
    }

private:
    static int headerHeight() { return look().px(24); }
    static int rowHeight() { return look().px(28); }

    static void drawValue(QPainter &p, const QRect &rect, const QString &name, const std::optional<QString> &value,
                          const QColor &ground, const QString &source, bool changed)
    {
        const Look &l = look();
        const QString text = value ? (value->isEmpty() ? PlanStepView::tr("empty") : *value) : format::none();
        const QFont font = l.font(value && !value->isEmpty() ? FontRole::Data : FontRole::Body);
        const QFontMetrics metrics(font);
        const int pad = ground.isValid() ? 6 : 0;
        const QString shown = metrics.elidedText(text, Qt::ElideMiddle, rect.width() - 2 * pad);
        const int textWidth = metrics.horizontalAdvance(shown);
        QRect box(rect.left(), rect.center().y() - l.px(10) + 1, textWidth + 2 * pad, l.px(20));
        if (ground.isValid()) {
            p.setRenderHint(QPainter::Antialiasing);
            p.setPen(Qt::NoPen);
            p.setBrush(ground);
            p.drawRoundedRect(box, 2, 2);
            p.setRenderHint(QPainter::Antialiasing, false);
        }
        p.setFont(font);
        p.setPen(changed ? l.text : l.text3);
        p.drawText(box.adjusted(pad, 0, 0, 0), Qt::AlignVCenter, shown);
        QStringList notes;
        if (value && !plan_text::reading(name, *value).isEmpty())
            notes << plan_text::reading(name, *value);
        if (!source.isEmpty())
            notes << source;
        const QRect rest(box.right() + 9, rect.top(), rect.right() - box.right() - 9, rect.height());
        if (notes.isEmpty() || rest.width() < 24)
            return;
        p.setFont(l.font(FontRole::Small));
        p.setPen(changed ? l.text2 : l.text3);
        p.drawText(rest, Qt::AlignVCenter, QFontMetrics(p.font()).elidedText(notes.join(QStringLiteral(", ")), Qt::ElideRight, rest.width()));
    }

    std::vector<model::PlanDifference> m_differences;
};

/// A warning as the picture has it: border in the state's colour with a thick left edge.
class WarningBox : public QWidget
{
public:
    WarningBox(const plan_text::Words &words, QWidget *parent) : QWidget(parent), m_state(words.state)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(40, 10, 10, 10);
        row->setSpacing(Look::kSpace4);
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        auto *lead = new Label(words.lead, FontRole::Body, Ink::Text, this);
        lead->setWordWrap(true);
        column->addWidget(lead);
        if (!words.text.isEmpty()) {
            auto *text = new Label(words.text, FontRole::Body, Ink::Text2, this);
            text->setWordWrap(true);
            column->addWidget(text);
        }
        row->addLayout(column, 1);
        m_row = row;
        setAccessibleName(words.lead + QLatin1Char(' ') + words.text);
    }
    void addButton(QWidget *button) { m_row->addWidget(button, 0, Qt::AlignVCenter); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter p(this);
        const QColor color = look().state(m_state);
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(color);
        p.setBrush(look().panel);
        p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Look::kRadiusPanel, Look::kRadiusPanel);
        p.fillRect(0, 3, 3, height() - 6, color);
        paintIcon(p, QRect(14, 11, 16, 16), m_state == State::Error ? Icon::Error : Icon::Warning, color);
    }

private:
    State m_state;
    QHBoxLayout *m_row;
};

} // namespace

PlanStepView::PlanStepView(int number, const model::PlanStep &step, QWidget *parent) : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);

    auto *head = new QWidget(this);
    head->setFixedHeight(look().px(40));
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(16, 0, 16, 0);
    auto *title = new Label(QString(), FontRole::Strong, Ink::Text, head);
    title->setTextFormat(Qt::RichText);
    title->setText(plan_text::stepHeading(number, step));
    headRow->addWidget(title, 1);
    auto *undo = new StateLabel(step.undoable ? State::Ok : State::Error, step.undoable ? tr("Can be undone, the old values are kept") : tr("Cannot be undone"), head);
    headRow->addWidget(undo);
    outer->addWidget(head);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto *body = new QWidget;
    body->setBackgroundRole(QPalette::Base);
    body->setAutoFillBackground(true);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(0);
    if (!step.differences.empty())
        column->addWidget(new DifferenceTable(step.differences, body));

    m_notes = new QVBoxLayout;
    m_notes->setContentsMargins(16, 14, 16, 0);
    m_notes->setSpacing(8);
    if (step.check == model::PlanStep::Check::Failed && step.checkError) {
        const ErrorText words = errorText(*step.checkError);
        m_notes->addWidget(new WarningBox({State::Error, words.sentence, words.detail, false}, body));
    }
    for (const model::PlanWarning &warning : step.warnings) {
        const plan_text::Words words = plan_text::warning(step, warning);
        auto *box = new WarningBox(words, body);
        if (words.exportable) {
            auto *button = makeButton(tr("Export first..."), Icon::Export, ButtonKind::Default, box);
            connect(button, &QAbstractButton::clicked, this, &PlanStepView::exportRequested);
            box->addButton(button);
        }
        m_notes->addWidget(box);
    }
    column->addLayout(m_notes);

    if (!step.command.isEmpty() || !step.request.isEmpty()) {
        auto *same = new QHBoxLayout;
        same->setContentsMargins(16, 14, 16, 0);
        same->setSpacing(10);
        same->addWidget(new Label(tr("Same as"), FontRole::Body, Ink::Text2, body));
        auto *choice = new SegmentedControl(body);
        choice->setAccessibleName(tr("Same as"));
        auto *holder = new QVBoxLayout;
        holder->setContentsMargins(16, 8, 16, 0);
        const auto add = [&](const QString &name, const QString &code) {
            if (code.isEmpty())
                return;
            choice->addSegment(name);
            auto *box = new CodeBox(code, body);
            box->setAccessibleName(name);
            box->setMaximumLines(10);
            box->setVisible(holder->count() == 0);
            holder->addWidget(box);
        };
        add(tr("Command line"), plan_text::folded(step.command));
        add(tr("Wire request"), step.request);
        connect(choice, &SegmentedControl::currentChanged, this, [holder](int index) {
            for (int i = 0; i < holder->count(); ++i)
                holder->itemAt(i)->widget()->setVisible(i == index);
        });
        same->addWidget(choice);
        same->addStretch(1);
        column->addLayout(same);
        column->addLayout(holder);
    }
    column->addStretch(1);
    scroll->setWidget(body);
    outer->addWidget(scroll, 1);
}

void PlanStepView::setOutcome(const model::PlanOutcome::Step &outcome)
{
    if (outcome.state != model::PlanOutcome::Step::State::Failed || !outcome.error)
        return;
    const ErrorText words = errorText(*outcome.error);
    m_notes->insertWidget(0, new WarningBox({State::Error, words.sentence, words.detail + (words.nextStep.isEmpty() ? QString() : QLatin1Char(' ') + words.nextStep), false}, this));
}

} // namespace weir::widgets
