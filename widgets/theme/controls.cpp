// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/controls.h"

#include "widgets/theme/look.h"

#include <QAbstractButton>
#include <QAction>
#include <QEvent>
#include <QVariant>
#include <QWidget>

namespace weir::widgets {

namespace {

constexpr char kKind[] = "weirButtonKind";
constexpr char kKeys[] = "weirKeyHint";
constexpr char kError[] = "weirError";
constexpr char kCompact[] = "weirCompact";
constexpr char kDanger[] = "weirDanger";

class DataFontKeeper : public QObject
{
public:
    explicit DataFontKeeper(QWidget *widget) : QObject(widget), m_widget(widget)
    {
        connect(&LookController::instance(), &LookController::changed, this, [this] { apply(); });
        apply();
    }

private:
    void apply() { m_widget->setFont(look().font(FontRole::Data)); }

    QWidget *m_widget;
};

} // namespace

void setButtonKind(QAbstractButton *button, ButtonKind kind)
{
    button->setProperty(kKind, static_cast<int>(kind));
    button->update();
}

ButtonKind buttonKind(const QWidget *button)
{
    return button ? static_cast<ButtonKind>(button->property(kKind).toInt()) : ButtonKind::Default;
}

void setKeyHint(QAbstractButton *button, const QString &keys)
{
    button->setProperty(kKeys, keys);
    button->updateGeometry();
    button->update();
}

QString keyHint(const QWidget *button) { return button ? button->property(kKeys).toString() : QString(); }

void setHasError(QWidget *field, bool error)
{
    field->setProperty(kError, error);
    field->update();
}

bool hasError(const QWidget *field) { return field && field->property(kError).toBool(); }

void setCompactControl(QWidget *control, bool compact)
{
    control->setProperty(kCompact, compact);
    control->updateGeometry();
}

bool isCompactControl(const QWidget *control) { return control && control->property(kCompact).toBool(); }

void setDangerAction(QAction *action) { action->setProperty(kDanger, true); }

bool isDangerAction(const QAction *action) { return action->property(kDanger).toBool(); }

void setDataFont(QWidget *widget) { new DataFontKeeper(widget); }

} // namespace weir::widgets
