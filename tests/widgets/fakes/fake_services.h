// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"

#include <QHash>
#include <QPromise>

#include <memory>
#include <vector>

/// Hand-written services for tests of the window: scripted answers, no threads, no I/O. Shared by the tests of the shell and
/// of every page (library widgets_fakes).
namespace weir::fakes {

/// How the cluster answers.
enum class Mood {
    Ready,   ///< with the sample below
    Empty,   ///< with a cluster that holds nothing
    Failing, ///< with an error
    Silent   ///< not at all, until `release()` or the end of the test
};

/// The cluster of the look's pictures: 3 brokers, the demo shop's topics, eight groups in every lag state.
model::SnapshotPtr sampleSnapshot();
model::SnapshotPtr emptySnapshot();
base::Error sampleError();
model::Profile sampleProfile(const QString &name = QStringLiteral("shop-sandbox"));

template <class T>
api::Future<T> ready(T value)
{
    QPromise<base::Result<T>> promise;
    promise.start();
    promise.addResult(base::Result<T>(std::move(value)));
    promise.finish();
    return promise.future();
}

inline api::Future<void> done()
{
    QPromise<base::Result<void>> promise;
    promise.start();
    promise.addResult(base::Result<void>());
    promise.finish();
    return promise.future();
}

template <class T>
api::Future<T> failed(base::Error error)
{
    QPromise<base::Result<T>> promise;
    promise.start();
    promise.addResult(base::Result<T>(tl::unexpected(std::move(error))));
    promise.finish();
    return promise.future();
}

class FakeSession : public api::ClusterSession,
                    public api::ClusterService,
                    public api::GroupService,
                    public api::RecordReader,
                    public api::KeyService,
                    public api::RecordDecoder,
                    public api::ProduceService,
                    public api::ChangeService
{
public:
    explicit FakeSession(model::Profile profile = sampleProfile(), Mood mood = Mood::Ready);
    ~FakeSession() override;

    Mood mood = Mood::Ready;
    model::SnapshotPtr current;                 ///< what Ready answers; changed by a test at will
    std::vector<model::Record> storedRecords;   ///< what a read looks through; in the order of time
    std::vector<model::ReadRequest> reads;      ///< what was asked for
    /// Plays the cluster's part of a read by hand: fills the stream now or later, and finishes it.
    using ReadScript = std::function<void(const model::ReadRequest &, std::shared_ptr<api::RecordStream::StreamType>)>;
    ReadScript readScript;
    model::KeyReport keyReport;                 ///< what a look at the keys finds
    std::vector<model::KeyScanRequest> keyScansAsked;
    std::vector<model::ProduceRecord> produced; ///< what was sent
    std::vector<model::LoadRequest> loads;      ///< what was to be generated
    /// The stream of the last load, for a test to fill: it stays open until the test or a cancel ends it.
    std::shared_ptr<api::LoadStream::StreamType> loadStream;
    std::vector<model::Plan> applied;           ///< what was applied
    QString confirmation;                       ///< what came with the last apply or send
    std::optional<base::Error> applyError;      ///< the first step fails with it
    std::vector<model::Change> previewed;       ///< what plans were asked for
    QMap<QString, QMap<QString, QString>> topicSettings; ///< set on topics, beside the sample's
    std::vector<model::Missing> topicMissing;   ///< of every topic's detail
    std::vector<api::RequestLogEntry> log;
    api::ConnectionState connectionState;
    int snapshotsAsked = 0;
    void setConnection(const api::ConnectionState &state);
    void logRequest(const api::RequestLogEntry &entry);
    /// Answers what was asked in Mood::Silent, in the mood of now.
    void release();

    // ClusterSession
    const model::Profile &profile() const override { return m_profile; }
    api::ClusterService &cluster() override { return *this; }
    api::GroupService &groups() override { return *this; }
    api::RecordReader &records() override { return *this; }
    api::KeyService &keyScans() override { return *this; }
    api::RecordDecoder &decoder() override { return *this; }
    api::ProduceService &producer() override { return *this; }
    api::ChangeService &changes() override { return *this; }
    api::ConnectionState connection() const override { return connectionState; }
    std::vector<api::RequestLogEntry> requestLog() const override { return log; }

    // ClusterService
    api::Future<model::SnapshotPtr> snapshot(api::SnapshotParts parts) override;
    api::Future<model::TopicDetail> topic(const QString &name) override;
    api::Future<model::BrokerDetail> broker(qint32 id) override;
    api::Future<QMap<QString, std::vector<model::ConfigEntry>>> topicConfigs(const QStringList &topics, const QStringList &settings) override;
    // GroupService
    api::Future<model::Group> group(const QString &id) override;
    api::Future<std::vector<model::Group>> groupsOf(const QString &topic) override;
    // RecordReader
    api::RecordStream read(const model::ReadRequest &request) override;
    api::Future<model::Record> record(const QString &topic, qint32 partition, qint64 offset) override;
    // KeyService
    api::KeyStream keys(const model::KeyScanRequest &request) override;
    // RecordDecoder
    api::Future<model::DecodedRecord> decode(const model::Record &record, std::optional<model::Format> keyAs,
                                             std::optional<model::Format> valueAs) override;
    // ProduceService
    api::Future<model::ProduceAck> send(const model::ProduceRecord &record, const QString &confirmation) override;
    api::LoadStream load(const model::LoadRequest &request, const QString &confirmation) override;
    // ChangeService
    api::Future<model::Plan> preview(const std::vector<model::Change> &changes) override;
    api::Future<model::PlanOutcome> apply(const model::Plan &plan, const QString &confirmation) override;

private:
    template <class T>
    api::Future<T> answer(std::function<base::Result<T>()> make);

    model::Profile m_profile;
    std::vector<std::function<void()>> m_held;
    std::vector<std::shared_ptr<api::RecordStream::StreamType>> m_streams;
    std::vector<std::shared_ptr<api::KeyStream::StreamType>> m_keyStreams;
};

class FakeSettings : public api::Settings
{
public:
    QVariant value(const QString &key, const QVariant &otherwise = {}) const override { return values.value(key, otherwise); }
    void setValue(const QString &key, const QVariant &value) override;
    QHash<QString, QVariant> values;
};

class FakeProfiles : public api::ProfileStore
{
public:
    std::vector<model::Profile> profiles() const override { return stored; }
    base::Result<model::Profile> save(const model::Profile &profile) override;
    base::Status remove(const QString &id) override;
    std::vector<model::Profile> stored;
};

class FakeSecrets : public api::SecretStore
{
public:
    Place place() const override { return Place::Memory; }
    api::Future<QMap<QString, QString>> read(const QString &profileId) override { return ready(stored.value(profileId)); }
    api::Future<void> write(const QString &profileId, const QMap<QString, QString> &secrets) override;
    api::Future<void> remove(const QString &profileId) override;
    QMap<QString, QMap<QString, QString>> stored;
};

class FakeAudit : public api::AuditLog
{
public:
    base::Status append(const model::AuditEntry &entry) override;
    api::Future<std::vector<model::AuditEntry>> entries(const QString &profile, int limit) override;
    std::vector<model::AuditEntry> stored;
};

class FakeSandbox : public api::SandboxControl
{
public:
    model::SandboxStatus state;
    std::vector<model::SandboxEvent> happened;
    QStringList lines;
    QStringList acts; ///< what was asked, as "start", "broker 3 kill"
    Mood mood = Mood::Ready;
    void setStatus(const model::SandboxStatus &status);
    static model::SandboxStatus running();

    model::SandboxStatus status() const override { return state; }
    std::vector<model::SandboxEvent> events() const override { return happened; }
    api::Future<model::SandboxStatus> start(const model::SandboxOptions &options) override;
    model::SandboxOptions started; ///< the options of the last start
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
    QStringList log() const override { return lines; }

private:
    api::Future<void> note(const QString &act);
};

class FakeFactory : public api::SessionFactory
{
public:
    std::unique_ptr<api::ClusterSession> open(const model::Profile &profile, const QMap<QString, QString> &secrets) override;
    api::Future<api::ConnectionReport> test(const model::Profile &profile, const QMap<QString, QString> &secrets) override;
    base::Result<model::ImportedProfile> importProperties(const QString &text, const QString &name) override;
    Mood mood = Mood::Ready;
    QMap<QString, QString> lastSecrets;
    FakeSession *last = nullptr; ///< owned by the window
    int opened = 0;
};

} // namespace weir::fakes
