// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QPromise>

#include <memory>

class QLocalSocket;
class QTimer;

namespace weir::control {

/// One connection to a control socket: requests with their answers, and events in between. One thread.
class ControlChannel : public QObject
{
    Q_OBJECT

public:
    explicit ControlChannel(QObject *parent = nullptr);
    ~ControlChannel() override;

    void open(const QString &socketPath);
    void close();
    bool isOpen() const;

    /// Answers within ten seconds, by the result or by an error; at once where the socket is closed.
    api::Future<QJsonObject> send(const QString &verb, QJsonObject arguments = {});

Q_SIGNALS:
    void opened();
    /// It could not be opened, or was open and is not any more.
    void closed(const QString &words);
    void eventArrived(const QJsonObject &event);

private:
    struct Waiting {
        QString verb;
        std::shared_ptr<QPromise<base::Result<QJsonObject>>> promise;
        qint64 deadlineMs = 0;
    };
    void read();
    void answer(const QJsonObject &line);
    void failAll(const QString &words);
    void expire();

    std::unique_ptr<QLocalSocket> m_socket;
    QTimer *m_expiry;
    QHash<qint64, Waiting> m_waiting;
    qint64 m_nextId = 1;
};

} // namespace weir::control
