// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fakes/fake_services.h"

#include <QDateTime>

namespace weir::fakes {

FakeSession::FakeSession(model::Profile profile, Mood startMood)
    : mood(startMood), current(startMood == Mood::Empty ? emptySnapshot() : sampleSnapshot()), m_profile(std::move(profile))
{
    connectionState.kind = api::ConnectionState::Kind::Connected;
    connectionState.brokersKnown = connectionState.brokersUp = static_cast<int>(current->brokers.size());
    connectionState.address = QStringLiteral("127.0.0.1:19092");
    connectionState.roundTripMs = 0.4;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int i = 0; i < 40; ++i) {
        log.push_back({now - (40 - i) * 250, i % 3 + 1, QStringLiteral("127.0.0.1:1909%1").arg(2 + i % 3),
                       i % 2 ? QStringLiteral("ListOffsets v9") : QStringLiteral("Metadata v13"), 0.3 + i % 7 * 0.1, {}});
    }
    for (int i = 0; i < 60; ++i) {
        model::Record record;
        record.topic = QStringLiteral("orders");
        record.partition = i % 6;
        record.offset = 212'000 + i;
        record.timestampMs = now - (60 - i) * 1000;
        record.timestampType = model::Record::TimestampType::CreateTime;
        record.key = QByteArray("o-") + QByteArray::number(448'120 + i);
        record.value = QByteArray(R"({"order_id": 9007199254740993, "customer": "M. Okafor", "status": ")") + (i % 9 ? "PAID" : "REFUNDED")
                       + R"(", "total": 612.40})";
        record.headers.push_back({"x-region", QByteArray("eu-west")});
        storedRecords.push_back(record);
    }
}

FakeSession::~FakeSession()
{
    // Nobody waits for ever: what was held is told that it failed, streams end.
    mood = Mood::Failing;
    release();
    for (const auto &stream : m_streams)
        stream->finish();
    for (const auto &stream : m_keyStreams)
        stream->finish();
}

void FakeSession::setConnection(const api::ConnectionState &state)
{
    connectionState = state;
    Q_EMIT connectionChanged();
}

void FakeSession::logRequest(const api::RequestLogEntry &entry)
{
    log.push_back(entry);
    Q_EMIT requestLogged(entry);
}

void FakeSession::release()
{
    const std::vector<std::function<void()>> held = std::exchange(m_held, {});
    for (const auto &answerNow : held)
        answerNow();
}

template <class T>
api::Future<T> FakeSession::answer(std::function<base::Result<T>()> make)
{
    auto promise = std::make_shared<QPromise<base::Result<T>>>(); // shared with the list of what is held
    promise->start();
    const auto finish = [this, promise, make = std::move(make)] {
        promise->addResult(mood == Mood::Failing ? base::Result<T>(tl::unexpected(sampleError())) : make());
        promise->finish();
    };
    if (mood == Mood::Silent)
        m_held.emplace_back(finish);
    else
        finish();
    return promise->future();
}

api::Future<model::SnapshotPtr> FakeSession::snapshot(api::SnapshotParts)
{
    ++snapshotsAsked;
    return answer<model::SnapshotPtr>([this] { return base::Result<model::SnapshotPtr>(mood == Mood::Empty ? emptySnapshot() : current); });
}

api::Future<model::TopicDetail> FakeSession::topic(const QString &name)
{
    return answer<model::TopicDetail>([this, name]() -> base::Result<model::TopicDetail> {
        const model::Topic *topic = current->topic(name);
        if (!topic)
            return base::fail(base::ErrorKind::NotFound, "topic.describe", name.toStdString());
        model::TopicDetail detail;
        detail.topic = *topic;
        const auto add = [&](const char *key, const char *value, model::ConfigEntry::Source source) {
            model::ConfigEntry entry;
            entry.name = QLatin1String(key);
            entry.value = QLatin1String(value);
            entry.source = source;
            detail.configs.push_back(entry);
        };
        add("cleanup.policy", "delete", model::ConfigEntry::Source::Default);
        add("retention.ms", "604800000", model::ConfigEntry::Source::Topic);
        add("segment.bytes", "1073741824", model::ConfigEntry::Source::Default);
        for (auto it = topicSettings[name].cbegin(); it != topicSettings[name].cend(); ++it)
            add(it.key().toLatin1().constData(), it->toLatin1().constData(), model::ConfigEntry::Source::Topic);
        for (const model::Group &group : current->groups) {
            if (group.topics().contains(name))
                detail.groups << group.id;
        }
        detail.missing = topicMissing;
        return detail;
    });
}

