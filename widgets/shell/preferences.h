// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"

#include <QTimeZone>

namespace weir::widgets {

/// What the user chose for the whole window, kept in api::Settings. At the first start everything follows the system.
/// A change is saved and told at once; the shell restyles and retranslates. GUI thread.
class Preferences : public QObject
{
    Q_OBJECT

public:
    enum class Theme { System, Light, Dark };
    enum class Density { Compact, Normal, Roomy };
    enum class Language { System, English, Korean };

    explicit Preferences(api::Settings &settings, QObject *parent = nullptr);

    Theme theme() const { return m_theme; }
    void setTheme(Theme theme);
    Density density() const { return m_density; }
    void setDensity(Density density);
    /// 90 to 150 per cent.
    int textScale() const { return m_textScale; }
    void setTextScale(int percent);
    Language language() const { return m_language; }
    void setLanguage(Language language);
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool on);

    /// The one switch for every time shown: UTC or the zone of this computer.
    bool utc() const { return m_utc; }
    void setUtc(bool utc);
    QTimeZone timeZone() const;

    /// Anything else a page wants to remember.
    api::Settings &settings() const { return m_settings; }

Q_SIGNALS:
    void looksChanged();    ///< theme, density, text scale or motion
    void languageChanged();
    void timeZoneChanged(); ///< repaint every time

private:
    api::Settings &m_settings;
    Theme m_theme = Theme::System;
    Density m_density = Density::Normal;
    Language m_language = Language::System;
    int m_textScale = 100;
    bool m_reducedMotion = false;
    bool m_utc = true;
};

} // namespace weir::widgets
