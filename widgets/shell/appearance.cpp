// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/appearance.h"

#include <QCoreApplication>
#include <QLocale>

#include <cstring>

namespace weir::widgets {

namespace {

// Qt's own words in our window, the menu of a text field. Debian keeps Qt's translations in a package of their own, so the
// few that are seen are translated here, where lupdate finds them.
[[maybe_unused]] constexpr const char *kWordsOfQt[] = {
    QT_TRANSLATE_NOOP("QLineEdit", "&Undo"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Redo"),
    QT_TRANSLATE_NOOP("QLineEdit", "Cu&t"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Copy"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Paste"),
    QT_TRANSLATE_NOOP("QLineEdit", "Delete"),
    QT_TRANSLATE_NOOP("QLineEdit", "Select All"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Undo"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Redo"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Cu&t"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Copy"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Copy &Link Location"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Paste"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Delete"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Select All"),
    QT_TRANSLATE_NOOP("QAbstractSpinBox", "&Select All"),
    QT_TRANSLATE_NOOP("QAbstractSpinBox", "&Step up"),
    QT_TRANSLATE_NOOP("QAbstractSpinBox", "Step &down"),
};

} // namespace

QString Words::translate(const char *context, const char *source, const char *comment, int n) const
{
    static constexpr char kNamespace[] = "weir::widgets::";
    constexpr std::size_t kLength = sizeof kNamespace - 1;
    const char *bare = context && std::strncmp(context, kNamespace, kLength) == 0 ? context + kLength : context;
    const QString found = QTranslator::translate(bare, source, comment, n);
    // A nested class that says tr() of the class around it is filed under the namespace.
    return found.isNull() && bare != context ? QTranslator::translate("weir::widgets", source, comment, n) : found;
}

Appearance::Appearance(Preferences &preferences, QObject *parent) : QObject(parent), m_preferences(preferences)
{
    applyLooks();
    applyLanguage();
    const auto applyZone = [this] {
        TimeDisplay::instance().setZone(m_preferences.utc() ? TimeDisplay::Zone::Utc : TimeDisplay::Zone::Local);
    };
    applyZone();
    connect(&preferences, &Preferences::looksChanged, this, &Appearance::applyLooks);
    connect(&preferences, &Preferences::languageChanged, this, &Appearance::applyLanguage);
    connect(&preferences, &Preferences::timeZoneChanged, this, applyZone);
}

Language Appearance::resolve(Preferences::LanguageChoice choice)
{
    switch (choice) {
    case Preferences::LanguageChoice::English: return Language::English;
    case Preferences::LanguageChoice::Korean: return Language::Korean;
    case Preferences::LanguageChoice::System: break;
    }
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &language : wanted) {
        if (language.startsWith(QLatin1String("ko")))
            return Language::Korean;
        if (language.startsWith(QLatin1String("en")))
            return Language::English;
    }
    return Language::English;
}

void Appearance::applyLooks()
{
    LookController &look = LookController::instance();
    look.setThemeChoice(m_preferences.theme());
    look.setDensity(m_preferences.density());
    look.setScale(m_preferences.textScale());
    look.setReducedMotion(m_preferences.reducedMotion());
}

void Appearance::applyLanguage()
{
    const Language language = resolve(m_preferences.language());
    format::setLanguage(language); // before the widgets hear of it: they format while they retranslate
    QLocale::setDefault(QLocale(language == Language::Korean ? QLocale::Korean : QLocale::English));
    QCoreApplication::removeTranslator(&m_words);
    // English too has a file: its plural forms.
    const QString name = language == Language::Korean ? QStringLiteral("weir_ko") : QStringLiteral("weir_en");
    if (m_words.load(QStringLiteral(":/i18n/") + name + QStringLiteral(".qm")))
        QCoreApplication::installTranslator(&m_words);
    Q_EMIT languageApplied();
}

} // namespace weir::widgets
