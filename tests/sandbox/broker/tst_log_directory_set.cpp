// SPDX-License-Identifier: GPL-3.0-or-later
// The log directories of a broker by themselves: names of folders, which one a replica gets, what a failure does.
#include "backend/sandbox/broker/log_directories.h"

#include "backend/sandbox/core/memory_file_system.h"
#include "backend/sandbox/core/watched_disk.h"

#include <QtTest>

#include <cerrno>

using namespace weir;
using namespace weir::sandbox;

class TestLogDirectorySet : public QObject
{
    Q_OBJECT

private:
    base::ManualClock m_clock;
    std::unique_ptr<MemoryFileSystem> m_disk;
    Random m_random{7};
    std::vector<std::size_t> m_failed;

    base::Result<std::unique_ptr<LogDirectories>> open(const std::vector<std::string> &paths, std::int32_t node = 1)
    {
        return LogDirectories::open(*m_disk, paths, node, "cluster", m_random, [this](std::size_t index, const base::Error &) { m_failed.push_back(index); });
    }

private Q_SLOTS:
    void init()
    {
        m_disk = std::make_unique<MemoryFileSystem>(m_clock);
        m_failed.clear();
    }
    void namesFolders();
    void countsWhatIsThere();
    void choosesTheEmptiest();
    void tellsOfAFailureOnce();
    void keepsTheLast();
    void ofOneNobodyIsTold();
    void refusesAnothersDirectory();
    void aFileOutlivesWhoeverWatched();
};

void TestLogDirectorySet::namesFolders()
{
    const base::Uuid unique = m_random.uuid();
    const auto name = partitionOfFuture(futureFolder("a.b-c", 12, unique));
    QVERIFY(name);
    QCOMPARE(name->topic, std::string("a.b-c"));
    QCOMPARE(name->partition, 12);
    for (const char *const other : {"t-0", "t-0-future", "t-0.x-delete", "t-x.y-future", "-future", ".-future", "t-00.y-future"})
        QVERIFY2(!partitionOfFuture(other), other);
    QVERIFY(!partitionOfFolder(futureFolder("t", 0, unique)));
}

void TestLogDirectorySet::countsWhatIsThere()
{
    for (const char *const folder : {"/a/t-0", "/a/t-1", "/a/u-0.0123456789012345678901-future", "/a/u-1.0123456789012345678901-delete", "/a/other", "/b/t-2"})
        QVERIFY(m_disk->makeDirectory(folder));
    const auto directories = open({"/a", "/b", "/c"});
    QVERIFY(directories);
    const auto &all = (*directories)->all();
    QCOMPARE(all[0]->replicas.load(), 3);
    QCOMPARE(all[1]->replicas.load(), 1);
    QCOMPARE(all[2]->replicas.load(), 0);
    QCOMPARE(all[0]->futuresFound().count({"u", 0}), std::size_t(1));
    QVERIFY(all[0]->id() != all[1]->id());
    QCOMPARE((*directories)->onlineIds().size(), std::size_t(3));
    QCOMPARE((*directories)->byPath("/b/"), all[1].get());
    QCOMPARE((*directories)->byPath("/bb"), static_cast<LogDirectory *>(nullptr));
    QCOMPARE((*directories)->holding("/b/t-2"), all[1].get());
    QCOMPARE((*directories)->byId(all[2]->id()), all[2].get());
}

void TestLogDirectorySet::choosesTheEmptiest()
{
    const auto directories = open({"/a", "/b", "/c"});
    QVERIFY(directories);
    LogDirectories &set = **directories;
    std::map<std::string, int> chosen;
    for (int i = 0; i < 9; ++i)
        ++chosen[set.choose()->path()];
    QCOMPARE(chosen, (std::map<std::string, int>{{"/a", 3}, {"/b", 3}, {"/c", 3}}));
    set.all()[1]->replicas = 0;
    QCOMPARE(set.choose()->path(), std::string("/b"));
    QCOMPARE(set.choose(set.all()[0].get())->path(), std::string("/a"));
    QCOMPARE(set.all()[0]->replicas.load(), 4);
    set.cordon({"/b/"});
    QVERIFY(set.all()[1]->cordoned);
    QCOMPARE(set.choose()->path(), std::string("/c"));
    set.cordon({"*"});
    QCOMPARE(set.choose()->path(), std::string("/b"));
    set.cordon({});
    QVERIFY(set.fail(*set.all()[1]));
    QVERIFY(set.choose()->path() != "/b");
    QVERIFY(set.choose(set.all()[1].get())->path() != "/b");
}

