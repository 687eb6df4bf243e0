// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "backend/wire/messages/add_partitions_to_txn.h"
#include "backend/wire/messages/api_versions.h"
#include "backend/wire/messages/describe_producers.h"
#include "backend/wire/messages/describe_transactions.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/list_transactions.h"
#include "backend/wire/messages/write_txn_markers.h"
#include "tests/sandbox/cluster/cluster_client.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

/// Transactions over sockets, request by request; clients of their own are in tests/interop.
class TestClusterTransactions : public QObject
{
    Q_OBJECT

    struct Producer {
        std::string id{};
        std::int64_t producerId = -1;
        std::int16_t epoch = -1;
        std::map<std::int32_t, std::int32_t> sequences{}; ///< by partition
        std::int32_t coordinator = -1;
    };
    static std::int32_t coordinatorOf(Client &client, const std::string &id)
    {
        std::int32_t node = -1;
        eventually([&] {
            wire::FindCoordinatorRequest request;
            request.keyType = 1;
            request.coordinatorKeys = {id};
            const auto response = client.call(std::move(request));
            if (response && !response->coordinators.empty() && response->coordinators.front().errorCode == 0)
                node = response->coordinators.front().nodeId;
            return node >= 0;
        });
        return node;
    }
    static Producer init(TestCluster &test, const std::string &id)
    {
        Producer producer;
        producer.id = id;
        Client any = test.client();
        eventually([&] {
            producer.coordinator = coordinatorOf(any, id);
            wire::InitProducerIdRequest request;
            request.transactionalId = id;
            request.transactionTimeoutMs = 60'000;
            const auto response = test.client(producer.coordinator).call(std::move(request));
            if (!response || response->errorCode != 0)
                return false;
            producer.producerId = response->producerId;
            producer.epoch = response->producerEpoch;
            return true;
        });
        return producer;
    }
    static wire::RecordBatchBuilder::Options batch(Producer &producer, int partition, int count)
    {
        wire::RecordBatchBuilder::Options options;
        options.producerId = producer.producerId;
        options.producerEpoch = producer.epoch;
        options.baseSequence = producer.sequences[partition];
        options.transactional = true;
        producer.sequences[partition] += count;
        return options;
    }
    static std::int16_t produce(TestCluster &test, Producer &producer, const std::string &topic, int partition, int from, int count, std::int16_t version = 12)
    {
        Client client = test.client(test.leaderOf(topic, partition));
        client.transactionalId = producer.id;
        client.produceVersion = version;
        const std::int32_t before = producer.sequences[partition];
        Client::Produced produced;
        eventually([&] {
            producer.sequences[partition] = before;
            produced = client.produce(topic, partition, numbered(from, count), -1, batch(producer, partition, count));
            return produced.error != base::code(KafkaError::ConcurrentTransactions) && produced.error != base::code(KafkaError::NotEnoughReplicas);
        });
        if (produced.error != 0)
            producer.sequences[partition] = before;
        return produced.error;
    }
    static std::int16_t end(TestCluster &test, Producer &producer, bool commit)
    {
        wire::EndTxnRequest request;
        request.transactionalId = producer.id;
        request.producerId = producer.producerId;
        request.producerEpoch = producer.epoch;
        request.committed = commit;
        const auto response = test.client(producer.coordinator).call(std::move(request));
        if (!response)
            return -1;
        if (response->errorCode == 0) {
            producer.producerId = response->producerId;
            producer.epoch = response->producerEpoch;
            producer.sequences.clear();
        }
        return response->errorCode;
    }
    static std::string state(TestCluster &test, const Producer &producer)
    {
        wire::DescribeTransactionsRequest request;
        request.transactionalIds = {producer.id};
        const auto response = test.client(producer.coordinator).call(std::move(request));
        return response ? response->transactionStates.front().transactionState : std::string();
    }

private Q_SLOTS:
    void clientsAreToldOfTheNewestVersion()
    {
        TestCluster test(1);
        START(test);
        wire::ApiVersionsRequest request;
        request.clientSoftwareName = "tests";
        request.clientSoftwareVersion = "1";
        const auto response = test.client().call(request, std::int16_t{4});
        QVERIFY(response.has_value());
        const auto &features = response->finalizedFeatures;
        const auto found = std::find_if(features.begin(), features.end(), [](const auto &feature) { return feature.name == "transaction.version"; });
        QVERIFY(found != features.end() && found->maxVersionLevel == 2);
    }