api::Future<model::BrokerDetail> FakeSession::broker(qint32 id)
{
    return answer<model::BrokerDetail>([this, id]() -> base::Result<model::BrokerDetail> {
        const model::Broker *broker = current->broker(id);
        if (!broker)
            return base::fail(base::ErrorKind::NotFound, "broker.describe", std::to_string(id));
        model::BrokerDetail detail;
        detail.broker = *broker;
        model::ConfigEntry entry;
        entry.name = QStringLiteral("num.network.threads");
        entry.value = QStringLiteral("3");
        entry.source = model::ConfigEntry::Source::StaticBroker;
        detail.configs.push_back(entry);
        detail.logDirs.push_back({QStringLiteral("/data/broker-%1").arg(id), {}, qint64(32) << 30, qint64(26) << 30, qint64(6) << 30, 179});
        return detail;
    });
}

api::Future<QMap<QString, std::vector<model::ConfigEntry>>> FakeSession::topicConfigs(const QStringList &topics, const QStringList &settings)
{
    using Configs = QMap<QString, std::vector<model::ConfigEntry>>;
    return answer<Configs>([this, topics, settings]() -> base::Result<Configs> {
        Configs configs;
        for (const QString &topic : topics) {
            const QMap<QString, QString> set = topicSettings.value(topic);
            const auto add = [&](const char *name, const char *otherwise) {
                model::ConfigEntry entry;
                entry.name = QLatin1String(name);
                entry.value = set.value(entry.name, QLatin1String(otherwise));
                entry.source = set.contains(entry.name) ? model::ConfigEntry::Source::Topic : model::ConfigEntry::Source::Default;
                if (settings.isEmpty() || settings.contains(entry.name))
                    configs[topic].push_back(entry);
            };
            add("cleanup.policy", "delete");
            add("retention.ms", "604800000");
            add("min.insync.replicas", "2");
        }
        return configs;
    });
}

api::Future<model::Group> FakeSession::group(const QString &id)
{
    return answer<model::Group>([this, id]() -> base::Result<model::Group> {
        if (const model::Group *group = current->group(id))
            return *group;
        return base::fail(base::ErrorKind::NotFound, "group.describe", id.toStdString());
    });
}

api::Future<std::vector<model::Group>> FakeSession::groupsOf(const QString &topic)
{
    return answer<std::vector<model::Group>>([this, topic]() -> base::Result<std::vector<model::Group>> {
        std::vector<model::Group> groups;
        for (const model::Group &group : current->groups) {
            if (mood != Mood::Empty && group.topics().contains(topic))
                groups.push_back(group);
        }
        return groups;
    });
}

