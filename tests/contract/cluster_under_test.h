// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/kafka/session.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <memory>
#include <mutex>

/// The cluster that a contract test speaks to: one given by WEIR_CONTRACT_BOOTSTRAP, else one that it starts and stops
/// itself: the sandbox, or with WEIR_CONTRACT_ENGINE=apache-kafka the real one.
class ClusterUnderTest
{
public:
    /// False with a skip message where there is nothing to run against.
    bool start(QString *whyNot);
    ~ClusterUnderTest();

    const QString &bootstrap() const { return m_bootstrap; }
    bool isSandbox() const { return m_sandbox; }
    /// The sandbox's control: `ctl --data DIR VERB ARGUMENT=VALUE ...`.
    bool control(const QStringList &verb);

    std::unique_ptr<weir::kafka::KafkaSession> open(bool readOnly = false, bool production = false);
    std::vector<weir::model::AuditEntry> audit() const;
    /// A name that no other test uses.
    static QString fresh(const char *prefix);

private:
    QString m_bootstrap;
    bool m_sandbox = false;
    QTemporaryDir m_directory;
    QProcess m_process;
    struct Audit {
        std::mutex mutex;
        std::vector<weir::model::AuditEntry> entries;
    };
    std::shared_ptr<Audit> m_audit = std::make_shared<Audit>(); // shared with the sessions' threads
};

/// The result of a service; the test fails if it never comes.
template <class T>
weir::base::Result<T> await(weir::api::Future<T> future)
{
    // The event loop runs on: sessions tell their state through it.
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000) || future.resultCount() == 0)
        return weir::base::fail(weir::base::ErrorKind::Timeout, "test.await");
    return future.takeResult();
}

/// Applies one change; ends the program where it is refused.
void applyChange(weir::api::ClusterSession &session, const weir::model::Change &change);
/// Waits until the topic has so many partitions, each with a leader that answers.
void waitForPartitions(weir::api::ClusterSession &session, const QString &topic, int partitions);
/// A topic with one replica and a name that no other test uses.
QString makeTopic(weir::api::ClusterSession &session, const char *prefix, int partitions, const QMap<QString, QString> &configs = {});

// The expression is evaluated once: it may act.
#define WEIR_VERIFY_RESULT(expression)                                                                                 \
    do {                                                                                                               \
        const auto &weirResult = (expression);                                                                         \
        QVERIFY2(weirResult.has_value(), weirResult ? "" : weir::base::describe(weirResult.error()).c_str());          \
    } while (false)
