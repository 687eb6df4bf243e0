// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/schema.h"
#include "tests/wire/every_message.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cstdio>
#include <map>

using namespace weir;
using namespace weir::wire;
using weir::wire::testing::forEachMessage;

// The layouts that we typed, against the definitions that Kafka's own jars carry. WEIR_KAFKA_LIBS names the folder with
// the jars; they are read here and nowhere kept.

namespace {
constexpr const char *kJars[] = {"kafka-clients", "kafka-metadata", "kafka-group-coordinator",
                                 "kafka-transaction-coordinator", "kafka-share-coordinator"};

VersionRange parseRange(const QString &text)
{
    if (text.isEmpty() || text == QLatin1String("none"))
        return {};
    if (text.endsWith(u'+'))
        return {text.chopped(1).toShort(), Field::kNewest};
    const QStringList ends = text.split(u'-');
    return {ends.first().toShort(), ends.last().toShort()};
}

VersionRange intersect(VersionRange a, VersionRange b)
{
    const VersionRange both{std::max(a.min, b.min), std::min(a.max, b.max)};
    return both.isEmpty() || a.isEmpty() || b.isEmpty() ? VersionRange{} : both;
}

QString rangeText(VersionRange range)
{
    return range.isEmpty() ? QStringLiteral("none") : QStringLiteral("%1-%2").arg(range.min).arg(range.max);
}

QString camel(QString name)
{
    name[0] = name[0].toLower();
    return name;
}

/// The default as our schema writes it.
std::string defaultOf(const QJsonObject &field, const SchemaField &ours)
{
    const QString text = field[QStringLiteral("default")].toVariant().toString();
    if (ours.type == FieldType::Records)
        return "null";
    if (ours.type == FieldType::Float64)
        return std::to_string(text.toDouble());
    if (text.isEmpty()) {
        if (ours.isArray || ours.type == FieldType::String || ours.type == FieldType::Bytes
            || ours.type == FieldType::Uuid || ours.type == FieldType::Struct)
            return {};
        return ours.type == FieldType::Bool ? "false" : "0";
    }
    if (text.startsWith(QLatin1String("0x")))
        return std::to_string(text.toLongLong(nullptr, 16));
    return ours.type == FieldType::Bool ? text.toLower().toStdString() : text.toStdString();
}

/// Every way in which one message differs, one line each.
class Comparison
{
public:
    /// `unstable`: the newest version is one that Kafka does not serve yet, and that we then do not speak.
    Comparison(const QJsonObject &upstream, const Schema &ours, bool unstable)
        : m_upstream(upstream)
        , m_range(ours.versions)
        , m_unstable(unstable)
    {
        for (const QJsonValue &value : upstream[QStringLiteral("commonStructs")].toArray()) {
            const QJsonObject object = value.toObject();
            m_common[object[QStringLiteral("name")].toString()] = object[QStringLiteral("fields")].toArray();
        }
        compareHead(ours);
        compareFields(upstream[QStringLiteral("fields")].toArray(), ours.fields, QString::fromUtf8(ours.name.data()));
    }

    const QStringList &differences() const { return m_differences; }

private:
    void compareHead(const Schema &ours)
    {
        VersionRange valid = parseRange(m_upstream[QStringLiteral("validVersions")].toString());
        if (m_unstable)
            --valid.max;
        if (m_range != valid)
            differ(QString::fromUtf8(ours.name.data()), QStringLiteral("versions"), rangeText(valid),
                   rangeText(m_range));
        const VersionRange flexible = parseRange(m_upstream[QStringLiteral("flexibleVersions")].toString());
        const std::int16_t from = flexible.isEmpty() ? kNeverFlexible : flexible.min;
        if (from != ours.flexibleFrom)
            differ(QString::fromUtf8(ours.name.data()), QStringLiteral("flexible from"), QString::number(from),
                   QString::number(ours.flexibleFrom));
    }

    void compareFields(const QJsonArray &upstream, const std::vector<SchemaField> &ours, const QString &path)
    {
        std::size_t next = 0;
        for (const QJsonValue &value : upstream) {
            const QJsonObject field = value.toObject();
            const VersionRange versions = versionsOf(field, QStringLiteral("versions"));
            if (versions.isEmpty())
                continue; // only in versions that are not spoken
            const QString name = camel(field[QStringLiteral("name")].toString());
            if (next == ours.size()) {
                differ(path, QStringLiteral("field missing"), name, {});
                continue;
            }
            compareField(field, ours[next], path + u'.' + name);
            ++next;
        }
        for (; next < ours.size(); ++next)
            differ(path, QStringLiteral("field too many"), {}, QString::fromUtf8(ours[next].name.data()));
    }

