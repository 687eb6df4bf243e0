// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/stream.h"
#include "backend/base/result.h"
#include "backend/model/decoded.h"
#include "backend/model/group.h"
#include "backend/model/keys.h"
#include "backend/model/load.h"
#include "backend/model/plan.h"
#include "backend/model/profile.h"
#include "backend/model/record.h"
#include "backend/model/sandbox.h"

#include <QFuture>
#include <QObject>
#include <QVariant>

#include <functional>
#include <memory>

/// What the window, the exporter and weirctl may ask. Abstract; implemented in backend/{kafka, store} and joined in app.
///
/// Every call returns at once. Futures finish on any thread: go through widgets' Latest<T>, or `then(context, ...)`.
/// Every future finishes, by a value, or by an error once the deadline of its service has passed.
namespace weir::api {

template <class T>
using Future = QFuture<base::Result<T>>;

using RecordStream = StreamHandle<model::Record, model::ReadProgress>;
using KeyStream = StreamHandle<model::KeyReport, model::ReadProgress>;
using LoadStream = StreamHandle<model::LoadProgress, model::LoadProgress>;

/// What the snapshot holds beyond brokers, topics and partitions. Parts cost requests.
struct SnapshotParts {
    bool offsets = true; ///< log start and high watermark of every partition
    bool groups = true;  ///< members, commits and lag of every group
    bool sizes = true;   ///< DescribeLogDirs
};

class ClusterService
{
public:
    virtual ~ClusterService() = default;
    /// The whole cluster, in as few requests as the protocol allows. A broker that does not answer is named in
    /// `missing`; an error only where nothing could be read at all.
    virtual Future<model::SnapshotPtr> snapshot(SnapshotParts parts) = 0;
    virtual Future<model::TopicDetail> topic(const QString &name) = 0;
    virtual Future<model::BrokerDetail> broker(qint32 id) = 0;
    /// Settings of these topics, by topic name: for the columns of a list. Only those named in `settings`; empty: all.
    /// May be partial.
    virtual Future<QMap<QString, std::vector<model::ConfigEntry>>> topicConfigs(const QStringList &topics, const QStringList &settings) = 0;
};

class GroupService
{
public:
    virtual ~GroupService() = default;
    virtual Future<model::Group> group(const QString &id) = 0;
    /// The groups that have commits or an assignment in the topic, with their lag there.
    virtual Future<std::vector<model::Group>> groupsOf(const QString &topic) = 0;
};

class RecordReader
{
public:
    virtual ~RecordReader() = default;
    /// Leaves no trace in the cluster: no group, no commit. Records come merged in time order (ReadRequest says in which
    /// direction). After a cancel the hits found so far still come, then the end.
    virtual RecordStream read(const model::ReadRequest &request) = 0;
    /// One record, whole.
    virtual Future<model::Record> record(const QString &topic, qint32 partition, qint64 offset) = 0;
};

class KeyService
{
public:
    virtual ~KeyService() = default;
    /// Looks at the keys of a topic and leaves no trace. One report comes, at the end; after a cancel it tells of what was
    /// read until then.
    virtual KeyStream keys(const model::KeyScanRequest &request) = 0;
};

/// Bytes to what a person reads, off the GUI thread. Implemented by kafka::PoolRecordDecoder.
class RecordDecoder
{
public:
    virtual ~RecordDecoder() = default;
    /// An empty format: found out.
    virtual Future<model::DecodedRecord> decode(const model::Record &record, std::optional<model::Format> keyAs,
                                                std::optional<model::Format> valueAs) = 0;
};

class ProduceService
{
public:
    virtual ~ProduceService() = default;
    /// Refused (reason "read-only") by a read-only profile, and (reason "not-confirmed") by a production one unless
    /// `confirmation` is the profile's name as the person gave it.
    virtual Future<model::ProduceAck> send(const model::ProduceRecord &record, const QString &confirmation = {}) = 0;
    /// Generated records by a producer of its own, for looking at how its settings act. Refused as send() is, by the error
    /// that ends the stream. A sample comes twice a second, the last one when all is answered. A cancel lets what waits in
    /// the producer go out for two seconds, then drops it and counts it as failed.
    virtual LoadStream load(const model::LoadRequest &request, const QString &confirmation = {}) = 0;
};

/// The one way in which a cluster is changed. A read-only profile is refused here, not by greyed buttons alone.
class ChangeService
{
public:
    virtual ~ChangeService() = default;
    virtual Future<model::Plan> preview(const std::vector<model::Change> &changes) = 0;
    /// Stores what was, acts, and writes the audit log. Stops at the first step that fails.
    /// Every step is refused as ProduceService::send says, whatever the plan claims about the profile.
    virtual Future<model::PlanOutcome> apply(const model::Plan &plan, const QString &confirmation = {}) = 0;
};

/// One line of the requests pane: what was sent to whom.
struct RequestLogEntry {
    qint64 atMs = 0;
    qint32 broker = -1;
    QString address;
    QString name; ///< "Metadata v12"
    double milliseconds = -1; ///< -1: no answer yet or none
    QString error; ///< base::describe(); empty where all is well
};

struct ConnectionState {
    enum class Kind { Connecting, Connected, Partial, Lost };
    Kind kind = Kind::Connecting;
    int brokersUp = 0;
    int brokersKnown = 0;
    QString address; ///< of the broker last asked
    double roundTripMs = -1;
    std::optional<base::Error> error;
};

/// An open cluster. Lives on the GUI thread; its signals come there.
class ClusterSession : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual const model::Profile &profile() const = 0;
    virtual ClusterService &cluster() = 0;
    virtual GroupService &groups() = 0;
    virtual RecordReader &records() = 0;
    virtual KeyService &keyScans() = 0;
    virtual RecordDecoder &decoder() = 0;
    virtual ProduceService &producer() = 0;
    virtual ChangeService &changes() = 0;
    virtual ConnectionState connection() const = 0;
    /// The last requests, oldest first; bounded.
    virtual std::vector<RequestLogEntry> requestLog() const = 0;

Q_SIGNALS:
    void connectionChanged();
    void requestLogged(const weir::api::RequestLogEntry &entry);
};

/// What "Test connection" found, step by step.
struct ConnectionReport {
    struct Step {
        QString name; ///< stable id: "resolve", "connect", "tls", "sasl", "versions", "metadata", "brokers"
        QString target;
        bool ok = false;
        double milliseconds = 0;
        std::optional<base::Error> error;
    };
    std::vector<Step> steps;
    QString clusterId;
    QString version;
    int brokers = 0;
    bool ok() const
    {
        for (const Step &step : steps) {
            if (!step.ok)
                return false;
        }
        return !steps.empty();
    }
};

class SessionFactory
{
public:
    virtual ~SessionFactory() = default;
    /// At once; the session connects by itself and says how it goes by `connectionChanged`. `secrets` by property name.
    virtual std::unique_ptr<ClusterSession> open(const model::Profile &profile, const QMap<QString, QString> &secrets) = 0;
    virtual Future<ConnectionReport> test(const model::Profile &profile, const QMap<QString, QString> &secrets) = 0;
    /// Reads Kafka's client.properties text, which becomes a profile of that name.
    virtual base::Result<model::ImportedProfile> importProperties(const QString &text, const QString &name) = 0;
};

} // namespace weir::api
