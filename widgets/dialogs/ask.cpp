// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/ask.h"

#include "widgets/dialogs/sheet.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"
#include "widgets/theme/state_shapes.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPainter>
#include <QPointer>

#include <memory>

namespace weir::widgets {

namespace {

class Ask
{
    Q_DECLARE_TR_FUNCTIONS(Ask)
};

/// The state of a question as a drawing of 24 px.
class QuestionMark : public QWidget
{
public:
    QuestionMark(State state, QWidget *parent) : QWidget(parent), m_state(state) { setFixedSize(24, 24); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        Icon name = Icon::Info;
        switch (m_state) {
        case State::Ok: name = Icon::Ok; break;
        case State::Warn:
        case State::Rewound: name = Icon::Warning; break;
        case State::Error:
        case State::Stalled: name = Icon::Error; break;
        case State::Unknown: name = Icon::Unknown; break;
        default: break;
        }
        QPainter painter(this);
        paintIcon(painter, rect(), name, look().state(m_state));
    }

private:
    State m_state;
};

Label *wrapped(const QString &text, FontRole role, Ink ink, QWidget *parent)
{
    auto *label = new Label(text, role, ink, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

Sheet *ask(QWidget *over, const Question &question, std::function<void(int)> answered)
{
    auto *sheet = new Sheet;
    sheet->setTitle(question.title);
    auto *body = new QWidget;
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Look::kSpace4);
    row->addWidget(new QuestionMark(question.state, body), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(Look::kSpace3);
    column->addWidget(wrapped(question.text, FontRole::Body, Ink::Text, body));
    if (!question.detail.isEmpty())
        column->addWidget(wrapped(question.detail, FontRole::Small, Ink::Text2, body));
    QLineEdit *typed = nullptr;
    if (!question.typeToConfirm.isEmpty()) {
        column->addWidget(wrapped(Ask::tr("Type %1 to go on.").arg(question.typeToConfirm), FontRole::Small, Ink::Text2, body));
        typed = new QLineEdit(body);
        typed->setAccessibleName(Ask::tr("Name to confirm"));
        setDataFont(typed);
        column->addWidget(typed);
    }
    column->addStretch(1);
    row->addLayout(column, 1);
    sheet->setBody(body);

    auto *cancel = makeButton(question.cancelText.isEmpty() ? Ask::tr("Cancel") : question.cancelText, Icon::None,
                              ButtonKind::Default, sheet, QStringLiteral("Esc"));
    sheet->addFooterRight(cancel);
    QObject::connect(cancel, &QAbstractButton::clicked, sheet, &Sheet::reject);
    const auto given = std::make_shared<int>(-1);
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        const Answer &answer = question.answers[i];
        auto *button = makeButton(answer.text, answer.icon, answer.kind, sheet);
        sheet->addFooterRight(button);
        QObject::connect(button, &QAbstractButton::clicked, sheet, [sheet, given, i] {
            *given = static_cast<int>(i);
            sheet->accept();
        });
        if (typed) {
            button->setEnabled(false);
            QObject::connect(typed, &QLineEdit::textChanged, button, [button, name = question.typeToConfirm](const QString &text) {
                button->setEnabled(text == name);
            });
        }
    }
    sheet->setInitialFocus(typed ? static_cast<QWidget *>(typed) : cancel);
    QObject::connect(sheet, &Sheet::finished, over, [given, answered = std::move(answered)] { answered(*given); });
    sheet->openOver(over);
    return sheet;
}

Sheet *confirm(QWidget *over, const Question &question, std::function<void()> yes)
{
    return ask(over, question, [yes = std::move(yes)](int answer) {
        if (answer == 0)
            yes();
    });
}

Sheet *askText(QWidget *over, const TextQuestion &question, std::function<void(const QString &)> given)
{
    auto *sheet = new Sheet;
    sheet->setTitle(question.title);
    sheet->setPreferredWidth(420);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Look::kSpace2);
    auto *label = new Label(question.label, FontRole::Small, Ink::Text2, body);
    auto *field = new QLineEdit(question.text, body);
    field->setAccessibleName(question.label);
    field->selectAll();
    if (question.secret)
        field->setEchoMode(QLineEdit::Password);
    else
        setDataFont(field);
    label->setBuddy(field);
    auto *reason = wrapped(question.help, FontRole::Small, Ink::Text3, body);
    column->addWidget(label);
    column->addWidget(field);
    column->addWidget(reason);
    column->addStretch(1);
    sheet->setBody(body);

    auto *cancel = makeButton(Ask::tr("Cancel"), Icon::None, ButtonKind::Default, sheet, QStringLiteral("Esc"));
    auto *accept = makeButton(question.accept, Icon::None, ButtonKind::Primary, sheet);
    sheet->addFooterRight(cancel);
    sheet->addFooterRight(accept);
    QObject::connect(cancel, &QAbstractButton::clicked, sheet, &Sheet::reject);
    QObject::connect(accept, &QAbstractButton::clicked, sheet, &Sheet::accept);
    const auto judge = [=](const QString &text) {
        const QString problem = question.check ? question.check(text) : text.isEmpty() ? question.help : QString();
        const bool bad = !problem.isEmpty() || text.isEmpty();
        accept->setEnabled(!bad);
        setHasError(field, !problem.isEmpty() && !text.isEmpty());
        reason->setText(problem.isEmpty() ? question.help : problem);
    };
    judge(question.text);
    QObject::connect(field, &QLineEdit::textChanged, sheet, judge);
    QObject::connect(field, &QLineEdit::returnPressed, accept, [accept] {
        if (accept->isEnabled())
            accept->click();
    });
    sheet->setInitialFocus(field);
    QObject::connect(sheet, &Sheet::finished, over, [field, given = std::move(given)](bool accepted) {
        if (accepted)
            given(field->text());
    });
    sheet->openOver(over);
    return sheet;
}

} // namespace weir::widgets