    void compareField(const QJsonObject &field, const SchemaField &ours, const QString &path)
    {
        const auto same = [&](const QString &what, const QString &theirs, const QString &mine) {
            if (theirs != mine)
                differ(path, what, theirs, mine);
        };
        same(QStringLiteral("name"), camel(field[QStringLiteral("name")].toString()),
             QString::fromUtf8(ours.name.data()));
        QString type = field[QStringLiteral("type")].toString();
        const bool isArray = type.startsWith(QLatin1String("[]"));
        same(QStringLiteral("array"), isArray ? QStringLiteral("yes") : QStringLiteral("no"),
             ours.isArray ? QStringLiteral("yes") : QStringLiteral("no"));
        if (isArray)
            type.remove(0, 2);
        const bool isStruct = type.front().isUpper();
        same(QStringLiteral("type"), isStruct ? QStringLiteral("struct") : type,
             QString::fromUtf8(toString(ours.type).data()));
        const VersionRange versions = versionsOf(field, QStringLiteral("versions"));
        same(QStringLiteral("versions"), rangeText(versions), rangeText(intersect(ours.field.versions, m_range)));
        same(QStringLiteral("nullable"), rangeText(intersect(versionsOf(field, QStringLiteral("nullableVersions")), versions)),
             rangeText(intersect(intersect(ours.field.nullable, m_range), versions)));
        same(QStringLiteral("tag"), QString::number(field[QStringLiteral("tag")].toInt(-1)),
             QString::number(ours.field.tag));
        if (ours.field.tag >= 0)
            same(QStringLiteral("tagged versions"), rangeText(versionsOf(field, QStringLiteral("taggedVersions"))),
                 rangeText(versions));
        same(QStringLiteral("ignorable"), field[QStringLiteral("ignorable")].toBool() ? QStringLiteral("yes") : QStringLiteral("no"),
             ours.field.isIgnorable ? QStringLiteral("yes") : QStringLiteral("no"));
        same(QStringLiteral("default"), QString::fromStdString(defaultOf(field, ours)),
             QString::fromStdString(ours.defaultText));
        if (isStruct)
            compareFields(m_common.contains(type) ? m_common[type] : field[QStringLiteral("fields")].toArray(),
                          ours.children, path);
    }

    VersionRange versionsOf(const QJsonObject &field, const QString &key) const
    {
        // A field that is tagged wherever it is there says so once.
        if (key == QLatin1String("versions") && !field.contains(key))
            return versionsOf(field, QStringLiteral("taggedVersions"));
        return intersect(parseRange(field[key].toString()), m_range);
    }

    void differ(const QString &path, const QString &what, const QString &theirs, const QString &mine)
    {
        m_differences << QStringLiteral("%1: %2: Kafka has '%3', we have '%4'").arg(path, what, theirs, mine);
    }

    QJsonObject m_upstream;
    VersionRange m_range;
    bool m_unstable = false;
    std::map<QString, QJsonArray> m_common;
    QStringList m_differences;
};

QString libs() { return qEnvironmentVariable("WEIR_KAFKA_LIBS"); }
} // namespace

class TestUpstreamFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        for (const char *jar : kJars) {
            const QStringList found =
                QDir(libs()).entryList({QLatin1String(jar) + QLatin1String("-[0-9]*.jar")}, QDir::Files);
            QVERIFY2(found.size() == 1, jar);
            QProcess unzip;
            unzip.start(QStringLiteral("unzip"), {QStringLiteral("-q"), QStringLiteral("-j"), QStringLiteral("-o"),
                                                  QDir(libs()).filePath(found.first()), QStringLiteral("common/*.json"),
                                                  QStringLiteral("-d"), m_folder.path()});
            QVERIFY(unzip.waitForFinished(60'000));
            QVERIFY2(unzip.exitCode() == 0, unzip.readAllStandardError().constData());
        }
    }