    void whatIsNotAddedIsRefused()
    {
        TestCluster test(1);
        START(test);
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 2, 1), std::int16_t{0});
        Producer producer = init(test, "tx");
        QVERIFY(producer.producerId >= 0);
        // Versions before 12 leave it to the client to add a partition, and know different words for that it did not.
        QCOMPARE(produce(test, producer, "t", 0, 0, 2, 9), base::code(KafkaError::InvalidTxnState));
        QCOMPARE(produce(test, producer, "t", 0, 0, 2, 11), base::code(KafkaError::TransactionAbortable));
        wire::AddPartitionsToTxnRequest add;
        add.v3AndBelowTransactionalId = "tx";
        add.v3AndBelowProducerId = producer.producerId;
        add.v3AndBelowProducerEpoch = producer.epoch;
        add.v3AndBelowTopics.push_back({"t", {0}, {}});
        QCOMPARE(client.call(add, std::int16_t{3})->resultsByTopicV3AndBelow.front().resultsByPartition.front().partitionErrorCode, std::int16_t{0});
        QCOMPARE(produce(test, producer, "t", 0, 0, 2, 9), std::int16_t{0});
        QCOMPARE(produce(test, producer, "t", 0, 2, 2, 11), std::int16_t{0});
        Producer other = init(test, "other");
        QCOMPARE(produce(test, other, "t", 1, 0, 2, 12), std::int16_t{0});
        QCOMPARE(state(test, other), std::string("Ongoing"));
        // Transactional records without a transactional id are nobody's.
        QCOMPARE(client.produce("t", 0, numbered(0, 1), -1, batch(producer, 0, 1)).error, base::code(KafkaError::TransactionalIdAuthorizationFailed));
    }

    void readersOfCommittedRecordsSeeOnlyThose()
    {
        TestCluster test(1);
        START(test);
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        Producer producer = init(test, "tx");
        QCOMPARE(produce(test, producer, "t", 0, 0, 3), std::int16_t{0});
        auto committed = client.fetch("t", 0, 0, 0, 1, true);
        QCOMPARE(committed.lastStableOffset, std::int64_t{0});
        QVERIFY(committed.values.empty() && committed.aborted && committed.aborted->empty());
        auto all = client.fetch("t", 0, 0);
        QVERIFY(all.values == numbered(0, 3) && !all.aborted);
        // Who waits for committed records is woken by the marker.
        auto waiting = std::async(std::launch::async, [&] { return test.client().fetch("t", 0, 0, 20'000, 1, true); });
        QCOMPARE(end(test, producer, true), std::int16_t{0});
        QVERIFY(waiting.get().values == numbered(0, 3));
        const std::int64_t aborting = producer.producerId;
        QCOMPARE(produce(test, producer, "t", 0, 3, 2), std::int16_t{0});
        QCOMPARE(end(test, producer, false), std::int16_t{0});
        QVERIFY(eventually([&] { return client.fetch("t", 0, 4, 0, 1, true).lastStableOffset == 7; }));
        committed = client.fetch("t", 0, 4, 0, 1, true);
        QCOMPARE(committed.aborted->size(), std::size_t{1});
        QCOMPARE(committed.aborted->front().producerId, aborting);
        QCOMPARE(committed.aborted->front().firstOffset, std::int64_t{4});
    }

    void anAdministratorEndsAHangingTransaction()
    {
        TestCluster test(1, {{"transaction.partition.verification.enable", "false"}});
        START(test);
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        // Records of a transaction that no coordinator has heard of: as a client's bug, before KIP-890, could leave them.
        Producer lost{"nobody", 77, 3, {}, -1};
        QCOMPARE(produce(test, lost, "t", 0, 0, 2, 9), std::int16_t{0});
        QCOMPARE(client.produce("t", 0, numbered(2, 1)).error, std::int16_t{0});
        QCOMPARE(client.fetch("t", 0, 0, 0, 1, true).lastStableOffset, std::int64_t{0});
        wire::DescribeProducersRequest describe;
        describe.topics.push_back({"t", {0}, {}});
        auto described = client.call(describe);
        QCOMPARE(described->topics.front().partitions.front().activeProducers.size(), std::size_t{1});
        const auto &found = described->topics.front().partitions.front().activeProducers.front();
        QVERIFY(found.producerId == 77 && found.producerEpoch == 3 && found.currentTxnStartOffset == 0 && found.lastSequence == 1);
        wire::WriteTxnMarkersRequest abort;
        auto &marker = abort.markers.emplace_back();
        marker.producerId = 77;
        marker.producerEpoch = 3;
        marker.topics.push_back({"t", {0, 9}, {}});
        const auto written = client.call(abort, std::int16_t{1});
        std::map<std::int32_t, std::int16_t> codes;
        for (const auto &partition : written->markers.front().topics.front().partitions)
            codes[partition.partitionIndex] = partition.errorCode;
        QCOMPARE(codes[0], std::int16_t{0});
        QCOMPARE(codes[9], base::code(KafkaError::UnknownTopicOrPartition));
        const auto after = client.fetch("t", 0, 0, 0, 1, true);
        QCOMPARE(after.lastStableOffset, std::int64_t{4});
        QCOMPARE(after.aborted->size(), std::size_t{1});
        described = client.call(describe);
        QCOMPARE(described->topics.front().partitions.front().activeProducers.front().currentTxnStartOffset, std::int64_t{-1});
    }

    void markersReachEveryBrokerAndWaitForTheDead()
    {
        TestCluster test(3);
        START(test);
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 6, 3), std::int16_t{0});
        Producer producer = init(test, "tx");
        std::set<std::int32_t> leaders;
        for (int partition = 0; partition < 6; ++partition) {
            QVERIFY(eventually([&] { return test.leaderOf("t", partition) > 0; }));
            leaders.insert(test.leaderOf("t", partition));
            QCOMPARE(produce(test, producer, "t", partition, partition * 10, 2), std::int16_t{0});
        }
        QCOMPARE(leaders.size(), std::size_t{3});
        // A leader that does not coordinate goes; the decision stands, and its partitions get their markers from who leads next.
        std::int32_t victim = 1;
        while (victim == producer.coordinator)
            ++victim;
        QVERIFY(test.cluster->killBroker(victim).has_value());
        QCOMPARE(end(test, producer, true), std::int16_t{0});
        QVERIFY(eventually([&] { return state(test, producer) == "CompleteCommit"; }));
        for (int partition = 0; partition < 6; ++partition) {
            QVERIFY(eventually([&] {
                const std::int32_t leader = test.leaderOf("t", partition);
                return leader > 0 && leader != victim && test.client(leader).fetch("t", partition, 0, 0, 1, true).values == numbered(partition * 10, 2);
            }));
        }
    }

    void theNextLeaderCoordinatesOn()
    {
        TestCluster test(3);
        START(test);
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
        Producer producer = init(test, "tx");
        QCOMPARE(produce(test, producer, "t", 0, 0, 2), std::int16_t{0});
        QVERIFY(test.cluster->killBroker(producer.coordinator).has_value());
        const std::int32_t old = producer.coordinator;
        const std::int32_t alive = old == 1 ? 2 : 1;
        QVERIFY(eventually([&] {
            Client any = test.client(alive);
            producer.coordinator = coordinatorOf(any, "tx");
            return producer.coordinator > 0 && producer.coordinator != old && state(test, producer) == "Ongoing";
        }));
        QVERIFY(eventually([&] { return end(test, producer, true) == 0; }));
        QVERIFY(eventually([&] {
            const std::int32_t leader = test.leaderOf("t", 0);
            return leader > 0 && leader != old && test.client(leader).fetch("t", 0, 0, 0, 1, true).values == numbered(0, 2);
        }));
    }
};

QTEST_GUILESS_MAIN(TestClusterTransactions)
#include "tst_cluster_transactions.moc"
