// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/metadata/controller_fixture.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>

#include <fmt/format.h>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {

struct TheirSetting
{
    QString type;
    QString defaultValue;
    QString importance;
    QString updateMode;
};

QString typeName(ConfigType type)
{
    switch (type) {
    case ConfigType::Boolean:
        return QStringLiteral("boolean");
    case ConfigType::String:
        return QStringLiteral("string");
    case ConfigType::Int:
        return QStringLiteral("int");
    case ConfigType::Short:
        return QStringLiteral("short");
    case ConfigType::Long:
        return QStringLiteral("long");
    case ConfigType::Double:
        return QStringLiteral("double");
    case ConfigType::List:
        return QStringLiteral("list");
    case ConfigType::Class:
        return QStringLiteral("class");
    case ConfigType::Password:
        return QStringLiteral("password");
    case ConfigType::Unknown:
        break;
    }
    return {};
}

} // namespace

/// Apache Kafka's own programs judge what we write and what we know: dump-log decodes the metadata log and its
/// snapshot, and the settings are compared with the tables that its documentation is made of. WEIR_KAFKA_LIBS is the
/// folder with the jars of a Kafka distribution; nothing of them is kept.
class TestMetadataPeers : public QObject
{
    Q_OBJECT

    QString m_libs;
    QTemporaryDir m_folder;

