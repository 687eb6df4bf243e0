// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "backend/control/control_channel.h"
#include "backend/control/control_json.h"

#include <QProcess>
#include <QTimer>

#include <deque>

namespace weir::control {

/// The sandbox of this computer as a process of its own. Attaches to one that runs already on the same directory, whoever
/// started it. One that this program started ends with it. GUI thread (or the main thread of a test).
class ProcessSandboxControl final : public api::SandboxControl
{
    Q_OBJECT

public:
    /// `program` is the path of weir-sandbox; `dataDirectory` where the sandbox lives unless the options say otherwise.
    ProcessSandboxControl(QString program, QString dataDirectory, QObject *parent = nullptr);
    ~ProcessSandboxControl() override;

    model::SandboxStatus status() const override { return m_status; }
    std::vector<model::SandboxEvent> events() const override { return {m_events.begin(), m_events.end()}; }
    QStringList log() const override { return m_log; }

    api::Future<model::SandboxStatus> start(const model::SandboxOptions &options) override;
    api::Future<void> stop() override;
    api::Future<void> wipe() override;
    api::Future<void> broker(qint32 id, BrokerAct act) override;
    api::Future<void> addBroker() override;
    api::Future<void> killController() override;
    api::Future<void> startController() override;
    api::Future<void> setFaults(qint32 broker, const model::SandboxFaults &faults) override;
    api::Future<void> clearFaults() override;
    api::Future<void> breakClient(const model::SandboxClientFault &fault) override;
    api::Future<QStringList> transactionalIds() override;
    api::Future<void> setDemo(bool on) override;
    api::Future<void> setDemoPart(const QString &name, bool on) override;

private:
    using State = model::SandboxStatus::State;
    template <class T>
    using Promise = std::shared_ptr<QPromise<base::Result<T>>>;

    QString socketPath() const;
    QString placeOf(model::SandboxEngine engine) const;
    base::Status writeUser(const model::SandboxUser &user) const;
    std::optional<model::SandboxUser> readUser() const;
    base::Status keepChoices(const model::SandboxOptions &options) const;
    void takeLastChoices(model::SandboxOptions &options) const;
    void launch(const model::SandboxOptions &options);
    void attach();
    void ask();
    void accept(const QJsonObject &status);
    void channelClosed();
    void processEnded();
    void setState(State state);
    void readOutput();
    void readLog();
    void finishStart(base::Result<model::SandboxStatus> result);
    void finishStop(base::Status result);
    api::Future<void> command(const QString &verb, const QJsonObject &arguments = {});

    QString m_program;
    QString m_dataDirectory;
    model::SandboxStatus m_status;
    std::deque<model::SandboxEvent> m_events;
    QStringList m_log;
    QString m_errorWords; // of the process that is starting
    std::unique_ptr<QProcess> m_process;
    ControlChannel m_channel;
    QTimer m_poll;
    model::SandboxOptions m_options;
    Listeners m_listeners; // of the one that runs
    std::optional<model::SandboxUser> m_user;
    Promise<model::SandboxStatus> m_starting;
    Promise<void> m_stopping;
    bool m_asking = false;
    bool m_attaching = false;
};

} // namespace weir::control
