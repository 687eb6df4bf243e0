// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/system_theme.h"

#include <QGuiApplication>
#include <QPalette>

#ifdef WEIR_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QTimer>
#endif

namespace weir::widgets {

SystemTheme &SystemTheme::instance()
{
    static SystemTheme theme;
    return theme;
}

void SystemTheme::start()
{
    if (m_started)
        return;
    m_started = true;
    m_dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
#ifdef WEIR_HAS_DBUS
    // Without a session bus in the environment Qt would try to launch one.
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QTimer::singleShot(0, this, [this] {
        auto bus = QDBusConnection::sessionBus();
        const auto service = QStringLiteral("org.freedesktop.portal.Desktop");
        const auto path = QStringLiteral("/org/freedesktop/portal/desktop");
        const auto interface = QStringLiteral("org.freedesktop.portal.Settings");
        if (!bus.isConnected())
            return;
        bus.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                    SLOT(settingChanged(QString, QString, QDBusVariant)));
        auto message = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
        message << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
        auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, 2000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            watcher->deleteLater();
            const QDBusPendingReply<QVariant> reply = *watcher;
            if (reply.isError())
                return;
            // Read wraps its answer twice; portals differ in whether they do.
            QVariant value = reply.value();
            if (value.canConvert<QDBusVariant>())
                value = value.value<QDBusVariant>().variant();
            setScheme(value.toUInt());
        });
    });
#endif
}

void SystemTheme::settingChanged(const QString &space, const QString &key, const QDBusVariant &value)
{
#ifdef WEIR_HAS_DBUS
    if (space == QLatin1String("org.freedesktop.appearance") && key == QLatin1String("color-scheme"))
        setScheme(value.variant().toUInt());
#else
    Q_UNUSED(space)
    Q_UNUSED(key)
    Q_UNUSED(value)
#endif
}

void SystemTheme::setScheme(uint scheme)
{
    // 0: no preference, 1: dark, 2: light (portal specification of org.freedesktop.appearance).
    const bool dark = scheme == 1;
    if (scheme == 0 || dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

} // namespace weir::widgets
