// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/audit.h"

#include <QTest>

using namespace weir::model;

/// What the audit log keeps of a change comes back whole: it is what "put back" acts on.
class TestAudit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeComesBack_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::variant_size_v<Change>); ++i)
            QTest::addRow("change %d", i) << i;
    }
    void everyChangeComesBack()
    {
        QFETCH(int, index);
        const QMap<QString, std::optional<QString>> configs{{QStringLiteral("retention.ms"), QStringLiteral("604800000")}, {QStringLiteral("cleanup.policy"), std::nullopt}, {QStringLiteral("x"), QString(QLatin1String(""))}};
        const std::vector<Change> changes{CreateTopic{QStringLiteral("주문"), 6, 3, {{QStringLiteral("segment.bytes"), QStringLiteral("1048576")}}},
                                          DeleteTopic{QStringLiteral("orders")},
                                          AlterTopicConfig{QStringLiteral("orders"), configs},
                                          AlterBrokerConfig{-1, configs},
                                          AddPartitions{QStringLiteral("orders"), 12},
                                          DeleteRecords{QStringLiteral("orders"), {{0, 9'007'199'254'740'993}, {3, -1}}},
                                          DeleteGroup{QStringLiteral("billing")}};
        QCOMPARE(changes.size(), std::variant_size_v<Change>);
        AuditDetail detail;
        detail.undo = changes[static_cast<std::size_t>(index)];
        QCOMPARE(static_cast<int>(detail.undo->index()), index);
        const AuditDetail read = auditDetail(toJson(detail));
        QVERIFY(read.undo.has_value());
        QCOMPARE(read.undo->index(), detail.undo->index());
        QCOMPARE(toJson(read), toJson(detail));
        if (const auto *records = std::get_if<DeleteRecords>(&*read.undo))
            QCOMPARE(records->beforeOffset.value(0), 9'007'199'254'740'993);
        if (const auto *config = std::get_if<AlterTopicConfig>(&*read.undo))
            QCOMPARE(config->changes, configs);
        if (const auto *create = std::get_if<CreateTopic>(&*read.undo)) {
            QCOMPARE(create->name, QStringLiteral("주문"));
            QCOMPARE(create->replicationFactor, 3);
            QCOMPARE(create->configs.value(QStringLiteral("segment.bytes")), QStringLiteral("1048576"));
        }
    }
    void differencesAndOffsetsComeBack()
    {
        AuditDetail detail;
        detail.differences = {{QStringLiteral("retention.ms"), std::nullopt, QStringLiteral("1")}, {QStringLiteral("a"), QStringLiteral("b"), std::nullopt}};
        detail.partition = 3;
        detail.offset = 41;
        detail.lastOffset = 50;
        detail.records = 10;
        detail.error = weir::base::Error{weir::base::ErrorKind::Refused, "record.produce", "orders", {}, "not you", 29}.with("reason", "read-only");
        const AuditDetail read = auditDetail(toJson(detail));
        QCOMPARE(read.differences.size(), std::size_t(2));
        QVERIFY(!read.differences[0].before && read.differences[0].after == QStringLiteral("1"));
        QVERIFY(read.differences[1].before == QStringLiteral("b") && !read.differences[1].after);
        QCOMPARE(read.partition, std::optional<qint32>(3));
        QCOMPARE(read.offset, std::optional<qint64>(41));
        QCOMPARE(read.lastOffset, std::optional<qint64>(50));
        QCOMPARE(read.records, 10);
        QVERIFY(read.error);
        QCOMPARE(weir::base::describe(*read.error), weir::base::describe(*detail.error));
        QVERIFY(!read.undo);
    }
    void whatIsNotOursIsLeftOut()
    {
        for (const char *text : {"", "nonsense", "[]", "{\"undo\":\"kafka-topics.sh --delete\"}", "{\"undo\":{\"change\":\"quota.set\"}}", "{\"differences\":7,\"offset\":\"x\"}"}) {
            const AuditDetail read = auditDetail(QString::fromUtf8(text));
            QVERIFY(!read.undo && !read.offset && read.differences.empty());
            QCOMPARE(read.records, 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
