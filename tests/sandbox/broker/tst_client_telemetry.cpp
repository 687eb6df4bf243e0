// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/client_telemetry.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/compression.h"
#include "backend/wire/messages/metadata_records.h"

#include <QtTest/QTest>

using namespace weir;
using namespace weir::sandbox;
using base::KafkaError;
using std::chrono::milliseconds;

namespace {

constexpr std::int32_t kMaxBytes = 10'000;

/// One field with a length.
std::string field(int number, const std::string &payload)
{
    std::string bytes(1, static_cast<char>(number << 3 | 2));
    for (std::size_t left = payload.size(); ; left >>= 7) {
        bytes += static_cast<char>(left < 0x80 ? left : (left & 0x7F) | 0x80);
        if (left < 0x80)
            break;
    }
    return bytes + payload;
}

/// OTLP with a gauge of two points and a sum of one.
base::Bytes document()
{
    const std::string gauge = field(1, "org.apache.kafka.producer.a") + field(5, field(1, "x") + field(1, "y"));
    const std::string sum = field(1, "org.apache.kafka.producer.b") + field(7, field(1, "z") + std::string("\x10\x01", 2));
    const std::string text = field(1, field(1, "resource") + field(2, field(1, "scope") + field(2, gauge) + field(2, sum)));
    return {text.begin(), text.end()};
}

struct Telemetry {
    base::ManualClock clock;
    Random random{7};
    ClientTelemetry telemetry{clock, random};
    ImagePtr image = std::make_shared<const MetadataImage>();
    std::int64_t offset = 0;
    Session session;

    Telemetry()
    {
        session.clientId = "shop";
        session.clientHost = "/10.1.2.3";
        session.clientPort = 4711;
        session.clientSoftwareName = "apache-kafka-java";
        session.clientSoftwareVersion = "4.3.1";
    }
    void set(const std::string &subscription, const std::string &name, const std::optional<std::string> &value)
    {
        ImageBuilder builder(image);
        wire::ConfigRecord record;
        record.resourceType = static_cast<std::int8_t>(ConfigResourceType::ClientMetrics);
        record.resourceName = subscription;
        record.name = name;
        record.value = value;
        QVERIFY(builder.apply(record, offset++, 1));
        const ImageUpdate update = builder.finish();
        image = update.image;
        telemetry.onImage(update);
    }
    wire::GetTelemetrySubscriptionsResponse get(const base::Uuid &id = {})
    {
        wire::GetTelemetrySubscriptionsRequest request;
        request.clientInstanceId = id;
        return telemetry.subscribe(request, session, kMaxBytes);
    }
    int push(const base::Uuid &id, std::int32_t subscription, const base::Bytes &metrics, bool terminating = false,
             wire::Compression codec = wire::Compression::None)
    {
        wire::PushTelemetryRequest request;
        request.clientInstanceId = id;
        request.subscriptionId = subscription;
        request.metrics = metrics;
        request.terminating = terminating;
        request.compressionType = static_cast<std::int8_t>(codec);
        return telemetry.push(request, session, kMaxBytes).errorCode;
    }
    void wait(int ms) { clock.advance(milliseconds(ms)); }
};

int c(KafkaError error)
{
    return code(error);
}

} // namespace

class TestClientTelemetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutASubscriptionNothingIsAsked()
    {
        Telemetry t;
        const auto answer = t.get();
        QCOMPARE(int(answer.errorCode), 0);
        QVERIFY(!answer.clientInstanceId.isZero());
        QVERIFY(answer.requestedMetrics.empty());
        QCOMPARE(answer.pushIntervalMs, 300'000);
        QCOMPARE(answer.telemetryMaxBytes, kMaxBytes);
        QCOMPARE(answer.acceptedCompressionTypes, (std::vector<std::int8_t>{4, 3, 1, 2}));
        QVERIFY(answer.deltaTemporality);
    }

    void subscriptionsAreThoseThatMatch()
    {
        Telemetry t;
        t.set("java", "metrics", "org.apache.kafka.producer.");
        t.set("java", "match", "client_software_name=.*java,client_source_address=10\\..*,client_source_port=4711");
        t.set("java", "interval.ms", "20000");
        t.set("other", "metrics", "*");
        t.set("other", "match", "client_id=sho");
        auto answer = t.get();
        QCOMPARE(answer.requestedMetrics, (std::vector<std::string>{"org.apache.kafka.producer."}));
        QCOMPARE(answer.pushIntervalMs, 20'000);
        const base::Uuid id = answer.clientInstanceId;
        const std::int32_t before = answer.subscriptionId;
        // A change reaches the client at once: it need not wait for its interval to hear of it.
        t.set("other", "match", "client_id=sho.*");
        t.set("other", "interval.ms", "5000");
        answer = t.get(id);
        QCOMPARE(int(answer.errorCode), 0);
        QCOMPARE(answer.requestedMetrics, std::vector<std::string>{""});
        QCOMPARE(answer.pushIntervalMs, 5'000);
        QVERIFY(answer.subscriptionId != before);
        t.set("other", "metrics", {});
        t.set("other", "match", {});
        t.set("other", "interval.ms", {});
        QCOMPARE(t.get(id).subscriptionId, before);
    }

    void pushesAreKept()
    {
        Telemetry t;
        t.set("all", "metrics", "*");
        t.set("all", "interval.ms", "1000");
        const auto told = t.get();
        const base::Uuid id = told.clientInstanceId;
        for (const auto codec : {wire::Compression::None, wire::Compression::Gzip, wire::Compression::Snappy, wire::Compression::Lz4, wire::Compression::Zstd}) {
            QCOMPARE(t.push(id, told.subscriptionId, *wire::compress(codec, document()), false, codec), 0);
            t.wait(1000);
        }
        const auto clients = t.telemetry.clients();
        QCOMPARE(clients.size(), std::size_t(1));
        QCOMPARE(clients.at(0).clientId, std::string("shop"));
        QCOMPARE(clients.at(0).software, std::string("apache-kafka-java 4.3.1"));
        QCOMPARE(clients.at(0).address, std::string("10.1.2.3"));
        QCOMPARE(clients.at(0).pushes, std::int64_t(5));
        QCOMPARE(clients.at(0).last.metrics, std::int64_t(2));
        QCOMPARE(clients.at(0).last.dataPoints, std::int64_t(3));
        QVERIFY(clients.at(0).last.names.contains("org.apache.kafka.producer.a"));
        QCOMPARE(clients.at(0).lastPushMs, t.clock.wallMs() - 1000);
    }

    void whoComesTooEarlyWaits()
    {
        Telemetry t;
        t.set("all", "metrics", "*");
        t.set("all", "interval.ms", "1000");
        const auto told = t.get();
        const base::Uuid id = told.clientInstanceId;
        QCOMPARE(int(t.get(id).errorCode), c(KafkaError::ThrottlingQuotaExceeded));
        QCOMPARE(t.push(id, told.subscriptionId, document()), 0);
        QCOMPARE(t.push(id, told.subscriptionId, document()), c(KafkaError::ThrottlingQuotaExceeded));
        t.wait(999);
        QCOMPARE(t.push(id, told.subscriptionId, document()), c(KafkaError::ThrottlingQuotaExceeded));
        t.wait(1);
        QCOMPARE(t.push(id, told.subscriptionId, document()), 0);
        // The last one of all may come at any time, and nothing after it.
        QCOMPARE(t.push(id, told.subscriptionId, {}, true), 0);
        t.wait(5000);
        QCOMPARE(t.push(id, told.subscriptionId, document()), c(KafkaError::InvalidRequest));
    }

    void badPushesAreRefused()
    {
        Telemetry t;
        t.set("all", "metrics", "*");
        t.set("all", "interval.ms", "1000");
        const auto told = t.get();
        const base::Uuid id = told.clientInstanceId;
        QCOMPARE(t.push({}, told.subscriptionId, document()), c(KafkaError::InvalidRequest));
        QCOMPARE(t.push(id, told.subscriptionId + 1, document()), c(KafkaError::UnknownSubscriptionId));
        // Who was told so may ask again before its time.
        QCOMPARE(int(t.get(id).errorCode), 0);
        QCOMPARE(t.push(id, told.subscriptionId, base::Bytes(kMaxBytes + 1)), c(KafkaError::TelemetryTooLarge));
        t.wait(1000);
        QCOMPARE(t.push(id, told.subscriptionId, document(), false, static_cast<wire::Compression>(9)), c(KafkaError::UnsupportedCompressionType));
        t.wait(1000);
        const base::Bytes bomb = *wire::compress(wire::Compression::Zstd, base::Bytes(ClientTelemetry::kMaxInflatedBytes + 1));
        QVERIFY(bomb.size() < std::size_t(kMaxBytes));
        QCOMPARE(t.push(id, told.subscriptionId, bomb, false, wire::Compression::Zstd), c(KafkaError::TelemetryTooLarge));
        t.wait(1000);
        base::Bytes cut = document();
        cut.resize(cut.size() - 3);
        QCOMPARE(t.push(id, told.subscriptionId, cut), c(KafkaError::InvalidRecord));
        t.wait(1000);
        QCOMPARE(t.push(id, told.subscriptionId, {0xFF, 0xFF, 0xFF}, false, wire::Compression::Gzip), c(KafkaError::InvalidRecord));
        QCOMPARE(t.telemetry.clients().at(0).pushes, std::int64_t(0));
        QCOMPARE(t.telemetry.clients().at(0).refused, std::int64_t(6));
    }

    void whatIsKeptIsBounded()
    {
        Telemetry t;
        for (std::size_t i = 0; i < ClientTelemetry::kMaxClients + 10; ++i)
            QCOMPARE(int(t.get().errorCode), 0);
        QCOMPARE(t.telemetry.clients().size(), ClientTelemetry::kMaxClients);
        std::string scope;
        for (int i = 0; i < 400; ++i)
            scope += field(2, field(1, "name-" + std::to_string(i) + std::string(300, 'x')));
        const std::string text = field(1, field(2, scope));
        const auto read = readTelemetryDocument(base::Bytes(text.begin(), text.end()));
        QVERIFY(read);
        QCOMPARE(read->metrics, std::int64_t(400));
        QCOMPARE(read->names.size(), TelemetryDocument::kMaxNames);
        QCOMPARE(read->names.begin()->size(), TelemetryDocument::kMaxNameLength);
    }

    void everyCutDocumentIsReadOrRefused()
    {
        const base::Bytes whole = document();
        QVERIFY(readTelemetryDocument(whole));
        for (std::size_t size = 1; size < whole.size(); ++size)
            QVERIFY(!readTelemetryDocument(base::ByteView(whole).first(size)));
        for (std::size_t at = 0; at < whole.size(); ++at) {
            base::Bytes bent = whole;
            bent[at] ^= 0x80;
            (void)readTelemetryDocument(bent); // whatever it says, it ends
        }
    }
};

QTEST_APPLESS_MAIN(TestClientTelemetry)
#include "tst_client_telemetry.moc"
