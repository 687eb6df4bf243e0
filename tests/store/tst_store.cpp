// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/audit_log.h"
#include "backend/store/database.h"
#include "backend/store/home.h"
#include "backend/store/profile_store.h"
#include "backend/store/secret_store.h"
#include "backend/store/settings_store.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <thread>

using namespace weir;
using namespace weir::store;

class TestStore : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_next = 0;
    QString fresh() { return m_folder.filePath(QStringLiteral("%1.sqlite").arg(m_next++)); }

    static model::Profile profile(const QString &name)
    {
        model::Profile profile;
        profile.name = name;
        profile.properties.insert(QStringLiteral("bootstrap.servers"), QStringLiteral("localhost:9092"));
        profile.properties.insert(QStringLiteral("sasl.password"), QStringLiteral("geheim-4711"));
        profile.production = true;
        profile.accent = model::Profile::Accent::Moss;
        return profile;
    }

private Q_SLOTS:
    void profilesSurviveARestartWithoutTheirSecrets()
    {
        const QString path = fresh();
        QString id;
        {
            auto thread = StoreThread::open(path);
            QVERIFY(thread);
            auto store = SqlProfileStore::create(**thread);
            QSignalSpy changed(store->get(), &api::ProfileStore::changed);
            const auto saved = (*store)->save(profile(QStringLiteral("shop-eu")));
            QVERIFY(saved);
            QVERIFY(!saved->id.isEmpty());
            id = saved->id;
            QCOMPARE(changed.count(), 1);
        }
        auto thread = StoreThread::open(path);
        auto store = SqlProfileStore::create(**thread);
        QCOMPARE((*store)->profiles().size(), std::size_t(1));
        const model::Profile read = (*store)->profiles().front();
        QCOMPARE(read.id, id);
        QCOMPARE(read.accent, model::Profile::Accent::Moss);
        QVERIFY(read.production);
        QCOMPARE(read.bootstrap(), QStringLiteral("localhost:9092"));
        QVERIFY(!read.properties.contains(QStringLiteral("sasl.password")));
        for (const QString &suffix : {QString(), QStringLiteral("-wal")}) {
            QFile file(path + suffix);
            if (file.open(QIODevice::ReadOnly))
                QVERIFY(!file.readAll().contains("geheim-4711"));
        }
    }

    void twoProfilesCannotShareAName()
    {
        auto thread = StoreThread::open(fresh());
        auto store = SqlProfileStore::create(**thread);
        QVERIFY((*store)->save(profile(QStringLiteral("a"))));
        const auto second = (*store)->save(profile(QStringLiteral("a")));
        QVERIFY(!second);
        QCOMPARE(second.error().kind, base::ErrorKind::Conflict);
        QVERIFY(!(*store)->save(profile(QStringLiteral("  "))));
        QVERIFY((*store)->remove((*store)->profiles().front().id));
        QVERIFY((*store)->profiles().empty());
    }

    void settingsAreReadBackAsTheyWere()
    {
        const QString path = fresh();
        {
            auto thread = StoreThread::open(path);
            auto settings = SqlSettings::create(**thread);
            (*settings)->setValue(QStringLiteral("language"), QStringLiteral("ko"));
            (*settings)->setValue(QStringLiteral("columns"), QStringList{QStringLiteral("name"), QStringLiteral("토픽")});
            (*settings)->setValue(QStringLiteral("gone"), 1);
            (*settings)->setValue(QStringLiteral("gone"), {});
        }
        auto thread = StoreThread::open(path);
        auto settings = SqlSettings::create(**thread);
        QCOMPARE((*settings)->value(QStringLiteral("language"), {}).toString(), QStringLiteral("ko"));
        QCOMPARE((*settings)->value(QStringLiteral("columns"), {}).toStringList().last(), QStringLiteral("토픽"));
        QCOMPARE((*settings)->value(QStringLiteral("gone"), 7).toInt(), 7);
    }

    void theAuditLogAnswersNewestFirst()
    {
        auto thread = StoreThread::open(fresh());
        SqlAuditLog log(**thread);
        for (int i = 0; i < 3; ++i) {
            model::AuditEntry entry;
            entry.atMs = 1000 + i;
            entry.profile = i == 1 ? QStringLiteral("other") : QStringLiteral("shop");
            entry.action = QStringLiteral("topic.create");
            entry.target = QStringLiteral("orders-%1").arg(i);
            entry.ok = i != 2;
            QVERIFY(log.append(entry));
        }
        auto all = log.entries({}, 10);
        all.waitForFinished();
        QCOMPARE(all.result()->size(), std::size_t(3));
        QCOMPARE(all.result()->front().target, QStringLiteral("orders-2"));
        QVERIFY(!all.result()->front().ok);
        auto own = log.entries(QStringLiteral("shop"), 1);
        own.waitForFinished();
        QCOMPARE(own.result()->size(), std::size_t(1));
    }

    void aNewerSchemaIsRefusedAndLeftAlone()
    {
        const QString path = fresh();
        {
            auto database = Database::open(path);
            QVERIFY((*database)->execute("PRAGMA user_version = 99"));
        }
        const auto again = Database::open(path);
        QVERIFY(!again);
        QCOMPARE(again.error().kind, base::ErrorKind::Unsupported);
        QCOMPARE(again.error().arguments.front().second, std::string("99"));
    }

    void aFileThatIsNoDatabaseIsAnError()
    {
        const QString path = fresh();
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        const auto database = Database::open(path);
        QVERIFY(!database);
        QCOMPARE(database.error().kind, base::ErrorKind::Storage);
    }

    void twoProgramsMayStartTogether()
    {
        const QString path = fresh();
        std::atomic<int> opened{0};
        std::vector<std::thread> programs;
        for (int i = 0; i < 4; ++i)
            programs.emplace_back([&] { opened += Database::open(path).has_value() ? 1 : 0; });
        for (std::thread &program : programs)
            program.join();
        QCOMPARE(opened.load(), 4);
    }

    void theDatabaseIsForItsOwnerOnly()
    {
        const QString path = fresh();
        QVERIFY(Database::open(path));
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions{});
    }

    void secretsInAFileAreForTheirOwnerOnly()
    {
        KeychainSecretStore store(m_folder.path(), KeychainSecretStore::FileUse::OptedIn);
        QCOMPARE(store.place(), api::SecretStore::Place::File);
        auto written = store.write(QStringLiteral("p1"), {{QStringLiteral("sasl.password"), QStringLiteral("pw")}});
        written.waitForFinished();
        QVERIFY(written.result());
        const QString path = m_folder.filePath(QStringLiteral("secrets.json"));
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions{});
        KeychainSecretStore again(m_folder.path(), KeychainSecretStore::FileUse::OptedIn);
        auto read = again.read(QStringLiteral("p1"));
        read.waitForFinished();
        QCOMPARE(read.result()->value(QStringLiteral("sasl.password")), QStringLiteral("pw"));
        again.remove(QStringLiteral("p1")).waitForFinished();
        auto gone = again.read(QStringLiteral("p1"));
        gone.waitForFinished();
        QVERIFY(gone.result()->isEmpty());
    }

    void homeIsMadeOnFirstUse()
    {
        qputenv("WEIR_HOME", m_folder.filePath(QStringLiteral("a/b")).toUtf8());
        const auto home = ensureHome();
        QVERIFY(home);
        QVERIFY(QFile::exists(*home));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
