// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/cluster_under_test.h"

#include <librdkafka/rdkafka.h>

#include <QDateTime>
#include <QSignalSpy>

#include <algorithm>

using namespace weir;
using namespace weir::model;

namespace {

/// A member of a group by another client's code.
class Consumer
{
public:
    Consumer(const QString &bootstrap, const QString &group, const QString &topic, const QString &clientId)
    {
        char reason[256];
        rd_kafka_conf_t *conf = rd_kafka_conf_new();
        const std::pair<const char *, QString> settings[]{{"bootstrap.servers", bootstrap}, {"group.id", group}, {"client.id", clientId},
                                                          {"auto.offset.reset", QStringLiteral("earliest")}, {"enable.auto.commit", QStringLiteral("false")},
                                                          {"session.timeout.ms", QStringLiteral("6000")}, {"log_level", QStringLiteral("0")}};
        for (const auto &[name, value] : settings) {
            if (rd_kafka_conf_set(conf, name, value.toUtf8().constData(), reason, sizeof(reason)) != RD_KAFKA_CONF_OK)
                qFatal("%s", reason);
        }
        m_handle = rd_kafka_new(RD_KAFKA_CONSUMER, conf, reason, sizeof(reason));
        rd_kafka_poll_set_consumer(m_handle);
        rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);
        rd_kafka_topic_partition_list_add(topics, topic.toUtf8().constData(), RD_KAFKA_PARTITION_UA);
        rd_kafka_subscribe(m_handle, topics);
        rd_kafka_topic_partition_list_destroy(topics);
    }
    ~Consumer()
    {
        rd_kafka_consumer_close(m_handle);
        rd_kafka_destroy(m_handle);
    }
    /// Reads until that many records came; false if they do not come.
    bool read(int count)
    {
        for (int polls = 0; count > 0 && polls < 600; ++polls) {
            rd_kafka_message_t *message = rd_kafka_consumer_poll(m_handle, 50);
            if (message && message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
                --count;
            if (message)
                rd_kafka_message_destroy(message);
        }
        return count == 0;
    }
    bool commit(const QString &topic, int partition, qint64 offset)
    {
        rd_kafka_topic_partition_list_t *offsets = rd_kafka_topic_partition_list_new(1);
        rd_kafka_topic_partition_list_add(offsets, topic.toUtf8().constData(), partition)->offset = offset;
        const auto result = rd_kafka_commit(m_handle, offsets, 0);
        rd_kafka_topic_partition_list_destroy(offsets);
        return result == RD_KAFKA_RESP_ERR_NO_ERROR;
    }

private:
    rd_kafka_t *m_handle = nullptr;
};

const PlanDifference *differenceOf(const PlanStep &step, const QString &name)
{
    const auto found = std::find_if(step.differences.begin(), step.differences.end(), [&](const auto &d) { return d.name == name; });
    return found == step.differences.end() ? nullptr : &*found;
}

bool warnsOf(const PlanStep &step, PlanWarning::Kind kind)
{
    return std::any_of(step.warnings.begin(), step.warnings.end(), [kind](const auto &w) { return w.kind == kind; });
}

const ConfigEntry *configOf(const std::vector<ConfigEntry> &entries, const QString &name)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto &e) { return e.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

} // namespace

class TestContractCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void connectsAndSaysSo();
    void snapshotOfTheCluster();
    void createdTopicIsThere();
    void refusals_data();
    void refusals();
    void configByIncrement();
    void shorterRetentionTellsWhatGoes();
    void brokerDetail();
    void addPartitions();
    void deleteRecords();
    void deleteTopic();
    void groupWithMembersAndLag();
    void readOnlySession();
    void productionSession();
    void connectionReport();
    void unknownNames();
    void clusterWithADeadBroker();

private:
    base::Result<Plan> preview(Change change) { return await(m_session->changes().preview({std::move(change)})); }
    base::Status apply(const Change &change)
    {
        auto plan = preview(change);
        if (!plan)
            return base::fail(plan.error());
        const auto outcome = await(m_session->changes().apply(*plan));
        if (!outcome)
            return base::fail(outcome.error());
        if (!outcome->ok())
            return base::fail(*outcome->steps.front().error);
        return {};
    }
    QString makeTopic(int partitions) { return ::makeTopic(*m_session, "topic", partitions); }
    bool produce(const QString &topic, int partition, int count)
    {
        for (int i = 0; i < count; ++i) {
            ProduceRecord record;
            record.topic = topic;
            record.partition = partition;
            record.value = QByteArray::number(i);
            if (!await(m_session->producer().send(record)))
                return false;
        }
        return true;
    }

    ClusterUnderTest m_cluster;
    std::unique_ptr<kafka::KafkaSession> m_session;
};