    void everyMessageIsLaidOutAsInKafka()
    {
        QStringList differences;
        int compared = 0;
        forEachMessage([&]<class M>() {
            const Schema &schema = schemaOf<M>();
            const QJsonObject upstream = definition(QString::fromUtf8(schema.name.data()));
            if (upstream.isEmpty()) {
                differences << QString::fromUtf8(schema.name.data()) + QStringLiteral(": not in Kafka's jars");
                return;
            }
            std::int16_t key = schema.apiKey;
            if constexpr (requires { M::kRecordType; })
                key = M::kRecordType;
            if (key >= 0 && upstream[QStringLiteral("apiKey")].toInt(-1) != key)
                differences << QString::fromUtf8(schema.name.data()) + QStringLiteral(": other key");
            const QString request = QString::fromUtf8(apiName(schema.apiKey).data()) + QStringLiteral("Request");
            const bool unstable = definition(request)[QStringLiteral("latestVersionUnstable")].toBool();
            differences += Comparison(upstream, schema, unstable).differences();
            ++compared;
        });
        for (const QString &difference : std::as_const(differences))
            qWarning("%s", qPrintable(difference));
        QCOMPARE(differences.size(), 0);
        QVERIFY(compared > 90);
    }

    void everyKeyHasTheNameThatKafkaGivesIt()
    {
        int known = 0;
        const QStringList files = QDir(m_folder.path()).entryList({QStringLiteral("*Request.json")});
        for (const QString &file : files) {
            const QString name = file.chopped(int(std::strlen("Request.json")));
            const QJsonObject upstream = definition(name + QStringLiteral("Request"));
            const int key = upstream[QStringLiteral("apiKey")].toInt(-1);
            QCOMPARE(QString::fromUtf8(apiName(static_cast<std::int16_t>(key)).data()), name);
            ++known;
        }
        QVERIFY(known > 80);
    }

    /// What Kafka serves at which door, for tests/interop/protocol.py. WEIR_UPDATE_GOLDEN=1 writes it anew.
    void theListOfKafkasKeysIsTheGoldenOne()
    {
        std::map<int, QString> lines;
        const QStringList files = QDir(m_folder.path()).entryList({QStringLiteral("*Request.json")});
        for (const QString &file : files) {
            const QString name = file.chopped(int(std::strlen("Request.json")));
            const QJsonObject upstream = definition(name + QStringLiteral("Request"));
            VersionRange valid = parseRange(upstream[QStringLiteral("validVersions")].toString());
            if (upstream[QStringLiteral("latestVersionUnstable")].toBool())
                --valid.max;
            QStringList doors;
            for (const QJsonValue &door : upstream[QStringLiteral("listeners")].toArray())
                doors << door.toString();
            const int key = upstream[QStringLiteral("apiKey")].toInt(-1);
            if (valid.isEmpty() || doors.isEmpty())
                continue; // left the protocol
            // Advertised from 0, and 0 to 2 refused, for librdkafka (KAFKA-18659).
            if (key == 0)
                valid.min = 0;
            doors.sort();
            lines[key] = QStringLiteral("%1 %2 %3 %4 %5\n").arg(key).arg(name).arg(valid.min).arg(valid.max).arg(doors.join(u','));
        }
        QByteArray text;
        for (const auto &[key, line] : lines)
            text += line.toUtf8();
        QFile file(qEnvironmentVariable("WEIR_SOURCE") + QStringLiteral("/tests/golden/kafka-apis.txt"));
        if (qEnvironmentVariableIntValue("WEIR_UPDATE_GOLDEN") == 1) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(text), text.size());
            return;
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QCOMPARE(file.readAll(), text);
    }

private:
    QJsonObject definition(const QString &name) const
    {
        QFile file(m_folder.filePath(name + QStringLiteral(".json")));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        static const QRegularExpression comment(QStringLiteral("^\\s*//.*$"), QRegularExpression::MultilineOption);
        const QString text = QString::fromUtf8(file.readAll()).remove(comment);
        return QJsonDocument::fromJson(text.toUtf8()).object();
    }

    QTemporaryDir m_folder;
};

int main(int argc, char **argv)
{
    if (libs().isEmpty() || QStandardPaths::findExecutable(QStringLiteral("unzip")).isEmpty()) {
        std::puts("SKIP: needs WEIR_KAFKA_LIBS (the folder with Kafka's jars) and unzip");
        return 77;
    }
    TestUpstreamFacts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_upstream_facts.moc"