api::RecordStream FakeSession::read(const model::ReadRequest &request)
{
    auto stream = std::make_shared<api::RecordStream::StreamType>();
    m_streams.push_back(stream);
    reads.push_back(request);
    if (mood == Mood::Silent)
        return api::RecordStream(stream);
    if (mood == Mood::Failing) {
        stream->finish(sampleError());
        return api::RecordStream(stream);
    }
    if (readScript) {
        readScript(request, stream);
        return api::RecordStream(stream);
    }
    using Kind = model::ReadStart::Kind;
    const bool backwards = request.start.kind == Kind::Newest;
    std::vector<model::Record> records;
    model::ReadProgress progress;
    if (mood == Mood::Ready) {
        for (std::size_t i = 0; i < storedRecords.size() && (request.limit == 0 || progress.hits < request.limit); ++i) {
            model::Record record = storedRecords[backwards ? storedRecords.size() - 1 - i : i];
            if ((!request.partitions.isEmpty() && !request.partitions.contains(record.partition))
                || (request.start.kind == Kind::Offset && record.offset < request.start.value)
                || (request.start.kind == Kind::Timestamp && record.timestampMs < request.start.value)
                || (request.untilOffset && record.offset >= *request.untilOffset)
                || (request.untilTimestampMs && record.timestampMs >= *request.untilTimestampMs))
                continue;
            ++progress.records;
            progress.bytes += record.size();
            if (!request.filter.isEmpty() && !(record.value && record.value->contains(request.filter.toUtf8())))
                continue;
            record.topic = request.topic;
            if (request.valueBytes > 0 && record.value && record.value->size() > request.valueBytes) {
                record.valueCut = record.value->size() - request.valueBytes;
                record.value = record.value->left(request.valueBytes);
            }
            ++progress.hits;
            records.push_back(std::move(record));
        }
    }
    progress.totalRecords = progress.records;
    progress.seconds = 0.1;
    stream->report(progress);
    stream->push(std::move(records));
    if (request.start.kind != model::ReadStart::Kind::Live)
        stream->finish();
    return api::RecordStream(stream);
}

api::KeyStream FakeSession::keys(const model::KeyScanRequest &request)
{
    keyScansAsked.push_back(request);
    auto stream = std::make_shared<api::KeyStream::StreamType>();
    m_keyStreams.push_back(stream);
    if (mood == Mood::Silent)
        return api::KeyStream(stream);
    if (mood == Mood::Failing) {
        stream->finish(sampleError());
        return api::KeyStream(stream);
    }
    model::KeyReport report = mood == Mood::Empty ? model::KeyReport() : keyReport;
    report.topic = request.topic;
    report.whole = true;
    model::ReadProgress progress;
    progress.records = progress.totalRecords = report.records;
    progress.seconds = 0.1;
    stream->report(progress);
    stream->push({std::move(report)});
    stream->finish();
    return api::KeyStream(stream);
}

api::LoadStream FakeSession::load(const model::LoadRequest &request, const QString &confirmationGiven)
{
    loads.push_back(request);
    confirmation = confirmationGiven;
    loadStream = std::make_shared<api::LoadStream::StreamType>();
    if (mood == Mood::Failing)
        loadStream->finish(sampleError());
    return api::LoadStream(loadStream);
}

api::Future<model::Record> FakeSession::record(const QString &topic, qint32 partition, qint64 offset)
{
    return answer<model::Record>([this, topic, partition, offset]() -> base::Result<model::Record> {
        for (model::Record record : storedRecords) {
            if (record.partition == partition && record.offset == offset) {
                record.topic = topic;
                return record;
            }
        }
        return base::fail(base::ErrorKind::NotFound, "record.read", topic.toStdString());
    });
}

api::Future<model::DecodedRecord> FakeSession::decode(const model::Record &record, std::optional<model::Format>, std::optional<model::Format>)
{
    return answer<model::DecodedRecord>([record]() -> base::Result<model::DecodedRecord> {
        model::DecodedRecord decoded;
        const auto text = [](const std::optional<QByteArray> &bytes) {
            model::Decoded part;
            part.format = bytes ? model::Format::Text : model::Format::Null;
            part.text = bytes ? QString::fromUtf8(*bytes) : QString();
            part.root.type = QStringLiteral("text");
            part.root.value = part.text;
            part.root.end = bytes ? bytes->size() : 0;
            return part;
        };
        decoded.key = text(record.key);
        decoded.value = text(record.value);
        for (const model::RecordHeader &header : record.headers)
            decoded.headers.push_back(text(header.value));
        return decoded;
    });
}

