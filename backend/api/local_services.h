// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"

/// What belongs to this computer rather than to a cluster: profiles, secrets, settings, the audit log, the sandbox.
namespace weir::api {

class ProfileStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// By name.
    virtual std::vector<model::Profile> profiles() const = 0;
    /// Adds (empty id: gives one) or replaces. Answers the profile as stored.
    virtual base::Result<model::Profile> save(const model::Profile &profile) = 0;
    virtual base::Status remove(const QString &id) = 0;

Q_SIGNALS:
    void changed();
};

/// Passwords in the keychain of the desktop; where there is none, in memory for this run, or, if the user opted in,
/// in a file of mode 0600.
class SecretStore
{
public:
    enum class Place { Keychain, File, Memory };
    virtual ~SecretStore() = default;
    virtual Place place() const = 0;
    virtual Future<QMap<QString, QString>> read(const QString &profileId) = 0;
    virtual Future<void> write(const QString &profileId, const QMap<QString, QString> &secrets) = 0;
    virtual Future<void> remove(const QString &profileId) = 0;
};

/// Small values of the window: language, theme, columns, open tabs. Read from memory, written behind.
class Settings : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual QVariant value(const QString &key, const QVariant &otherwise = {}) const = 0;
    virtual void setValue(const QString &key, const QVariant &value) = 0;

Q_SIGNALS:
    void changed(const QString &key);
};

class AuditLog : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual base::Status append(const model::AuditEntry &entry) = 0;
    /// Newest first.
    virtual Future<std::vector<model::AuditEntry>> entries(const QString &profile, int limit) = 0;

Q_SIGNALS:
    void appended();
};

/// The sandbox of this computer, driven over its control socket. The window shows any state that it is in, also one
/// that was started elsewhere on the same directory.
class SandboxControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual model::SandboxStatus status() const = 0;
    virtual std::vector<model::SandboxEvent> events() const = 0;
    /// Starts it, or attaches where it runs already. Finishes when it is ready.
    virtual Future<model::SandboxStatus> start(const model::SandboxOptions &options) = 0;
    virtual Future<void> stop() = 0;
    /// Stops it and deletes its data directory.
    virtual Future<void> wipe() = 0;

    enum class BrokerAct { Stop, Kill, Start, Restart, Pause, Resume, StartEmpty };
    virtual Future<void> broker(qint32 id, BrokerAct act) = 0;
    virtual Future<void> addBroker() = 0;
    /// Where status().controller is something.
    virtual Future<void> killController() = 0;
    virtual Future<void> startController() = 0;
    virtual Future<void> setFaults(qint32 broker, const model::SandboxFaults &faults) = 0;
    virtual Future<void> clearFaults() = 0;
    virtual Future<void> breakClient(const model::SandboxClientFault &fault) = 0;
    /// The ids of all producers of transactions that the sandbox knows, sorted.
    virtual Future<QStringList> transactionalIds() = 0;
    virtual Future<void> setDemo(bool on) = 0;
    virtual Future<void> setDemoPart(const QString &name, bool on) = 0;
    /// The last lines of its log.
    virtual QStringList log() const = 0;

Q_SIGNALS:
    void statusChanged();
    void eventHappened(const weir::model::SandboxEvent &event);
    void logGrew();
};

} // namespace weir::api
