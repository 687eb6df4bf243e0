// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/io_retry.h"
#include "backend/sandbox/core/memory_file_system.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <random>

using namespace weir;
using namespace weir::sandbox;
using base::Bytes;
using base::ByteView;
using base::viewOf;

/// The same promises for the machine's disk and for the one in memory; and the faults of the latter.
class TestFileSystem : public QObject
{
    Q_OBJECT

    base::ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MemoryFileSystem> m_memory;

    FileSystem &fs(bool posix) { return posix ? posixFileSystem() : static_cast<FileSystem &>(*m_memory); }
    std::string root(bool posix) const
    {
        return posix ? m_folder->path().toStdString() + "/data" : std::string("/data");
    }
    static void bothKinds()
    {
        QTest::addColumn<bool>("posix");
        QTest::newRow("posix") << true;
        QTest::newRow("memory") << false;
    }
    static std::string text(const base::Result<Bytes> &content)
    {
        return content ? std::string(base::textOf(*content)) : base::describe(content.error());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_memory = std::make_unique<MemoryFileSystem>(m_clock);
    }

    void filesAreWrittenReadCutAndGrown_data() { bothKinds(); }
    void filesAreWrittenReadCutAndGrown()
    {
        QFETCH(bool, posix);
        FileSystem &disk = fs(posix);
        const std::string path = root(posix) + "/a/b/file";
        QCOMPARE(disk.open(path, OpenMode::Read).error().kind, base::ErrorKind::NotFound);
        QVERIFY(disk.makeDirectory(root(posix) + "/a/b"));
        QVERIFY(disk.makeDirectory(root(posix) + "/a/b"));
        auto file = disk.open(path, OpenMode::CreateNew).value();
        QVERIFY(!disk.open(path, OpenMode::CreateNew));
        std::vector<std::string> parts(700, "0123456789"); // more than one writev takes
        std::vector<ByteView> pieces;
        for (const auto &part : parts)
            pieces.push_back(viewOf(part));
        QVERIFY(file->writeAt(pieces, 3));
        QCOMPARE(file->size().value(), std::uint64_t{7'003});
        Bytes content(10'000);
        QCOMPARE(file->readAt(content, 0).value(), std::size_t{7'003});
        QCOMPARE(content[0], std::uint8_t{0});
        QCOMPARE(content[3], std::uint8_t{'0'});
        QCOMPARE(content[7'002], std::uint8_t{'9'});
        QCOMPARE(file->readAt(content, 7'003).value(), std::size_t{0});
        QVERIFY(file->truncate(5));
        QVERIFY(file->truncate(8));
        QCOMPARE(text(readFile(disk, path)), std::string("\0\0\0"
                                                         "01"
                                                         "\0\0\0",
                                                         8));
        QVERIFY(file->sync());
        QVERIFY(disk.syncDirectory(root(posix) + "/a/b"));
        QVERIFY(!readFile(disk, path, 7));
        // Open files outlive their names.
        QVERIFY(disk.rename(path, path + "2"));
        QVERIFY(disk.remove(path + "2"));
        QVERIFY(disk.remove(path + "2"));
        QCOMPARE(file->readAt(content, 0).value(), std::size_t{8});
        QVERIFY(disk.list(root(posix) + "/a/b").value().empty());
    }

    void foldersAreListedRenamedAndRemoved_data() { bothKinds(); }
    void foldersAreListedRenamedAndRemoved()
    {
        QFETCH(bool, posix);
        FileSystem &disk = fs(posix);
        const std::string base = root(posix);
        QVERIFY(disk.makeDirectory(base + "/topic-0/inner"));
        QVERIFY(replaceFile(disk, base + "/topic-0/x", viewOf("one"), true));
        QVERIFY(replaceFile(disk, base + "/topic-0/x", viewOf("two"), false));
        QCOMPARE(text(readFile(disk, base + "/topic-0/x")), std::string("two"));
        QCOMPARE(disk.list(base + "/topic-0").value().size(), std::size_t{2}); // no ".tmp" stays
        QVERIFY(disk.rename(base + "/topic-0", base + "/topic-0.gone"));
        QVERIFY(!disk.exists(base + "/topic-0"));
        QCOMPARE(text(readFile(disk, base + "/topic-0.gone/x")), std::string("two"));
        const FileInfo info = disk.info(base + "/topic-0.gone/x").value();
        QCOMPARE(info.name, std::string("x"));
        QCOMPARE(info.size, std::uint64_t{3});
        QVERIFY(!info.directory && info.modifiedMs > 0);
        QVERIFY(disk.info(base + "/topic-0.gone/inner").value().directory);
        QVERIFY(disk.removeTree(base + "/topic-0.gone"));
        QVERIFY(disk.removeTree(base + "/topic-0.gone"));
        QVERIFY(disk.list(base).value().empty());
        QCOMPARE(disk.list(base + "/none").error().kind, base::ErrorKind::NotFound);
        const DiskSpace space = disk.space(base).value();
        QVERIFY(space.total >= space.available && space.available > 0);
    }

    void aLockHasOneHolder_data() { bothKinds(); }
    void aLockHasOneHolder()
    {
        QFETCH(bool, posix);
        FileSystem &disk = fs(posix);
        QVERIFY(disk.makeDirectory(root(posix)));
        const std::string path = root(posix) + "/.lock";
        auto held = disk.lock(path);
        QVERIFY(held);
        QCOMPARE(disk.lock(path).error().kind, base::ErrorKind::Conflict);
        held->reset();
        QVERIFY(disk.lock(path));
    }

    void interruptedAndShortWritesAreContinued()
    {
        std::mt19937 random(2);
        std::string source(5'000, ' ');
        for (char &c : source)
            c = static_cast<char>('a' + random() % 26);
        std::string disk;
        std::vector<iovec> pieces;
        for (std::size_t at = 0; at < source.size();) {
            const std::size_t size = std::min<std::size_t>(random() % 90, source.size() - at);
            pieces.push_back({source.data() + at, size});
            at += size;
        }
        int interrupted = 0;
        const auto device = [&](const iovec *vector, int count, std::uint64_t position) -> ssize_t {
            if (random() % 3 == 0) {
                ++interrupted;
                errno = EINTR;
                return -1;
            }
            std::size_t room = 1 + random() % 200;
            ssize_t took = 0;
            for (int i = 0; i < count && room > 0; ++i) {
                const std::size_t size = std::min(room, vector[i].iov_len);
                disk.resize(std::max<std::size_t>(disk.size(), position + size));
                disk.replace(position, size, static_cast<const char *>(vector[i].iov_base), size);
                position += size;
                room -= size;
                took += static_cast<ssize_t>(size);
            }
            return took;
        };
        QCOMPARE(writeFully(pieces, 0, device), 0);
        QVERIFY(disk == source);
        QVERIFY(interrupted > 0);

        Bytes back(6'000);
        std::size_t got = 0;
        QCOMPARE(readFully(back, 0, got,
                           [&](std::uint8_t *into, std::size_t size, std::uint64_t position) -> ssize_t {
                               if (random() % 3 == 0) {
                                   errno = EINTR;
                                   return -1;
                               }
                               size = std::min<std::size_t>({size, 1 + random() % 100, source.size() - position});
                               std::copy_n(source.data() + position, size, into);
                               return static_cast<ssize_t>(size);
                           }),
                 0);
        QCOMPARE(got, source.size());
        QVERIFY(std::equal(source.begin(), source.end(), back.begin()));

        iovec one{source.data(), 10};
        const auto fails = [](const iovec *, int, std::uint64_t) -> ssize_t {
            errno = ENOSPC;
            return -1;
        };
        QCOMPARE(writeFully(std::span(&one, 1), 0, fails), ENOSPC);
        QCOMPARE(writeFully(std::span(&one, 1), 0, [](const iovec *, int, std::uint64_t) -> ssize_t { return 0; }),
                 ENOSPC);
    }

    void aFullDeviceIsAnError()
    {
        if (!posixFileSystem().exists("/dev/full"))
            QSKIP("no /dev/full here");
        auto full = posixFileSystem().open("/dev/full", OpenMode::ReadWrite).value();
        const auto written = full->writeAt(viewOf("x"), 0);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, base::ErrorKind::Storage);
        QCOMPARE(written.error().arguments.front().second, std::to_string(ENOSPC));
        QCOMPARE(written.error().target, std::string("/dev/full"));
    }

    void memoryFailsAsItIsTold()
    {
        MemoryFileSystem &disk = *m_memory;
        QVERIFY(disk.makeDirectory("/d"));
        auto file = disk.open("/d/f", OpenMode::ReadWrite).value();
        disk.failOperation(1, EIO);
        QVERIFY(file->writeAt(viewOf("abcd"), 0));
        QVERIFY(!file->writeAt(viewOf("efgh"), 4));
        QCOMPARE(base::textOf(disk.content("/d/f")), std::string_view("abcdef")); // half of it was written
        QVERIFY(file->writeAt(viewOf("efgh"), 4));
        disk.setRoom(2);
        QVERIFY(!file->writeAt(viewOf("ijkl"), 8));
        QCOMPARE(base::textOf(disk.content("/d/f")), std::string_view("abcdefghij"));
        QVERIFY(file->writeAt(viewOf("AB"), 0)); // what is there already needs no room
        QVERIFY(file->truncate(6));
        QVERIFY(file->writeAt(viewOf("wxyz"), 6));
        QVERIFY(!file->writeAt(viewOf("!"), 10));
    }

    void aCrashKeepsWhatWasSynced()
    {
        MemoryFileSystem &disk = *m_memory;
        QVERIFY(disk.makeDirectory("/d"));
        auto synced = disk.open("/d/synced", OpenMode::ReadWrite).value();
        QVERIFY(synced->writeAt(viewOf("kept"), 0) && synced->sync() && synced->writeAt(viewOf("lost"), 4));
        auto never = disk.open("/d/never", OpenMode::ReadWrite).value();
        QVERIFY(never->writeAt(viewOf("lost"), 0));
        auto lock = disk.lock("/d/.lock");
        QVERIFY(lock);
        disk.crash([](const std::string &, std::uint64_t, std::uint64_t) { return 2; });
        QCOMPARE(base::textOf(disk.content("/d/synced")), std::string_view("keptlo"));
        QVERIFY(!disk.exists("/d/never"));
        QVERIFY(!synced->writeAt(viewOf("x"), 0)); // a descriptor of a process that is dead
        QVERIFY(disk.lock("/d/.lock"));
    }
};

QTEST_GUILESS_MAIN(TestFileSystem)
#include "tst_file_system.moc"
