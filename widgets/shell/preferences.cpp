// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/preferences.h"

#include <algorithm>
#include <array>

namespace weir::widgets {

namespace {

// Stored as words, so that a later version may reorder the enums.
const std::array<QString, 3> kThemes{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
const std::array<QString, 3> kDensities{QStringLiteral("compact"), QStringLiteral("normal"), QStringLiteral("roomy")};
const std::array<QString, 3> kLanguages{QStringLiteral("system"), QStringLiteral("en"), QStringLiteral("ko")};
const QString kTheme = QStringLiteral("look/theme");
const QString kDensity = QStringLiteral("look/density");
const QString kScale = QStringLiteral("look/text-scale");
const QString kMotion = QStringLiteral("look/reduced-motion");
const QString kLanguage = QStringLiteral("language");
const QString kZone = QStringLiteral("time/zone");

template <class E>
E readWord(const api::Settings &settings, const QString &key, const std::array<QString, 3> &words, E otherwise)
{
    const auto found = std::find(words.begin(), words.end(), settings.value(key).toString());
    return found == words.end() ? otherwise : static_cast<E>(found - words.begin());
}

} // namespace

Preferences::Preferences(api::Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_theme(readWord(settings, kTheme, kThemes, ThemeChoice::System))
    , m_density(readWord(settings, kDensity, kDensities, Density::Normal))
    , m_language(readWord(settings, kLanguage, kLanguages, LanguageChoice::System))
    , m_textScale(std::clamp(settings.value(kScale, 100).toInt(), 90, 150))
    , m_reducedMotion(settings.value(kMotion, false).toBool())
    , m_utc(settings.value(kZone, QStringLiteral("utc")).toString() != QLatin1String("local"))
{
}

void Preferences::setTheme(ThemeChoice theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    m_settings.setValue(kTheme, kThemes[static_cast<std::size_t>(theme)]);
    Q_EMIT looksChanged();
}

void Preferences::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    m_settings.setValue(kDensity, kDensities[static_cast<std::size_t>(density)]);
    Q_EMIT looksChanged();
}

void Preferences::setTextScale(int percent)
{
    const int bounded = std::clamp(percent, 90, 150);
    if (bounded == m_textScale)
        return;
    m_textScale = bounded;
    m_settings.setValue(kScale, bounded);
    Q_EMIT looksChanged();
}

void Preferences::setLanguage(LanguageChoice language)
{
    if (language == m_language)
        return;
    m_language = language;
    m_settings.setValue(kLanguage, kLanguages[static_cast<std::size_t>(language)]);
    Q_EMIT languageChanged();
}

void Preferences::setReducedMotion(bool on)
{
    if (on == m_reducedMotion)
        return;
    m_reducedMotion = on;
    m_settings.setValue(kMotion, on);
    Q_EMIT looksChanged();
}

void Preferences::setUtc(bool utc)
{
    if (utc == m_utc)
        return;
    m_utc = utc;
    m_settings.setValue(kZone, utc ? QStringLiteral("utc") : QStringLiteral("local"));
    Q_EMIT timeZoneChanged();
}

} // namespace weir::widgets