void TestContractCluster::initTestCase()
{
    QString whyNot;
    if (!m_cluster.start(&whyNot))
        QFAIL(qPrintable(whyNot));
    m_session = m_cluster.open();
}

void TestContractCluster::cleanupTestCase()
{
    m_session.reset();
}

void TestContractCluster::connectsAndSaysSo()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().kind, api::ConnectionState::Kind::Connected, 20'000);
    QVERIFY(m_session->connection().brokersUp >= 1);
    QVERIFY(m_session->connection().roundTripMs > 0);
    QTRY_VERIFY(!m_session->requestLog().empty());
    QVERIFY(m_session->requestLog().front().name.contains(QStringLiteral(" v")));
}

void TestContractCluster::snapshotOfTheCluster()
{
    const QString name = makeTopic(3);
    const auto taken = await(m_session->cluster().snapshot({}));
    WEIR_VERIFY_RESULT(taken);
    const ClusterSnapshot &cluster = **taken;
    QVERIFY2(cluster.missing.empty(), cluster.missing.empty() ? "" : base::describe(cluster.missing.front().error).c_str());
    QVERIFY(!cluster.clusterId.isEmpty());
    QVERIFY(!cluster.version.isEmpty());
    QVERIFY(cluster.broker(cluster.controllerId));
    QVERIFY(std::all_of(cluster.brokers.begin(), cluster.brokers.end(), [](const Broker &b) { return b.alive && b.port > 0 && b.bytes.has_value(); }));
    const Topic *topic = cluster.topic(name);
    QVERIFY(topic);
    QVERIFY(!topic->id.isEmpty());
    QCOMPARE(topic->partitions.size(), std::size_t(3));
    QCOMPARE(topic->records(), std::optional<qint64>(0));
    QVERIFY(topic->bytes().has_value());
    QCOMPARE(topic->underReplicated(), 0);
    int leaders = 0;
    for (const Broker &broker : cluster.brokers)
        leaders += broker.leaders;
    QCOMPARE(leaders, cluster.partitions());
}

