// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/look.h"
#include "widgets/theme/system_theme.h"
#include "widgets/theme/weir_style.h"

#include <QApplication>
#include <QPalette>
#include <QToolTip>

namespace weir::widgets {

namespace {

Look &currentLook()
{
    static Look look = Look::make(Theme::Light);
    return look;
}

QPalette paletteOf(const Look &l)
{
    QPalette p;
    const auto all = [&p](QPalette::ColorRole role, const QColor &color) { p.setColor(QPalette::All, role, color); };
    all(QPalette::Window, l.window);
    all(QPalette::WindowText, l.text);
    all(QPalette::Text, l.text);
    all(QPalette::ButtonText, l.text);
    all(QPalette::Base, l.panel);
    all(QPalette::Button, l.panel);
    all(QPalette::AlternateBase, l.raised);
    all(QPalette::ToolTipBase, l.raised);
    all(QPalette::ToolTipText, l.text);
    all(QPalette::PlaceholderText, l.text3);
    all(QPalette::BrightText, l.error);
    all(QPalette::Highlight, l.selection);
    all(QPalette::HighlightedText, l.text);
    all(QPalette::Link, l.link);
    all(QPalette::LinkVisited, l.link);
    all(QPalette::Light, l.panel);
    all(QPalette::Midlight, l.grid);
    all(QPalette::Mid, l.border);
    all(QPalette::Dark, l.borderStrong);
    all(QPalette::Shadow, l.sunken);
    p.setColor(QPalette::Inactive, QPalette::Highlight, l.selectionOff);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        p.setColor(QPalette::Disabled, role, l.disabled);
    return p;
}

} // namespace

const Look &Look::current() { return currentLook(); }

LookController &LookController::instance()
{
    static LookController controller;
    return controller;
}

LookController::LookController()
{
    connect(&SystemTheme::instance(), &SystemTheme::changed, this, [this] {
        if (m_choice == ThemeChoice::System && resolved() != look().theme)
            apply(Look::make(resolved(), look().accentName, look().scale, look().density));
    });
}

void LookController::install()
{
    if (m_installed)
        return;
    SystemTheme::instance().start();
    for (const auto effect : {Qt::UI_General, Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip,
                              Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox})
        QApplication::setEffectEnabled(effect, false);
    QApplication::setStyle(new WeirStyle);
    m_installed = true;
    apply(Look::make(resolved(), look().accentName, look().scale, look().density));
}

Theme LookController::resolved() const
{
    switch (m_choice) {
    case ThemeChoice::Light:
        return Theme::Light;
    case ThemeChoice::Dark:
        return Theme::Dark;
    case ThemeChoice::System:
        break;
    }
    return SystemTheme::instance().isDark() ? Theme::Dark : Theme::Light;
}

void LookController::setThemeChoice(ThemeChoice choice)
{
    m_choice = choice;
    if (resolved() != look().theme)
        apply(Look::make(resolved(), look().accentName, look().scale, look().density));
}

void LookController::toggleTheme() { setThemeChoice(look().isDark() ? ThemeChoice::Light : ThemeChoice::Dark); }

void LookController::setAccent(Accent accent)
{
    if (accent != look().accentName)
        apply(Look::make(look().theme, accent, look().scale, look().density));
}

void LookController::setScale(int percent)
{
    if (percent != look().scale)
        apply(Look::make(look().theme, look().accentName, percent, look().density));
}

void LookController::setDensity(Density density)
{
    if (density != look().density)
        apply(Look::make(look().theme, look().accentName, look().scale, density));
}

void LookController::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
    apply(Look(look()));
}

void LookController::apply(const Look &next)
{
    currentLook() = next;
    currentLook().reducedMotion = m_reducedMotion;
    if (!m_installed || !qApp)
        return;

    const QPalette palette = paletteOf(next);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QApplication::setFont(next.font(FontRole::Body));
    QApplication::setFont(next.font(FontRole::SmallMedium), "QHeaderView");
    QApplication::setFont(next.font(FontRole::Small), "QStatusBar");
    QToolTip::setFont(next.font(FontRole::Small));
    // Sizes and colours that are neither palette nor font (accent, heights) reach the widgets as a change of style.
    const auto widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        QEvent event(QEvent::StyleChange);
        QCoreApplication::sendEvent(widget, &event);
        widget->updateGeometry();
        widget->update();
    }
    Q_EMIT changed();
}

} // namespace weir::widgets
