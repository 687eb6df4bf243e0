// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/codec.h"
#include "backend/wire/dissect.h"
#include "tests/wire/every_message.h"
#include "tests/wire/random_message.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

#include <set>

using namespace weir;
using namespace weir::wire;

namespace QTest {
template <>
char *toString(const std::string &text)
{
    return qstrdup(text.c_str());
}
} // namespace QTest

using weir::wire::testing::forEachMessage;
using weir::wire::testing::RandomMessage;

namespace {
std::string wholeDump()
{
    std::string text;
    forEachMessage([&]<class M>() { text += dump(schemaOf<M>()) + '\n'; });
    return text;
}

/// Where the leaves of a tree begin and end, so that gaps and overlaps show.
void checkRanges(const Node &node)
{
    std::size_t at = node.offset;
    for (const Node &child : node.children) {
        QVERIFY2(child.offset >= at, node.name.c_str());
        at = child.offset + child.size;
        QVERIFY2(at <= node.offset + node.size, node.name.c_str());
        checkRanges(child);
    }
}

void checkTags(const std::vector<SchemaField> &fields)
{
    std::set<int> tags;
    for (const SchemaField &field : fields) {
        if (field.field.tag >= 0) {
            QVERIFY2(tags.insert(field.field.tag).second, "a tag twice in one struct");
            QVERIFY2(field.field.tag < 64, "the encoder keeps the set tags in 64 bits");
            QVERIFY2(field.type != FieldType::Records, "records cannot be spliced into a tagged field");
        }
        checkTags(field.children);
    }
}
} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Any change of the wire shows as a change of this file. WEIR_UPDATE_GOLDEN=1 writes it anew.
    void theDumpIsTheGoldenOne()
    {
        QFile file(qEnvironmentVariable("WEIR_SOURCE") + QStringLiteral("/tests/golden/schema.txt"));
        const QByteArray text = QByteArray::fromStdString(wholeDump());
        if (qEnvironmentVariableIntValue("WEIR_UPDATE_GOLDEN") == 1) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(text), text.size());
            return;
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QList<QByteArray> expected = file.readAll().split('\n');
        const QList<QByteArray> actual = text.split('\n');
        for (qsizetype line = 0; line < std::min(expected.size(), actual.size()); ++line)
            QVERIFY2(actual[line] == expected[line],
                     ("line " + std::to_string(line + 1) + ": " + actual[line].toStdString()).c_str());
        QCOMPARE(actual.size(), expected.size());
    }

    void tagsFitTheEncoder()
    {
        forEachMessage([]<class M>() { checkTags(schemaOf<M>().fields); });
    }

    void dissectionAgreesWithTheDecoder()
    {
        forEachMessage([]<class M>() {
            const Schema &schema = schemaOf<M>();
            RandomMessage random(3);
            for (std::int16_t version = M::kVersions.min; version <= M::kVersions.max; ++version) {
                for (int round = 0; round < 10; ++round) {
                    const base::Bytes body = random.make(schema, version);
                    const Dissection whole = dissect(schema, body, version);
                    QVERIFY2(!whole.error, (std::string(schema.name) + ' ' + base::toHex(body)).c_str());
                    QCOMPARE(whole.root.size, body.size());
                    checkRanges(whole.root);
                    for (std::size_t length = 0; length < body.size(); length += 1 + length / 8) {
                        const base::ByteView part = base::ByteView(body).first(length);
                        const Dissection cut = dissect(schema, part, version);
                        QVERIFY(cut.error);
                        QCOMPARE(base::describe(*cut.error), base::describe(decode<M>(part, version).error()));
                        checkRanges(cut.root);
                    }
                }
            }
        });
    }

    void aDissectionReadsAsTheMessage()
    {
        IncrementalAlterConfigsRequest request;
        request.resources.resize(1);
        request.resources[0].resourceType = 2;
        request.resources[0].resourceName = "orders";
        request.resources[0].configs.resize(1);
        request.resources[0].configs[0].name = "retention.ms";
        request.resources[0].configs[0].value = "1000";
        request.unknownTags = {{9, {0xAB}}};
        const base::Bytes body = *encodeFlat(request, 1);
        const Dissection whole = dissect(schemaOf<IncrementalAlterConfigsRequest>(), body, 1);
        QCOMPARE(toText(whole.root), std::string("IncrementalAlterConfigsRequest\n"
                                                 "  resources: 1\n"
                                                 "    [0]\n"
                                                 "      resourceType: 2\n"
                                                 "      resourceName: orders\n"
                                                 "      configs: 1\n"
                                                 "        [0]\n"
                                                 "          name: retention.ms\n"
                                                 "          configOperation: 0\n"
                                                 "          value: (5 bytes hidden)\n"
                                                 "  validateOnly: false\n"
                                                 "  tag 9: ab\n"));
        const Dissection few = dissect(schemaOf<IncrementalAlterConfigsRequest>(), body, 1, 3);
        QVERIFY(few.isCut);
        QVERIFY(!few.error);
        QCOMPARE(toText(few.root), std::string("IncrementalAlterConfigsRequest\n"
                                               "  resources: 1\n"
                                               "    [0]\n"
                                               "      resourceType: 2\n"));
    }

    void aSecretIsNeverInATree()
    {
        SaslAuthenticateRequest request;
        request.authBytes = base::toBytes(std::string_view("\0user\0hunter2", 13));
        const Dissection whole = dissect(schemaOf<SaslAuthenticateRequest>(), *encodeFlat(request, 1), 1);
        QVERIFY(whole.root.children.at(0).isSecret);
        QVERIFY(whole.root.children.at(0).value.empty());
    }
};

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"