api::Future<model::ProduceAck> FakeSession::send(const model::ProduceRecord &record, const QString &given)
{
    confirmation = given;
    produced.push_back(record);
    return answer<model::ProduceAck>([record]() -> base::Result<model::ProduceAck> {
        model::ProduceAck ack;
        ack.partition = record.partition.value_or(0);
        ack.offset = 213'000;
        ack.latencyMs = 1.2;
        return ack;
    });
}

api::Future<model::Plan> FakeSession::preview(const std::vector<model::Change> &changes)
{
    previewed.insert(previewed.end(), changes.begin(), changes.end());
    return answer<model::Plan>([this, changes]() -> base::Result<model::Plan> {
        model::Plan plan;
        plan.id = QStringLiteral("plan-1");
        plan.cluster = m_profile.name;
        plan.production = m_profile.production;
        plan.readOnly = m_profile.readOnly;
        plan.madeAtMs = QDateTime::currentMSecsSinceEpoch();
        for (const model::Change &change : changes) {
            model::PlanStep step;
            step.change = change;
            step.check = model::PlanStep::Check::Passed;
            if (const auto *config = std::get_if<model::AlterTopicConfig>(&change)) {
                step.target = config->topic;
                step.undoable = true;
                model::AlterTopicConfig undo{config->topic, {}};
                for (auto it = config->changes.begin(); it != config->changes.end(); ++it) {
                    step.differences.push_back({it.key(), QStringLiteral("604800000"), it.value(), model::ConfigEntry::Source::Topic});
                    undo.changes.insert(it.key(), QStringLiteral("604800000"));
                }
                step.differences.push_back({QStringLiteral("cleanup.policy"), QStringLiteral("delete"), QStringLiteral("delete"), model::ConfigEntry::Source::Default});
                step.undo = undo;
                model::PlanWarning warning;
                warning.kind = model::PlanWarning::Kind::ShorterRetention;
                warning.bytes = qint64(612) << 20;
                warning.names = {QStringLiteral("billing"), QStringLiteral("analytics")};
                step.warnings.push_back(warning);
                step.command = QStringLiteral("kafka-configs.sh --bootstrap-server \"$BOOTSTRAP\" --alter \\\n  --entity-type topics --entity-name %1 \\\n  --add-config retention.ms=259200000").arg(config->topic);
                step.request = QStringLiteral("IncrementalAlterConfigs v1\n  resources[0].name = %1").arg(config->topic);
            } else if (const auto *drop = std::get_if<model::DeleteTopic>(&change)) {
                step.target = drop->name;
                step.check = model::PlanStep::Check::NotOffered;
                model::PlanWarning warning;
                warning.kind = model::PlanWarning::Kind::RecordsLost;
                warning.records = 18'204;
                warning.bytes = qint64(31) << 20;
                step.warnings.push_back(warning);
                step.command = QStringLiteral("kafka-topics.sh --bootstrap-server \"$BOOTSTRAP\" --delete --topic %1").arg(drop->name);
            } else if (const auto *create = std::get_if<model::CreateTopic>(&change)) {
                step.target = create->name;
                step.undoable = true;
                step.undo = model::DeleteTopic{create->name};
                step.differences.push_back({QStringLiteral("partitions"), std::nullopt, QString::number(create->partitions)});
                step.command = QStringLiteral("kafka-topics.sh --bootstrap-server \"$BOOTSTRAP\" --create --topic %1").arg(create->name);
            }
            plan.steps.push_back(std::move(step));
        }
        return plan;
    });
}

api::Future<model::PlanOutcome> FakeSession::apply(const model::Plan &plan, const QString &given)
{
    confirmation = given;
    applied.push_back(plan);
    return answer<model::PlanOutcome>([this, plan]() -> base::Result<model::PlanOutcome> {
        model::PlanOutcome outcome;
        outcome.steps.resize(plan.steps.size());
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            if (applyError && i == 0) {
                outcome.steps[i].state = model::PlanOutcome::Step::State::Failed;
                outcome.steps[i].error = applyError;
                break;
            }
            outcome.steps[i].state = model::PlanOutcome::Step::State::Done;
        }
        return outcome;
    });
}

} // namespace weir::fakes
