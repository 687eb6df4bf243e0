// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDBusVariant;

namespace weir::widgets {

/// Light or dark as the desktop has it: the settings portal's color-scheme with its change signal, else the lightness of
/// the palette the program started with. GUI thread only.
class SystemTheme : public QObject
{
    Q_OBJECT

public:
    static SystemTheme &instance();
    /// Reads the start-up palette, then asks the portal without waiting for it.
    void start();
    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    using QObject::QObject;
    void setScheme(uint scheme);

    bool m_dark = false;
    bool m_started = false;
};

} // namespace weir::widgets