void TestLogDirectorySet::tellsOfAFailureOnce()
{
    const auto directories = open({"/a", "/b"});
    QVERIFY(directories);
    LogDirectory &second = *(*directories)->all()[1];
    // Missing is no failure, and who opens the broker sees his own.
    QVERIFY(!second.files().open("/b/none", OpenMode::Read));
    m_disk->failOperation(0, EIO);
    QVERIFY(!second.saveCleaned({}));
    QVERIFY(m_failed.empty());
    (*directories)->watch();
    QVERIFY(!second.files().open("/b/none", OpenMode::Read));
    QVERIFY(m_failed.empty());
    for (int i = 0; i < 2; ++i) {
        m_disk->failOperation(0, EIO);
        QVERIFY(!second.saveCleaned({}));
    }
    QCOMPARE(m_failed, std::vector<std::size_t>{1});
    // A file says so as well as the names do.
    auto file = (*directories)->all()[0]->files().open("/a/x", OpenMode::ReadWrite);
    QVERIFY(file);
    m_disk->failOperation(0, ENOSPC);
    const std::string text = "text";
    QVERIFY(!(*file)->writeAt(base::viewOf(text), 0));
    QCOMPARE(m_failed, (std::vector<std::size_t>{1, 0}));
}

void TestLogDirectorySet::keepsTheLast()
{
    const auto directories = open({"/a", "/b"});
    QVERIFY(directories);
    LogDirectories &set = **directories;
    const base::Uuid id = set.all()[0]->id();
    QVERIFY(set.fail(*set.all()[0]));
    QVERIFY(!set.fail(*set.all()[0]));
    QVERIFY(!set.fail(*set.all()[1]));
    QVERIFY(set.anyOffline());
    QCOMPARE(set.failedIds(), std::vector<base::Uuid>{id});
    QCOMPARE(set.onlineIds(), std::vector<base::Uuid>{set.all()[1]->id()});
}

void TestLogDirectorySet::ofOneNobodyIsTold()
{
    const auto directories = open({"/a"});
    QVERIFY(directories);
    (*directories)->watch();
    m_disk->failOperation(0, EIO);
    QVERIFY(!(*directories)->all()[0]->saveCleaned({}));
    QVERIFY(m_failed.empty());
}

void TestLogDirectorySet::refusesAnothersDirectory()
{
    QVERIFY(open({"/a"}, 1));
    const auto other = open({"/b", "/a"}, 2);
    QVERIFY(!other);
    QCOMPARE(other.error().kind, base::ErrorKind::Conflict);
    // Nothing works at all.
    m_disk->failFrom(0);
    const auto none = open({"/c", "/d"});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, base::ErrorKind::Storage);
}

void TestLogDirectorySet::aFileOutlivesWhoeverWatched()
{
    std::shared_ptr<File> file;
    {
        const auto directories = open({"/a", "/b"});
        QVERIFY(directories);
        (*directories)->watch();
        file = *(*directories)->all()[0]->files().open("/a/x", OpenMode::ReadWrite);
    }
    m_disk->failOperation(0, EIO);
    const std::string text = "text";
    QVERIFY(!file->writeAt(base::viewOf(text), 0));
    QCOMPARE(m_failed, std::vector<std::size_t>{0});
}

QTEST_APPLESS_MAIN(TestLogDirectorySet)
#include "tst_log_directory_set.moc"