    QByteArray java(const QStringList &arguments, bool merged = true)
    {
        QProcess process;
        process.setProcessChannelMode(merged ? QProcess::MergedChannels : QProcess::SeparateChannels);
        process.start(QStringLiteral("java"),
                      QStringList{QStringLiteral("-XX:TieredStopAtLevel=1"), QStringLiteral("-Xmx256m"),
                                  QStringLiteral("-cp"), m_libs + QStringLiteral("/*")} +
                          arguments);
        if (!process.waitForStarted() || !process.waitForFinished(180'000))
            return QByteArrayLiteral("Exception: did not end: ") + process.errorString().toUtf8();
        const QByteArray text = process.readAllStandardOutput();
        return process.exitCode() == 0 ? text : QByteArrayLiteral("Exception: ") + text;
    }
    QByteArray dump(const QString &file)
    {
        return java({QStringLiteral("org.apache.kafka.tools.DumpLogSegments"),
                     QStringLiteral("--cluster-metadata-decoder"), QStringLiteral("--files"), file});
    }
    // What the tool says where it could not make sense of something. Lines of its own logging are no judgement.
    static QByteArray complaints(const QByteArray &text)
    {
        QByteArray found;
        for (const QByteArray &line : text.split('\n')) {
            for (const char *word :
                 {"Exception", "skipping", "Could not", "isvalid: false", "unknown", "corrupt", "Mismatch"}) {
                if (line.contains(word) && !line.contains("SLF4J"))
                    found += line + '\n';
            }
        }
        return found;
    }
    QMap<QString, TheirSetting> settings(const QString &program)
    {
        const QString html = QString::fromUtf8(java({program}, false));
        static const QRegularExpression entry(
            QStringLiteral("<h4><a "
                           "id=\"([^\"]+)\"></a>.*?<tr><th>Type:</th><td>(.*?)</td></tr>.*?<tr><th>Default:</"
                           "th><td>(.*?)</td></tr>"
                           ".*?<tr><th>Importance:</th><td>(.*?)</td></tr>(.*?)</tbody>"),
            QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression mode(QStringLiteral("Update Mode:</th><td>(.*?)</td>"));
        QMap<QString, TheirSetting> found;
        for (auto it = entry.globalMatch(html); it.hasNext();) {
            const auto match = it.next();
            QString value = match.captured(3);
            // "604800000 (7 days)"
            if (const auto paren = value.indexOf(QStringLiteral(" (")); paren > 0)
                value.truncate(paren);
            found.insert(match.captured(1),
                         {match.captured(2), value, match.captured(4), mode.match(match.captured(5)).captured(1)});
        }
        return found;
    }
    void compare(const QMap<QString, TheirSetting> &theirs, std::span<const ConfigDef> ours, bool modes)
    {
        QVERIFY(theirs.size() > 30);
        QStringList wrong;
        for (const ConfigDef &def : ours) {
            const QString name = QString::fromUtf8(def.name.data(), static_cast<qsizetype>(def.name.size()));
            const auto found = theirs.find(name);
            if (found == theirs.end()) {
                wrong << name + QStringLiteral(": not Kafka's");
                continue;
            }
            if (found->type != typeName(def.type))
                wrong << name + QStringLiteral(": type ") + found->type;
            const QString value = def.defaultValue ? QString::fromUtf8(def.defaultValue->data(),
                                                                       static_cast<qsizetype>(def.defaultValue->size()))
                                                   : QString();
            // A setting without a default and one whose default is null are both unset.
            const QString their =
                found->defaultValue == QLatin1String("null") || found->defaultValue == QLatin1String("\"\"")
                    ? QString()
                    : found->defaultValue;
            if (their != value)
                wrong << name + QStringLiteral(": default '%1', ours '%2'").arg(found->defaultValue, value);
            static const QStringList importance{QStringLiteral("high"), QStringLiteral("medium"),
                                                QStringLiteral("low")};
            if (found->importance != importance.at(static_cast<int>(def.importance)))
                wrong << name + QStringLiteral(": importance ") + found->importance;
            static const QStringList update{QStringLiteral("read-only"), QStringLiteral("per-broker"),
                                            QStringLiteral("cluster-wide")};
            if (modes && found->updateMode != update.at(static_cast<int>(def.update)))
                wrong << name + QStringLiteral(": update mode ") + found->updateMode;
        }
        for (auto it = theirs.begin(); it != theirs.end(); ++it) {
            const std::string name = it.key().toStdString();
            if (std::none_of(ours.begin(), ours.end(), [&](const ConfigDef &def) { return def.name == name; }))
                wrong << it.key() + QStringLiteral(": missing");
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_libs = qEnvironmentVariable("WEIR_KAFKA_LIBS");
        if (m_libs.isEmpty() || QDir(m_libs).entryList({QStringLiteral("kafka-tools-*.jar")}).isEmpty())
            QSKIP("WEIR_KAFKA_LIBS names no folder with Apache Kafka's jars");
        QVERIFY(m_folder.isValid());
    }

    void kafkaDecodesTheMetadataLog()
    {
        Cluster m;
        m.options.snapshots = true;
        m.options.settings = {{"metadata.log.max.record.bytes.between.snapshots", "30000"}};
        MUST_DO(m.start());
        for (const int id : {1, 2, 3})
            m.join(id, fmt::format("rack-{}", id));
        m.create("orders", 6, 3, {{"retention.ms", "5000"}, {"cleanup.policy", "compact"}});
        m.create("gone", 1, 1);
        m.remove("gone");
        m.alterIsr("orders", {m.partition("orders").leader});
        m.set(ConfigResourceType::Broker, "", "num.io.threads", "4");
        wire::AllocateProducerIdsRequest ids;
        ids.brokerId = 1;
        ids.brokerEpoch = m.epochs[1];
        m.ask<wire::AllocateProducerIdsResponse>(ids);
        m.beat(1, true);
        m.live(std::chrono::seconds(12), {3});
        MUST_DO(m.restart());

        const auto copy = [&](const std::string &suffix) {
            QStringList paths;
            for (const std::string &path : m.fs.paths()) {
                if (path.find("__cluster_metadata-0/") == std::string::npos || !path.ends_with(suffix))
                    continue;
                const QString to = m_folder.filePath(QString::fromStdString(path.substr(path.rfind('/') + 1)));
                const base::Bytes content = m.fs.content(path);
                QFile file(to);
                if (file.open(QIODevice::WriteOnly))
                    file.write(reinterpret_cast<const char *>(content.data()), static_cast<qint64>(content.size()));
                paths << to;
            }
            return paths;
        };
        QByteArray log;
        for (const QString &path : copy(".log"))
            log += dump(path);
        QCOMPARE(complaints(log), QByteArray());
        for (const char *wanted :
             {"LeaderChange", "\"type\":\"FEATURE_LEVEL_RECORD\"", "\"name\":\"metadata.version\",\"featureLevel\":29",
              "\"type\":\"REGISTER_BROKER_RECORD\"", "\"rack\":\"rack-2\"", "\"type\":\"TOPIC_RECORD\"",
              "\"name\":\"orders\"", "\"type\":\"PARTITION_RECORD\"", "\"type\":\"PARTITION_CHANGE_RECORD\"",
              "\"type\":\"CONFIG_RECORD\"", "\"type\":\"REMOVE_TOPIC_RECORD\"", "\"type\":\"PRODUCER_IDS_RECORD\"",
              "\"type\":\"BROKER_REGISTRATION_CHANGE_RECORD\""})
            QVERIFY2(log.contains(wanted), wanted);

        for (int i = 0; i < 60; ++i)
            m.create(fmt::format("more-{}", i), 10, 1);
        const QStringList snapshots = copy(".checkpoint");
        QCOMPARE(snapshots.size(), 1);
        const QByteArray snapshot = dump(snapshots.first());
        QCOMPARE(complaints(snapshot), QByteArray());
        for (const char *wanted :
             {"SnapshotHeader", "SnapshotFooter", "\"name\":\"orders\"", "\"type\":\"PARTITION_RECORD\"",
              "\"type\":\"PRODUCER_IDS_RECORD\"", "\"name\":\"cleanup.policy\",\"value\":\"compact\""})
            QVERIFY2(snapshot.contains(wanted), wanted);
    }

    void topicSettingsAreKafkas()
    {
        compare(settings(QStringLiteral("org.apache.kafka.storage.internals.log.LogConfig")), topicConfigDefs(), false);
    }

    void brokerSettingsAreKafkas()
    {
        std::vector<ConfigDef> ours(brokerConfigDefs().begin(), brokerConfigDefs().end());
        // Documented beside the others, though no server's file may hold them.
        for (const char *name : {"follower.replication.throttled.rate", "leader.replication.throttled.rate",
                                 "replica.alter.log.dirs.io.max.bytes.per.second"})
            ours.push_back(*findBrokerConfig(name));
        compare(settings(QStringLiteral("kafka.server.KafkaConfig")), ours, true);
    }
};

QTEST_GUILESS_MAIN(TestMetadataPeers)
#include "tst_metadata_peers.moc"
