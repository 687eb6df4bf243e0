// SPDX-License-Identifier: GPL-3.0-or-later
// What the controller answers about the cluster itself: features, the quorum, snapshots, brokers taken out of it, and the
// settings of groups and of clients' metrics.
#include "tests/sandbox/metadata/controller_fixture.h"

#include "backend/sandbox/metadata/resource_configs.h"
#include "backend/wire/messages/describe_quorum.h"
#include "backend/wire/messages/fetch_snapshot.h"
#include "backend/wire/messages/unregister_broker.h"
#include "backend/wire/messages/update_features.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using std::chrono::seconds;

namespace {

constexpr std::int8_t kUpgrade = 1;
constexpr std::int8_t kSafe = 2;
constexpr std::int8_t kUnsafe = 3;

wire::UpdateFeaturesResponse update(Cluster &m, const std::string &name, int level, std::int8_t type, bool validateOnly = false,
                                    std::int16_t version = 2)
{
    wire::UpdateFeaturesRequest request;
    request.validateOnly = validateOnly;
    auto &one = request.featureUpdates.emplace_back();
    one.feature = name;
    one.maxVersionLevel = static_cast<std::int16_t>(level);
    one.upgradeType = type;
    return m.ask<wire::UpdateFeaturesResponse>(request, version);
}

wire::DescribeQuorumResponse quorum(Cluster &m, const std::string &topic = "__cluster_metadata")
{
    wire::DescribeQuorumRequest request;
    auto &one = request.topics.emplace_back();
    one.topicName = topic;
    one.partitions.emplace_back();
    return m.ask<wire::DescribeQuorumResponse>(request);
}

wire::FetchSnapshotResponse::PartitionSnapshot piece(Cluster &m, std::int64_t endOffset, std::int32_t epoch, std::int64_t position,
                                                     std::int32_t maxBytes)
{
    wire::FetchSnapshotRequest request;
    request.clusterId = m.controller->clusterId();
    request.maxBytes = maxBytes;
    auto &topic = request.topics.emplace_back();
    topic.name = "__cluster_metadata";
    auto &one = topic.partitions.emplace_back();
    one.currentLeaderEpoch = m.controller->leaderEpoch();
    one.snapshotId.endOffset = endOffset;
    one.snapshotId.epoch = epoch;
    one.position = position;
    return m.ask<wire::FetchSnapshotResponse>(request).topics.at(0).partitions.at(0);
}

/// As a broker that works with those levels; it stays fenced.
void enrolWith(Cluster &m, std::int32_t id, std::vector<std::tuple<std::string, int, int>> features)
{
    wire::BrokerRegistrationRequest request;
    request.brokerId = id;
    request.clusterId = m.controller->clusterId();
    request.incarnationId.bytes[0] = static_cast<std::uint8_t>(id);
    request.listeners.emplace_back().name = "PLAINTEXT";
    for (const auto &[name, min, max] : features) {
        auto &feature = request.features.emplace_back();
        feature.name = name;
        feature.minSupportedVersion = static_cast<std::int16_t>(min);
        feature.maxSupportedVersion = static_cast<std::int16_t>(max);
    }
    COMPARE_CODE(m.ask<wire::BrokerRegistrationResponse>(request).errorCode, KafkaError::None);
}

} // namespace

class TestControllerCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void featuresGoUpAndDown()
    {
        Cluster m;
        m.options.features = {{"metadata.version", 29}, {"transaction.version", 2}};
        MUST_DO(m.start());
        enrolWith(m, 1, {{"group.version", 0, 1}, {"metadata.version", 7, 29}, {"transaction.version", 0, 2}});
        const std::int64_t before = m.image()->offset();
        COMPARE_CODE(update(m, "group.version", 1, kUpgrade, true).errorCode, KafkaError::None);
        QCOMPARE(m.image()->offset(), before); // a rehearsal
        COMPARE_CODE(update(m, "group.version", 1, kUpgrade).errorCode, KafkaError::None);
        QCOMPARE(int(m.image()->feature("group.version")), 1);
        COMPARE_CODE(update(m, "transaction.version", 0, kSafe).errorCode, KafkaError::None);
        QCOMPARE(int(m.image()->feature("transaction.version")), 0);
        COMPARE_CODE(update(m, "metadata.version", 25, kSafe).errorCode, KafkaError::None);
        // What was decided stands on the next start too, whatever a new cluster would begin with.
        MUST_DO(m.restart());
        QCOMPARE(int(m.image()->feature("group.version")), 1);
        QCOMPARE(int(m.image()->feature("transaction.version")), 0);
        QCOMPARE(int(m.image()->feature("metadata.version")), 25);
        // A feature that this build is new to is finalized where nothing was said of it.
        m.options.features.emplace("share.version", std::int16_t{1});
        MUST_DO(m.restart());
        QCOMPARE(int(m.image()->feature("share.version")), 1);
    }

    void featuresAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, int level, std::int8_t type, const char *words) {
            QTest::addRow("%s %d %d", name, level, type) << name << level << int(type) << words;
        };
        row("metadata.version", 22, kUpgrade,
            "Invalid update version 22 for feature metadata.version. Can't downgrade the version of this feature without setting the "
            "upgrade type to either safe or unsafe downgrade.");
        row("metadata.version", 22, kSafe,
            "Unsupported metadata.version downgrade from 29 to 22. Refusing to perform the requested downgrade because it might delete "
            "metadata information.");
        row("metadata.version", 22, kUnsafe,
            "Unsupported metadata.version downgrade from 29 to 22. Unsafe metadata downgrade is not supported in this version.");
        row("metadata.version", 99, kUpgrade,
            "Invalid update version 99 for feature metadata.version. Local controller 3000 only supports versions 7-29");
        row("group.version", 2, kUpgrade, "Invalid update version 2 for feature group.version. Local controller 3000 only supports versions 0-1");
        row("group.version", 1, kUpgrade, "Invalid update version 1 for feature group.version. Broker 1 does not support this feature.");
        row("transaction.version", 2, kUpgrade, "Invalid update version 2 for feature transaction.version. Broker 1 only supports versions 0-1");
        row("transaction.version", 1, kSafe, "Invalid update version 1 for feature transaction.version. Can't downgrade to a newer version.");
        row("transaction.version", 1, 7,
            "Invalid update version 1 for feature transaction.version. The controller does not support the given upgrade type.");
        row("transaction.version", -1, kSafe, "Invalid update version -1 for feature transaction.version. A feature version cannot be less than 0.");
        row("nothing.version", 1, kUpgrade, "Invalid update version 1 for feature nothing.version. Local controller 3000 does not support this feature.");
        row("nothing.version", 0, kSafe, "Invalid update version 0 for feature nothing.version. Feature nothing.version not found.");
    }
    void featuresAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(int, level);
        QFETCH(int, type);
        QFETCH(QString, words);
        Cluster m;
        m.options.features = {{"metadata.version", 29}};
        MUST_DO(m.start());
        enrolWith(m, 1, {{"metadata.version", 7, 29}, {"transaction.version", 0, 1}});
        const std::int64_t before = m.image()->offset();
        const auto answer = update(m, name.toStdString(), level, static_cast<std::int8_t>(type));
        COMPARE_CODE(answer.errorCode, KafkaError::InvalidUpdateVersion);
        QCOMPARE(QString::fromStdString(answer.errorMessage.value_or("")),
                 QStringLiteral("The update failed for all features since the following feature had an error: ") + words);
        QCOMPARE(m.image()->offset(), before);
    }

    void oneBadFeatureRefusesAll()
    {
        Cluster m;
        m.options.features = {{"metadata.version", 29}, {"transaction.version", 2}};
        MUST_DO(m.start());
        wire::UpdateFeaturesRequest request;
        for (const int level : {1, 9}) {
            auto &one = request.featureUpdates.emplace_back();
            one.feature = level == 1 ? "group.version" : "transaction.version";
            one.maxVersionLevel = static_cast<std::int16_t>(level);
        }
        COMPARE_CODE(m.ask<wire::UpdateFeaturesResponse>(request).errorCode, KafkaError::InvalidUpdateVersion);
        QCOMPARE(int(m.image()->feature("group.version")), 0);
        // Older versions answer feature by feature where all is well.
        const auto answer = update(m, "group.version", 1, kUpgrade, false, 1);
        COMPARE_CODE(answer.errorCode, KafkaError::None);
        QCOMPARE(answer.results.size(), std::size_t(1));
        QCOMPARE(answer.results.front().feature, std::string("group.version"));
    }

    void quorumTellsWhoFollows()
    {
        Cluster m;
        MUST_DO(m.start());
        m.join(1);
        COMPARE_CODE(quorum(m, "orders").topics.at(0).partitions.at(0).errorCode, KafkaError::UnknownTopicOrPartition);
        const auto fetch = [&](std::int64_t offset) {
            auto request = m.fetchRequest(offset, -1);
            request.replicaState.replicaId = 1;
            return m.ask<wire::FetchResponse>(request).responses.at(0).partitions.at(0).errorCode;
        };
        QCOMPARE(fetch(0), std::int16_t(0));
        auto answer = quorum(m);
        auto state = answer.topics.at(0).partitions.at(0);
        QCOMPARE(state.leaderId, 3000);
        QCOMPARE(state.leaderEpoch, m.controller->leaderEpoch());
        QCOMPARE(state.highWatermark, m.image()->offset() + 1);
        QCOMPARE(state.currentVoters.size(), std::size_t(1));
        QCOMPARE(state.currentVoters.at(0).logEndOffset, m.image()->offset() + 1);
        QCOMPARE(state.observers.size(), std::size_t(1));
        QCOMPARE(state.observers.at(0).replicaId, 1);
        QCOMPARE(state.observers.at(0).logEndOffset, std::int64_t(0));
        QCOMPARE(state.observers.at(0).lastFetchTimestamp, m.clock.wallMs());
        QCOMPARE(state.observers.at(0).lastCaughtUpTimestamp, std::int64_t(-1));
        QCOMPARE(answer.nodes.at(0).listeners.at(0).port, std::uint16_t(31300));
        const std::int64_t caughtUp = m.clock.wallMs();
        QCOMPARE(fetch(m.image()->offset() + 1), std::int16_t(0));
        m.live(seconds(3), {1});
        m.create("t", 1, 1);
        // Where the log had ended when it last asked: it had caught up by then.
        QCOMPARE(fetch(m.image()->offset() - 1), std::int16_t(0));
        state = quorum(m).topics.at(0).partitions.at(0);
        QCOMPARE(state.observers.at(0).lastCaughtUpTimestamp, caughtUp);
    }

    void unregisteredBrokersAreGone()
    {
        Cluster m;
        MUST_DO(m.start());
        m.join(1);
        m.join(2);
        m.createManual("t", {{2, 1}});
        QCOMPARE(m.partition("t").leader, 2);
        wire::UnregisterBrokerRequest request;
        request.brokerId = 9;
        const auto unknown = m.ask<wire::UnregisterBrokerResponse>(request);
        COMPARE_CODE(unknown.errorCode, KafkaError::BrokerIdNotRegistered);
        QCOMPARE(unknown.errorMessage.value_or(""), std::string("Broker ID 9 is not currently registered"));
        request.brokerId = 2;
        COMPARE_CODE(m.ask<wire::UnregisterBrokerResponse>(request).errorCode, KafkaError::None);
        QVERIFY(m.image()->broker(2) == nullptr);
        QCOMPARE(m.partition("t").leader, 1);
        COMPARE_CODE(m.beat(2).errorCode, KafkaError::BrokerIdNotRegistered);
        MUST_DO(m.restart());
        QVERIFY(m.image()->broker(2) == nullptr);
        m.join(2, {}, 9);
    }

    void snapshotsAreReadPieceByPiece()
    {
        Cluster m;
        m.options.settings = {{"metadata.log.max.record.bytes.between.snapshots", "2000"}};
        MUST_DO(m.start());
        m.join(1);
        m.set(ConfigResourceType::Group, "billing", "consumer.session.timeout.ms", "50000");
        for (int i = 0; i < 60; ++i)
            m.create("topic-" + std::to_string(i), 2, 1);
        // What the log no longer has, a snapshot has.
        const auto answer = m.ask<wire::FetchResponse>(m.fetchRequest(0, -1)).responses.at(0).partitions.at(0);
        QVERIFY(answer.snapshotId.endOffset > 50);
        QVERIFY(answer.logStartOffset > 0);
        base::Bytes content;
        std::int64_t size = 1;
        int pieces = 0;
        while (static_cast<std::int64_t>(content.size()) < size) {
            const auto part = piece(m, answer.snapshotId.endOffset, answer.snapshotId.epoch, static_cast<std::int64_t>(content.size()), 700);
            COMPARE_CODE(part.errorCode, KafkaError::None);
            size = part.size;
            const auto bytes = part.unalignedRecords.flatten();
            QVERIFY(bytes && !bytes->empty() && bytes->size() <= 700);
            content.insert(content.end(), bytes->begin(), bytes->end());
            ++pieces;
        }
        QVERIFY(pieces > 3);
        MetadataFollower follower;
        MUST_DO(follower.loadSnapshot(content, answer.snapshotId.endOffset, answer.snapshotId.epoch));
        m.follow(follower);
        QCOMPARE(follower.image()->offset(), m.image()->offset());
        QCOMPARE(follower.image()->topicCount(), std::size_t(60));
        QCOMPARE(follower.image()->configs(ConfigResourceType::Group, "billing").at("consumer.session.timeout.ms"), std::string("50000"));
        COMPARE_CODE(piece(m, answer.snapshotId.endOffset, answer.snapshotId.epoch, size, 700).errorCode, KafkaError::PositionOutOfRange);
        COMPARE_CODE(piece(m, answer.snapshotId.endOffset, answer.snapshotId.epoch, -1, 700).errorCode, KafkaError::PositionOutOfRange);
        COMPARE_CODE(piece(m, 3, 1, 0, 700).errorCode, KafkaError::SnapshotNotFound);
        // After a start the log goes on behind its snapshot.
        MUST_DO(m.restart());
        QCOMPARE(m.image()->topicCount(), std::size_t(60));
    }

    void settingsOfGroupsAndClientMetrics_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](ConfigResourceType type, const char *name, const char *value, KafkaError error, const char *words) {
            QTest::addRow("%s=%s", name, value) << int(type) << name << value << int(code(error)) << words;
        };
        const auto metrics = ConfigResourceType::ClientMetrics;
        const auto group = ConfigResourceType::Group;
        row(metrics, "interval.ms", "100", KafkaError::None, "");
        row(metrics, "interval.ms", "99", KafkaError::InvalidRequest,
            "Invalid value 99 for interval.ms, interval must be between 100 and 3600000 (1 hour)");
        row(metrics, "interval.ms", "x", KafkaError::InvalidConfig, "Invalid value x for configuration interval.ms: Not a number of type INT");
        row(metrics, "nothing", "1", KafkaError::InvalidRequest, "Unknown client metrics configuration: nothing");
        row(metrics, "match", "client_id=x.*,client_software_name=java", KafkaError::None, "");
        row(metrics, "match", "foo=bar", KafkaError::InvalidConfig, "Illegal client matching pattern: foo=bar");
        row(metrics, "match", "client_id", KafkaError::InvalidConfig, "Illegal client matching pattern: client_id");
        row(metrics, "match", "client_id=[", KafkaError::InvalidConfig, "Illegal client matching pattern: client_id=[");
        row(metrics, "metrics", "org.apache.kafka.producer.,*", KafkaError::None, "");
        row(group, "consumer.session.timeout.ms", "50000", KafkaError::None, "");
        row(group, "consumer.session.timeout.ms", "1", KafkaError::InvalidConfig,
            "consumer.session.timeout.ms must be greater than or equal to group.consumer.min.session.timeout.ms");
        row(group, "consumer.heartbeat.interval.ms", "60000", KafkaError::InvalidConfig,
            "consumer.heartbeat.interval.ms must be less than or equal to group.consumer.max.heartbeat.interval.ms");
        row(group, "nothing", "1", KafkaError::InvalidConfig, "Unknown group config name: nothing");
        row(group, "streams.num.standby.replicas", "9", KafkaError::InvalidConfig,
            "streams.num.standby.replicas must be less than or equal to group.streams.max.standby.replicas");
        row(group, "share.auto.offset.reset", "earliest", KafkaError::None, "");
        row(group, "share.auto.offset.reset", "by_duration:P1DT2H3M4.5S", KafkaError::None, "");
        for (const char *wrong : {"foo", "by_duration:P", "by_duration:PT", "by_duration:P1H", "by_duration:1D", "by_duration:PT3M2H"})
            row(group, "share.auto.offset.reset", wrong, KafkaError::InvalidConfig, "Invalid value ");
        row(group, "share.isolation.level", "read_committed", KafkaError::None, "");
    }
    void settingsOfGroupsAndClientMetrics()
    {
        QFETCH(int, type);
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(int, code);
        QFETCH(QString, words);
        Cluster m;
        MUST_DO(m.start());
        const auto resource = static_cast<ConfigResourceType>(type);
        const auto answer = m.set(resource, "r", name.toStdString(), value.toStdString());
        QCOMPARE(int(answer.errorCode), code);
        QVERIFY2(QString::fromStdString(answer.errorMessage.value_or("")).startsWith(words), answer.errorMessage.value_or("").c_str());
        QCOMPARE(m.image()->configs(resource, "r").size(), std::size_t(code == 0 ? 1 : 0));
    }

    void settingsOfNobodyAreRefused()
    {
        Cluster m;
        MUST_DO(m.start());
        COMPARE_CODE(m.set(ConfigResourceType::Group, "", "consumer.session.timeout.ms", "50000").errorCode, KafkaError::InvalidRequest);
        COMPARE_CODE(m.set(ConfigResourceType::ClientMetrics, "", "interval.ms", "1000").errorCode, KafkaError::InvalidRequest);
        // Kafka appends to no list of these.
        const auto append = m.set(ConfigResourceType::ClientMetrics, "r", "metrics", "a.", wire::IncrementalAlterConfigsRequest::kAppend);
        COMPARE_CODE(append.errorCode, KafkaError::InvalidConfig);
        QCOMPARE(append.errorMessage.value_or(""), std::string("Can't APPEND to key metrics because its type is not LIST."));
    }

    void settingsTellWhereTheyComeFrom()
    {
        const ConfigMap statics{{"group.share.session.timeout.ms", "46000"}};
        const ConfigMap nothing;
        const BrokerConfigView broker(statics, nothing, nothing);
        const auto named = [](const std::vector<EffectiveConfig> &all, std::string_view name) {
            const auto found = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.name == name; });
            if (found == all.end())
                qFatal("no such setting");
            return *found;
        };
        const auto group = describeGroupConfigs(broker, {{"consumer.session.timeout.ms", "50000"}});
        QCOMPARE(group.size(), groupConfigDefs().size());
        QCOMPARE(named(group, "consumer.session.timeout.ms").value.value_or(""), std::string("50000"));
        QCOMPARE(named(group, "consumer.session.timeout.ms").source, ConfigSource::DynamicGroup);
        QCOMPARE(named(group, "consumer.session.timeout.ms").synonyms.size(), std::size_t(2));
        QCOMPARE(named(group, "share.session.timeout.ms").value.value_or(""), std::string("46000"));
        QCOMPARE(named(group, "share.session.timeout.ms").source, ConfigSource::StaticBroker);
        QCOMPARE(named(group, "share.auto.offset.reset").value.value_or(""), std::string("latest"));
        QCOMPARE(named(group, "share.auto.offset.reset").source, ConfigSource::Default);
        const auto metrics = describeClientMetricsConfigs({{"interval.ms", "5000"}});
        QCOMPARE(metrics.size(), std::size_t(3));
        QCOMPARE(named(metrics, "interval.ms").source, ConfigSource::DynamicClientMetrics);
        QCOMPARE(named(metrics, "match").source, ConfigSource::Default);
    }
};

QTEST_APPLESS_MAIN(TestControllerCluster)
#include "tst_controller_cluster.moc"
