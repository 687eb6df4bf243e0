// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/config_editor.h"

#include "widgets/dialogs/plan_text.h"
#include "widgets/pages/topics/config_table.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace weir::widgets {

ConfigEditor::ConfigEditor(const model::ConfigEntry &entry)
{
    setTitle(tr("Change %1").arg(entry.name), Icon::Edit);
    setPreferredWidth(560);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    if (!entry.documentation.isEmpty()) {
        auto *help = new Label(configMeaning(entry), FontRole::Body, Ink::Text2);
        help->setWordWrap(true);
        layout->addWidget(help);
    }
    layout->addWidget(new Label(tr("Now %1, %2").arg(entry.value.value_or(format::none()), configSource(entry.source)), FontRole::Small, Ink::Text2));
    QLineEdit *line = nullptr;
    QComboBox *choice = nullptr;
    auto *reading = new Label({}, FontRole::Small, Ink::Text2);
    if (entry.type == QLatin1String("boolean")) {
        choice = new QComboBox;
        choice->addItems({QStringLiteral("true"), QStringLiteral("false")});
        choice->setCurrentText(entry.value.value_or(QStringLiteral("false")));
        choice->setAccessibleName(entry.name);
        layout->addWidget(choice);
    } else {
        line = new QLineEdit(entry.value.value_or(QString()));
        setDataFont(line);
        line->setAccessibleName(entry.name);
        layout->addWidget(line);
        const auto explain = [reading, name = entry.name](const QString &text) { reading->setText(plan_text::reading(name, text)); };
        connect(line, &QLineEdit::textChanged, reading, explain);
        explain(line->text());
    }
    layout->addWidget(reading);
    setBody(body);

    QPushButton *back = makeButton(tr("Back to the default"), Icon::Undo);
    back->setEnabled(!entry.isDefault());
    QPushButton *cancel = makeButton(tr("Cancel"), Icon::None, ButtonKind::Default, nullptr, QStringLiteral("Esc"));
    QPushButton *next = makeButton(tr("Show the plan..."), Icon::Plan, ButtonKind::Primary);
    addFooterLeft(back);
    addFooterRight(cancel);
    addFooterRight(next);
    setInitialFocus(line != nullptr ? static_cast<QWidget *>(line) : choice);
    connect(cancel, &QPushButton::clicked, this, [this] { reject(); });
    connect(back, &QPushButton::clicked, this, [this, name = entry.name] {
        accept();
        Q_EMIT chosen(name, std::nullopt);
    });
    const auto take = [this, line, choice, name = entry.name] {
        const QString value = line != nullptr ? line->text().trimmed() : choice->currentText();
        accept();
        Q_EMIT chosen(name, value);
    };
    connect(next, &QPushButton::clicked, this, take);
    if (line != nullptr)
        connect(line, &QLineEdit::returnPressed, this, take);
}

} // namespace weir::widgets
