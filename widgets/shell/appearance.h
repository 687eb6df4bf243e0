// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/format.h"
#include "widgets/shell/preferences.h"

#include <QTranslator>

namespace weir::widgets {

/// The translations as tr() asks for them. lupdate 6.4 does not read `namespace a::b {` and files a class under its bare
/// name, tr() asks by the full one.
class Words : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;
    QString translate(const char *context, const char *source, const char *comment, int n) const override;
};

/// Carries the preferences to the application: look, language, time zone. Make it before the first widget, so that
/// nothing is drawn twice. One an application; GUI thread.
class Appearance : public QObject
{
    Q_OBJECT

public:
    explicit Appearance(Preferences &preferences, QObject *parent = nullptr);

    /// The language in force: the chosen one, else the system's where there is a translation, else English.
    static Language resolve(Preferences::LanguageChoice choice);

Q_SIGNALS:
    /// The translators are the new ones; words are to be fetched anew.
    void languageApplied();

private:
    void applyLooks();
    void applyLanguage();

    Preferences &m_preferences;
    Words m_words;
};

} // namespace weir::widgets
