// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/theme/look.h"

namespace weir::widgets {

/// What the user chose for the whole window, kept in api::Settings. At the first start everything follows the system.
/// A change is saved and told at once; the shell restyles and retranslates. GUI thread.
class Preferences : public QObject
{
    Q_OBJECT

public:
    enum class LanguageChoice { System, English, Korean };

    explicit Preferences(api::Settings &settings, QObject *parent = nullptr);

    ThemeChoice theme() const { return m_theme; }
    void setTheme(ThemeChoice theme);
    Density density() const { return m_density; }
    void setDensity(Density density);
    /// 90 to 150 per cent.
    int textScale() const { return m_textScale; }
    void setTextScale(int percent);
    LanguageChoice language() const { return m_language; }
    void setLanguage(LanguageChoice language);
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool on);

    /// The one switch for every time shown: UTC or the zone of this computer. Pages format through parts/format.h and
    /// listen to its TimeDisplay, which follows this.
    bool utc() const { return m_utc; }
    void setUtc(bool utc);

    /// Anything else a page wants to remember.
    api::Settings &settings() const { return m_settings; }

Q_SIGNALS:
    void looksChanged();    ///< theme, density, text scale or motion
    void languageChanged();
    void timeZoneChanged();

private:
    api::Settings &m_settings;
    ThemeChoice m_theme = ThemeChoice::System;
    Density m_density = Density::Normal;
    LanguageChoice m_language = LanguageChoice::System;
    int m_textScale = 100;
    bool m_reducedMotion = false;
    bool m_utc = true;
};

} // namespace weir::widgets