void TestContractCluster::createdTopicIsThere()
{
    const QString name = ClusterUnderTest::fresh("made");
    const auto plan = preview(CreateTopic{name, 2, 1, {{QStringLiteral("retention.ms"), QStringLiteral("7200000")}}});
    WEIR_VERIFY_RESULT(plan);
    const PlanStep &step = plan->steps.front();
    QCOMPARE(step.check, PlanStep::Check::Passed);
    QVERIFY(step.undoable && step.undo);
    QCOMPARE(*differenceOf(step, QStringLiteral("partitions"))->after, QStringLiteral("2"));
    QVERIFY(step.command.startsWith(QStringLiteral("kafka-topics.sh")));
    // A rehearsal makes nothing.
    QCOMPARE(await(m_session->cluster().topic(name)).error().kind, base::ErrorKind::NotFound);

    const std::size_t lines = m_cluster.audit().size();
    const auto outcome = await(m_session->changes().apply(*plan));
    WEIR_VERIFY_RESULT(outcome);
    QVERIFY(outcome->ok());
    const auto audit = m_cluster.audit();
    QCOMPARE(audit.size(), lines + 1);
    QCOMPARE(audit.back().action, QStringLiteral("topic.create"));
    QCOMPARE(audit.back().target, name);
    QVERIFY(audit.back().ok);
    QVERIFY(QTest::qWaitFor([&] { return await(m_session->cluster().topic(name)).has_value(); }, 20'000));
    const auto detail = await(m_session->cluster().topic(name));
    WEIR_VERIFY_RESULT(detail);
    QCOMPARE(detail->topic.partitions.size(), std::size_t(2));
    const ConfigEntry *retention = configOf(detail->configs, QStringLiteral("retention.ms"));
    QVERIFY(retention);
    QCOMPARE(*retention->value, QStringLiteral("7200000"));
    QCOMPARE(retention->source, ConfigEntry::Source::Topic);
    QCOMPARE(retention->type, QStringLiteral("long"));
    QVERIFY(!retention->documentation.isEmpty());
    const auto configs = await(m_session->cluster().topicConfigs({name}, {}));
    WEIR_VERIFY_RESULT(configs);
    QVERIFY(configOf(configs->value(name), QStringLiteral("cleanup.policy")));
    const auto one = await(m_session->cluster().topicConfigs({name}, {QStringLiteral("min.insync.replicas")}));
    WEIR_VERIFY_RESULT(one);
    QCOMPARE(one->value(name).size(), std::size_t(1));
    QCOMPARE(one->value(name).front().name, QStringLiteral("min.insync.replicas"));

    const auto undone = await(m_session->changes().preview({*step.undo}));
    WEIR_VERIFY_RESULT(undone);
    QVERIFY(await(m_session->changes().apply(*undone))->ok());
    QTRY_VERIFY_WITH_TIMEOUT(!await(m_session->cluster().topic(name)).has_value(), 20'000);
}

void TestContractCluster::refusals_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("partitions");
    QTest::addColumn<int>("replicas");
    QTest::addColumn<QString>("config");
    QTest::addColumn<int>("code");
    QTest::newRow("no partitions") << QStringLiteral("x") << 0 << 1 << QString() << 37;
    QTest::newRow("bad name") << QStringLiteral("a/b") << 1 << 1 << QString() << 17;
    QTest::newRow("too many replicas") << QStringLiteral("x") << 1 << 99 << QString() << 38;
    QTest::newRow("unknown setting") << QStringLiteral("x") << 1 << 1 << QStringLiteral("no.such.setting") << 40;
}

void TestContractCluster::refusals()
{
    QFETCH(QString, name);
    QFETCH(int, partitions);
    QFETCH(int, replicas);
    QFETCH(QString, config);
    QFETCH(int, code);
    CreateTopic change{name, partitions, replicas, {}};
    if (!config.isEmpty())
        change.configs.insert(config, QStringLiteral("1"));
    const auto plan = preview(change);
    WEIR_VERIFY_RESULT(plan);
    QCOMPARE(plan->steps.front().check, PlanStep::Check::Failed);
    QCOMPARE(int(plan->steps.front().checkError->kafkaCode), code);
    QVERIFY(!plan->steps.front().checkError->peerText.empty());
    const std::size_t lines = m_cluster.audit().size();
    const auto outcome = await(m_session->changes().apply(*plan));
    WEIR_VERIFY_RESULT(outcome);
    QVERIFY(!outcome->ok());
    QCOMPARE(int(outcome->steps.front().error->kafkaCode), code);
    QCOMPARE(m_cluster.audit().size(), lines + 1);
    QVERIFY(!m_cluster.audit().back().ok);
}

void TestContractCluster::configByIncrement()
{
    const QString name = makeTopic(1);
    QVERIFY(apply(AlterTopicConfig{name, {{QStringLiteral("max.message.bytes"), QStringLiteral("2000000")}}}).has_value());
    const auto plan = preview(AlterTopicConfig{name, {{QStringLiteral("retention.ms"), QStringLiteral("60000")}}});
    WEIR_VERIFY_RESULT(plan);
    const PlanStep &step = plan->steps.front();
    const PlanDifference *difference = differenceOf(step, QStringLiteral("retention.ms"));
    QVERIFY(difference && difference->before);
    QCOMPARE(*difference->before, QStringLiteral("604800000"));
    QVERIFY(warnsOf(step, PlanWarning::Kind::ShorterRetention));
    QVERIFY(await(m_session->changes().apply(*plan))->ok());
    const auto value = [&](const char *setting) {
        const auto configs = await(m_session->cluster().topicConfigs({name}, {}));
        const auto entries = configs ? configs->value(name) : std::vector<ConfigEntry>();
        const ConfigEntry *entry = configOf(entries, QLatin1String(setting));
        return entry ? std::pair(entry->value.value_or(QString()), entry->source) : std::pair(QString(), ConfigEntry::Source::Unknown);
    };
    QTRY_COMPARE_WITH_TIMEOUT(value("retention.ms").first, QStringLiteral("60000"), 20'000);
    QCOMPARE(value("max.message.bytes").first, QStringLiteral("2000000")); // the other one is left alone
    const auto undo = await(m_session->changes().preview({*step.undo}));
    WEIR_VERIFY_RESULT(undo);
    QVERIFY(await(m_session->changes().apply(*undo))->ok());
    QTRY_COMPARE_WITH_TIMEOUT(value("retention.ms").second, ConfigEntry::Source::Default, 20'000);
    const auto wrong = preview(AlterTopicConfig{name, {{QStringLiteral("retention.ms"), QStringLiteral("soon")}}});
    WEIR_VERIFY_RESULT(wrong);
    QCOMPARE(wrong->steps.front().check, PlanStep::Check::Failed);
    QCOMPARE(int(wrong->steps.front().checkError->kafkaCode), 40);
}

void TestContractCluster::brokerDetail()
{
    const auto cluster = await(m_session->cluster().snapshot({}));
    WEIR_VERIFY_RESULT(cluster);
    const qint32 id = (*cluster)->brokers.front().id;
    const auto detail = await(m_session->cluster().broker(id));
    WEIR_VERIFY_RESULT(detail);
    QCOMPARE(detail->broker.id, id);
    QVERIFY(detail->missing.empty());
    QVERIFY(!detail->logDirs.empty());
    QVERIFY(!detail->logDirs.front().path.isEmpty());
    QVERIFY(detail->logDirs.front().totalBytes.value_or(0) > 0);
    const ConfigEntry *nodeId = configOf(detail->configs, QStringLiteral("node.id"));
    QVERIFY(nodeId && nodeId->value == QString::number(id) && nodeId->readOnly);
    QVERIFY(configOf(detail->configs, QStringLiteral("num.io.threads")));
}

void TestContractCluster::addPartitions()
{
    const QString name = makeTopic(2);
    const auto fewer = preview(AddPartitions{name, 1});
    WEIR_VERIFY_RESULT(fewer);
    QCOMPARE(int(fewer->steps.front().checkError->kafkaCode), 37);
    const auto plan = preview(AddPartitions{name, 5});
    WEIR_VERIFY_RESULT(plan);
    QCOMPARE(plan->steps.front().check, PlanStep::Check::Passed);
    QVERIFY(warnsOf(plan->steps.front(), PlanWarning::Kind::KeysMove));
    QCOMPARE(*differenceOf(plan->steps.front(), QStringLiteral("partitions"))->before, QStringLiteral("2"));
    QVERIFY(await(m_session->changes().apply(*plan))->ok());
    QTRY_COMPARE_WITH_TIMEOUT(await(m_session->cluster().topic(name))->topic.partitions.size(), std::size_t(5), 20'000);
}

void TestContractCluster::deleteRecords()
{
    const QString name = makeTopic(1);
    QVERIFY(produce(name, 0, 10));
    const auto plan = preview(DeleteRecords{name, {{0, 4}}});
    WEIR_VERIFY_RESULT(plan);
    const PlanStep &step = plan->steps.front();
    const auto lost = std::find_if(step.warnings.begin(), step.warnings.end(), [](const auto &w) { return w.kind == PlanWarning::Kind::RecordsLost; });
    QVERIFY(lost != step.warnings.end());
    QCOMPARE(lost->records, std::optional<qint64>(4));
    QVERIFY(await(m_session->changes().apply(*plan))->ok());
    const auto detail = await(m_session->cluster().topic(name));
    WEIR_VERIFY_RESULT(detail);
    QCOMPARE(detail->topic.partitions.front().logStart, std::optional<qint64>(4));
    QCOMPARE(detail->topic.records(), std::optional<qint64>(6));
    QVERIFY(apply(DeleteRecords{name, {{0, -1}}}).has_value());
    QCOMPARE(await(m_session->cluster().topic(name))->topic.records(), std::optional<qint64>(0));
    const auto beyond = apply(DeleteRecords{name, {{0, 99}}});
    QCOMPARE(int(beyond.error().kafkaCode), 1);
}

void TestContractCluster::deleteTopic()
{
    const QString name = makeTopic(1);
    QVERIFY(produce(name, 0, 3));
    const auto plan = preview(DeleteTopic{name});
    WEIR_VERIFY_RESULT(plan);
    QVERIFY(!plan->undoable());
    QVERIFY(warnsOf(plan->steps.front(), PlanWarning::Kind::RecordsLost));
    QVERIFY(await(m_session->changes().apply(*plan))->ok());
    QTRY_VERIFY_WITH_TIMEOUT(!await(m_session->cluster().topic(name)).has_value(), 20'000);
    const auto again = apply(DeleteTopic{name});
    QCOMPARE(int(again.error().kafkaCode), 3);
}

void TestContractCluster::shorterRetentionTellsWhatGoes()
{
    constexpr qint64 hourMs = 3600'000;
    const QString topic = makeTopic(1);
    const QString id = ClusterUnderTest::fresh("group");
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int i = 0; i < 10; ++i) {
        ProduceRecord record;
        record.topic = topic;
        record.partition = 0;
        record.value = QByteArray(100, 'x');
        record.timestampMs = i < 6 ? now - 2 * hourMs : now;
        QVERIFY(await(m_session->producer().send(record)));
    }
    {
        Consumer consumer(m_cluster.bootstrap(), id, topic, QStringLiteral("slow"));
        QVERIFY(consumer.read(10));
        QVERIFY(consumer.commit(topic, 0, 4));
    }
    const auto warningOf = [&](const char *setting, qint64 value) -> std::optional<PlanWarning> {
        const auto plan = preview(AlterTopicConfig{topic, {{QLatin1String(setting), QString::number(value)}}});
        if (!plan)
            return std::nullopt;
        for (const PlanWarning &warning : plan->steps.front().warnings) {
            if (warning.kind == PlanWarning::Kind::ShorterRetention)
                return warning;
        }
        return std::nullopt;
    };
    const auto hour = warningOf("retention.ms", hourMs);
    QVERIFY(hour);
    QCOMPARE(hour->records, std::optional<qint64>(6));
    QVERIFY(hour->bytes && *hour->bytes > 600 && *hour->bytes < 2000);
    QCOMPARE(hour->names, QStringList{id}); // two of them it has not read
    const auto sixHours = warningOf("retention.ms", 6 * hourMs);
    QVERIFY(sixHours);
    QCOMPARE(sixHours->records, std::optional<qint64>(0));
    QVERIFY(sixHours->names.isEmpty());
    const auto nothing = warningOf("retention.bytes", 0);
    QVERIFY(nothing);
    QCOMPARE(nothing->records, std::optional<qint64>(10));
    QVERIFY(!warningOf("retention.bytes", -1));
    QVERIFY(apply(DeleteGroup{id}).has_value());
}

void TestContractCluster::groupWithMembersAndLag()
{
    const QString topic = makeTopic(2);
    const QString id = ClusterUnderTest::fresh("group");
    QVERIFY(produce(topic, 0, 10));
    {
        Consumer consumer(m_cluster.bootstrap(), id, topic, QStringLiteral("the-client"));
        QVERIFY(consumer.read(10));
        QVERIFY(consumer.commit(topic, 0, 4));
        const auto group = await(m_session->groups().group(id));
        WEIR_VERIFY_RESULT(group);
        QCOMPARE(group->state, GroupState::Stable);
        QCOMPARE(group->type, QStringLiteral("classic"));
        QCOMPARE(group->protocolType, QStringLiteral("consumer"));
        QVERIFY(!group->protocol.isEmpty());
        QCOMPARE(group->members.size(), std::size_t(1));
        QCOMPARE(group->members.front().clientId, QStringLiteral("the-client"));
        QCOMPARE(group->members.front().assignment.size(), 2);
        QVERIFY(group->coordinator >= 0);
        QCOMPARE(group->partitions.size(), std::size_t(2));
        const PartitionLag &first = group->partitions[0];
        QCOMPARE(first.state, LagState::Normal);
        QCOMPARE(first.committed, std::optional<qint64>(4));
        QCOMPARE(first.lag, std::optional<qint64>(6));
        QCOMPARE(first.clientId, QStringLiteral("the-client"));
        QCOMPARE(group->partitions[1].state, LagState::NeverCommitted);
        QVERIFY(!group->partitions[1].lag);

        const auto snapshot = await(m_session->cluster().snapshot({}));
        WEIR_VERIFY_RESULT(snapshot);
        const Group *listed = (*snapshot)->group(id);
        QVERIFY(listed);
        QCOMPARE(listed->totalLag(), std::optional<qint64>(6));
        QCOMPARE(listed->members, group->members);
        QCOMPARE(await(m_session->cluster().topic(topic))->groups, QStringList{id});
        const auto reading = await(m_session->groups().groupsOf(topic));
        WEIR_VERIFY_RESULT(reading);
        QCOMPARE(reading->size(), std::size_t(1));

        const auto refused = apply(DeleteGroup{id});
        QCOMPARE(int(refused.error().kafkaCode), 68);
        const auto plan = preview(DeleteTopic{topic});
        WEIR_VERIFY_RESULT(plan);
        QVERIFY(warnsOf(plan->steps.front(), PlanWarning::Kind::GroupsReading));
    }
    QTRY_COMPARE_WITH_TIMEOUT(await(m_session->groups().group(id))->state, GroupState::Empty, 20'000);
    QCOMPARE(await(m_session->groups().group(id))->partitions.front().committed, std::optional<qint64>(4));
    // The records that it had not read go: its place is before the log start now.
    QVERIFY(apply(DeleteRecords{topic, {{0, 7}}}).has_value());
    const auto expired = await(m_session->groups().group(id));
    WEIR_VERIFY_RESULT(expired);
    QCOMPARE(expired->partitions.front().state, LagState::Expired);
    QCOMPARE(expired->partitions.front().lost, 3);
    QCOMPARE(expired->partitions.front().lag, std::optional<qint64>(3));
    QVERIFY(apply(DeleteGroup{id}).has_value());
    const auto gone = await(m_session->groups().group(id));
    QVERIFY(!gone || gone->state == GroupState::Dead);
}

void TestContractCluster::readOnlySession()
{
    const QString topic = makeTopic(1);
    const auto session = m_cluster.open(true);
    const QString name = ClusterUnderTest::fresh("never");
    const auto plan = await(session->changes().preview({CreateTopic{name, 1, 1, {}}, DeleteTopic{topic}}));
    WEIR_VERIFY_RESULT(plan);
    QVERIFY(plan->readOnly);
    const std::size_t lines = m_cluster.audit().size();
    const auto outcome = await(session->changes().apply(*plan));
    WEIR_VERIFY_RESULT(outcome);
    QCOMPARE(outcome->steps[0].state, PlanOutcome::Step::State::Failed);
    QCOMPARE(outcome->steps[0].error->kind, base::ErrorKind::Refused);
    QCOMPARE(outcome->steps[1].state, PlanOutcome::Step::State::NotTried);
    QCOMPARE(m_cluster.audit().size(), lines + 1);
    ProduceRecord record;
    record.topic = topic;
    record.value = QByteArray("x");
    QCOMPARE(await(session->producer().send(record)).error().kind, base::ErrorKind::Refused);
    QCOMPARE(m_cluster.audit().size(), lines + 2);
    QVERIFY(m_cluster.audit().back().error.contains(QStringLiteral("read-only")));
    QCOMPARE(await(session->cluster().topic(topic))->topic.records(), std::optional<qint64>(0));
    QVERIFY(!await(session->cluster().topic(name)).has_value());
    // Nothing that writes has left: reading requests only.
    for (const auto &entry : session->requestLog())
        QVERIFY2(!entry.name.startsWith(QStringLiteral("Create")) && !entry.name.startsWith(QStringLiteral("Delete")), qPrintable(entry.name));
}

void TestContractCluster::productionSession()
{
    const QString topic = makeTopic(1);
    const auto session = m_cluster.open(false, true);
    const QString name = ClusterUnderTest::fresh("confirmed");
    auto plan = await(session->changes().preview({CreateTopic{name, 1, 1, {}}}));
    WEIR_VERIFY_RESULT(plan);
    QVERIFY(plan->production);
    const QString cluster = plan->cluster;
    // What the caller makes of the plan changes nothing: the service knows its profile.
    plan->production = false;
    plan->cluster = QStringLiteral("a test cluster");
    ProduceRecord record;
    record.topic = topic;
    record.value = QByteArray("x");
    for (const QString &wrong : {QString(), plan->cluster, name, cluster.toUpper()}) {
        const std::size_t lines = m_cluster.audit().size();
        const auto outcome = await(session->changes().apply(*plan, wrong));
        WEIR_VERIFY_RESULT(outcome);
        QCOMPARE(outcome->steps[0].state, PlanOutcome::Step::State::Failed);
        QCOMPARE(outcome->steps[0].error->kind, base::ErrorKind::Refused);
        QCOMPARE(m_cluster.audit().size(), lines + 1);
        QVERIFY(!m_cluster.audit().back().ok);
        const auto sent = await(session->producer().send(record, wrong));
        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, base::ErrorKind::Refused);
        const AuditEntry line = m_cluster.audit().back();
        QCOMPARE(line.action, QStringLiteral("record.produce"));
        QVERIFY(!line.ok);
        QVERIFY(line.error.contains(QStringLiteral("not-confirmed")));
    }
    QVERIFY(!await(session->cluster().topic(name)).has_value());
    QCOMPARE(await(session->cluster().topic(topic))->topic.records(), std::optional<qint64>(0));

    const auto outcome = await(session->changes().apply(*plan, cluster));
    WEIR_VERIFY_RESULT(outcome);
    QVERIFY(outcome->ok());
    WEIR_VERIFY_RESULT(await(session->producer().send(record, cluster)));
    QTRY_COMPARE(await(session->cluster().topic(topic))->topic.records(), std::optional<qint64>(1));
}

void TestContractCluster::connectionReport()
{
    kafka::KafkaSessionFactory factory({});
    Profile profile;
    profile.properties.insert(QStringLiteral("bootstrap.servers"), m_cluster.bootstrap());
    const auto good = await(factory.test(profile, {}));
    WEIR_VERIFY_RESULT(good);
    QVERIFY(good->ok());
    QVERIFY(good->brokers >= 1);
    QVERIFY(!good->clusterId.isEmpty() && !good->version.isEmpty());
    profile.properties.insert(QStringLiteral("bootstrap.servers"), QString(QStringLiteral("127.0.0.1:1,") + m_cluster.bootstrap()));
    const auto half = await(factory.test(profile, {}));
    WEIR_VERIFY_RESULT(half);
    QVERIFY(!half->ok());
    QVERIFY(!half->clusterId.isEmpty()); // the other address was enough
    profile.properties.insert(QStringLiteral("security.protocol"), QStringLiteral("SSL"));
    profile.properties.insert(QStringLiteral("bootstrap.servers"), m_cluster.bootstrap().split(QLatin1Char(',')).first());
    const auto tls = await(factory.test(profile, {}));
    WEIR_VERIFY_RESULT(tls);
    QCOMPARE(tls->steps.back().name, QStringLiteral("tls"));
    QVERIFY(!tls->steps.back().ok);
}

void TestContractCluster::unknownNames()
{
    QCOMPARE(await(m_session->cluster().topic(QStringLiteral("no-such-topic"))).error().kind, base::ErrorKind::NotFound);
    QCOMPARE(await(m_session->cluster().broker(4711)).error().kind, base::ErrorKind::NotFound);
    const auto group = await(m_session->groups().group(QStringLiteral("no-such-group")));
    QVERIFY(!group || group->state == GroupState::Dead);
    // Asking has not made it.
    QVERIFY(!await(m_session->cluster().topic(QStringLiteral("no-such-topic"))).has_value());
}

void TestContractCluster::clusterWithADeadBroker()
{
    if (!m_cluster.isSandbox())
        QSKIP("needs a cluster whose brokers can be killed");
    const QString name = ClusterUnderTest::fresh("spread");
    QVERIFY(apply(CreateTopic{name, 3, 3, {}}).has_value());
    QVERIFY(QTest::qWaitFor([&] { return await(m_session->cluster().topic(name)).has_value(); }, 20'000));
    QVERIFY(m_cluster.control({QStringLiteral("broker.kill"), QStringLiteral("broker=3")}));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().kind, api::ConnectionState::Kind::Partial, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(await(m_session->cluster().topic(name)).has_value() && await(m_session->cluster().topic(name))->topic.underReplicated() == 3, 60'000);
    const auto taken = await(m_session->cluster().snapshot({}));
    WEIR_VERIFY_RESULT(taken);
    QVERIFY((*taken)->topic(name));
    const Broker *dead = (*taken)->broker(3);
    QVERIFY(dead);
    QVERIFY(!dead->alive);
    QVERIFY(m_cluster.control({QStringLiteral("broker.start"), QStringLiteral("broker=3")}));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().kind, api::ConnectionState::Kind::Connected, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(await(m_session->cluster().topic(name))->topic.underReplicated(), 0, 60'000);
}

QTEST_GUILESS_MAIN(TestContractCluster)
#include "tst_contract_cluster.moc"
