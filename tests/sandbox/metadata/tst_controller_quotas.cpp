// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/metadata/controller_fixture.h"

#include "backend/sandbox/metadata/snapshot.h"
#include "backend/wire/messages/alter_client_quotas.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

class TestControllerQuotas : public QObject
{
    Q_OBJECT

private:
    using Op = wire::AlterClientQuotasRequest::OpData;
    std::unique_ptr<Cluster> m;

    static Op put(const std::string &key, double value) { return {.key = key, .value = value, .remove = false, .unknownTags = {}}; }
    static Op take(const std::string &key) { return {.key = key, .value = 0, .remove = true, .unknownTags = {}}; }
    static wire::AlterClientQuotasRequest::EntryData entryOf(const QuotaEntity &entity, std::vector<Op> ops)
    {
        wire::AlterClientQuotasRequest::EntryData entry;
        for (const auto &[type, name] : entity)
            entry.entity.push_back({.entityType = type, .entityName = name, .unknownTags = {}});
        entry.ops = std::move(ops);
        return entry;
    }
    std::int16_t alter(const QuotaEntity &entity, std::vector<Op> ops, bool validateOnly = false)
    {
        wire::AlterClientQuotasRequest request;
        request.entries.push_back(entryOf(entity, std::move(ops)));
        request.validateOnly = validateOnly;
        return m->ask<wire::AlterClientQuotasResponse>(request).entries.at(0).errorCode;
    }
    const ClientQuotas &quotas() const { return *m->image()->clientQuotas(); }

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<Cluster>();
        MUST_DO(m->start());
    }

    void setsAndRemoves()
    {
        const QuotaEntity ann{{"user", "ann"}, {"client-id", std::nullopt}};
        COMPARE_CODE(alter(ann, {put("producer_byte_rate", 1024), put("request_percentage", 12.5)}), KafkaError::None);
        QCOMPARE(quotas().at(ann).size(), std::size_t(2));
        QCOMPARE(quotas().at(ann).at("request_percentage"), 12.5);
        const std::int64_t offset = m->image()->offset();
        // The same again changes nothing, and writes nothing.
        COMPARE_CODE(alter(ann, {put("producer_byte_rate", 1024)}), KafkaError::None);
        QCOMPARE(m->image()->offset(), offset);
        COMPARE_CODE(alter(ann, {put("producer_byte_rate", 4096)}, true), KafkaError::None);
        QCOMPARE(quotas().at(ann).at("producer_byte_rate"), 1024.0);
        COMPARE_CODE(alter(ann, {take("producer_byte_rate"), take("consumer_byte_rate"), put("request_percentage", 1)}), KafkaError::None);
        QCOMPARE(quotas().at(ann), (QuotaValues{{"request_percentage", 1}}));
        COMPARE_CODE(alter(ann, {take("request_percentage")}), KafkaError::None);
        QVERIFY(quotas().empty());
    }

    void refusesOneAndDoesTheOther()
    {
        wire::AlterClientQuotasRequest request;
        request.entries.push_back(entryOf({{"user", "ann"}}, {put("nonsense", 1)}));
        request.entries.push_back(entryOf({{"user", "bob"}}, {put("consumer_byte_rate", 1)}));
        request.entries.push_back(entryOf({{"user", "bob"}}, {put("consumer_byte_rate", 2)}));
        request.entries.push_back(entryOf({}, {put("consumer_byte_rate", 2)}));
        const auto response = m->ask<wire::AlterClientQuotasResponse>(request);
        COMPARE_CODE(response.entries.at(0).errorCode, KafkaError::InvalidRequest);
        QCOMPARE(response.entries.at(0).entity.at(0).entityName.value_or(""), std::string("ann"));
        COMPARE_CODE(response.entries.at(1).errorCode, KafkaError::None);
        COMPARE_CODE(response.entries.at(2).errorCode, KafkaError::InvalidRequest);
        COMPARE_CODE(response.entries.at(3).errorCode, KafkaError::InvalidRequest);
        QCOMPARE(quotas(), (ClientQuotas{{{{"user", "bob"}}, {{"consumer_byte_rate", 1}}}}));
    }

    void outliveTheController()
    {
        COMPARE_CODE(alter({{"ip", "10.0.0.1"}}, {put("connection_creation_rate", 5)}), KafkaError::None);
        COMPARE_CODE(alter({{"client-id", std::nullopt}}, {put("producer_byte_rate", 7)}), KafkaError::None);
        const ClientQuotas before = quotas();
        MUST_DO(m->restart());
        QCOMPARE(quotas(), before);
        MetadataFollower follower;
        m->follow(follower);
        QCOMPARE(*follower.image()->clientQuotas(), before);
        ImageBuilder copy(std::make_shared<const MetadataImage>());
        std::int64_t offset = 0;
        for (const MetadataRecord &record : recordsOf(*m->image()))
            MUST_DO(copy.apply(record, offset++, 1));
        QCOMPARE(*copy.current().clientQuotas(), before);
    }
};

QTEST_GUILESS_MAIN(TestControllerQuotas)
#include "tst_controller_quotas.moc"
