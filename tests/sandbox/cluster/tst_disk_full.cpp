// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that runs full under a running cluster, as its clients and its control socket see it. The disk is a small tmpfs
// in a mount namespace of this process alone; where none may be made the test is skipped and says why.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/cluster/control_server.h"

#include <QTest>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <mutex>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

/// A disk of its own for this process: before it has threads, for a user namespace is entered by single-threaded ones only.
class SmallDisk
{
public:
    SmallDisk() { make(); }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_path.c_str(), MNT_DETACH);
        ::rmdir(m_path.c_str());
    }

    const std::string &path() const { return m_path; }
    /// Empty where there is a disk.
    const std::string &refusal() const { return m_refusal; }
    /// Takes what is left of it but so much.
    bool fill(std::size_t leave)
    {
        const int fd = ::open(filler().c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
        const std::vector<char> block(64 << 10, 'f');
        off_t size = 0;
        ssize_t wrote = 0;
        while ((wrote = ::write(fd, block.data(), block.size())) > 0)
            size += wrote;
        const bool full = errno == ENOSPC;
        const bool cut = ::ftruncate(fd, std::max<off_t>(0, size - static_cast<off_t>(leave))) == 0;
        ::close(fd);
        return full && cut;
    }
    void free() { ::unlink(filler().c_str()); }
    void clear()
    {
        std::error_code ignored;
        if (m_mounted) {
            for (const auto &entry : std::filesystem::directory_iterator(m_path, ignored))
                std::filesystem::remove_all(entry.path(), ignored);
        }
    }

private:
    void make()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "weir-disk-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            return refuse("cannot make " + pattern);
        m_path = pattern;
        const auto user = ::getuid();
        const auto group = ::getgid();
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) {
            write("/proc/self/setgroups", "deny");
            write("/proc/self/uid_map", fmt::format("0 {} 1", user));
            write("/proc/self/gid_map", fmt::format("0 {} 1", group));
        } else if (::unshare(CLONE_NEWNS) != 0) {
            return refuse("neither a user nor a mount namespace may be made");
        }
        if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 || ::mount("tmpfs", m_path.c_str(), "tmpfs", 0, "size=24m") != 0)
            return refuse("a tmpfs may not be mounted");
        m_mounted = true;
    }
    std::string filler() const { return m_path + "/filler"; }
    void refuse(const std::string &what) { m_refusal = what + ": " + std::strerror(errno); }
    static void write(const char *path, const std::string &text) { std::ofstream(path) << text; }

    std::string m_path;
    std::string m_refusal;
    bool m_mounted = false;
};

/// The events that a control socket tells, until it closes.
class Events
{
public:
    explicit Events(const std::string &path)
        : m_thread([this, path] {
            (void)callControl(path, R"({"id":1,"verb":"events.subscribe"})", [this](const std::string &line) {
                const std::lock_guard lock(m_mutex);
                m_lines.push_back(line);
                return true;
            });
        })
    {
    }
    /// When the socket is closed.
    ~Events() { m_thread.join(); }

    bool subscribed() const { return count(R"("ok":true)") > 0; }
    std::size_t count(const std::string &text) const
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<std::size_t>(std::count_if(m_lines.begin(), m_lines.end(), [&](const std::string &line) { return line.find(text) != std::string::npos; }));
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_lines;
    std::thread m_thread;
};

constexpr const char *kFull = R"("kind":"storage.full")";
constexpr const char *kOk = R"("kind":"storage.ok")";

} // namespace

class TestDiskFull : public QObject
{
    Q_OBJECT

public:
    explicit TestDiskFull(SmallDisk &disk) : m_disk(disk) {}

private Q_SLOTS:
    void init();
    void cleanup();
    void refusesLosesNothingAndGoesOn_data();
    void refusesLosesNothingAndGoesOn();

private:
    SmallDisk &m_disk;
};

void TestDiskFull::init()
{
    if (!m_disk.refusal().empty())
        QSKIP(qPrintable(QString::fromStdString("no small disk could be made: " + m_disk.refusal())));
}

/// So that one that failed does not leave a full disk to the next.
void TestDiskFull::cleanup()
{
    m_disk.clear();
}

void TestDiskFull::refusesLosesNothingAndGoesOn_data()
{
    QTest::addColumn<int>("brokers");
    QTest::addColumn<int>("left");
    QTest::newRow("nothing left") << 1 << 0;
    QTest::newRow("room for a part of a record") << 1 << 10'000;
    QTest::newRow("room for a few records") << 1 << 90'000;
    // Whoever of leader and follower comes first gets the last of it.
    QTest::newRow("with a follower on the same disk") << 2 << 150'000;
}

void TestDiskFull::refusesLosesNothingAndGoesOn()
{
    QFETCH(const int, brokers);
    QFETCH(const int, left);
    TestCluster test(brokers);
    test.options.directory = m_disk.path() + "/" + QTest::currentDataTag();
    std::vector<std::string> acknowledged;
    const auto all = [](Client &client) {
        std::vector<std::string> values;
        for (std::int64_t offset = 0;;) {
            const auto part = client.fetch("t", 0, offset);
            if (part.error != 0 || part.values.empty())
                return values;
            values.insert(values.end(), part.values.begin(), part.values.end());
            offset = part.offsets.back() + 1;
        }
    };
    {
        const auto begun = test.start();
        QVERIFY2(begun.has_value(), begun ? "" : base::describe(begun.error()).c_str());
        ControlServer::Options options;
        options.path = test.options.directory + "/control.sock";
        // Ends before the one that listens to it.
        std::unique_ptr<Events> events;
        ControlServer server(*test.cluster, test.clock, options);
        QVERIFY(server.start().has_value());
        events = std::make_unique<Events>(options.path);
        QVERIFY(eventually([&] { return events->subscribed(); }));
        QVERIFY(test.client().createTopic("t", 1, brokers) == 0);
        QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
        Client client = test.client(test.leaderOf("t", 0));

        int number = 0;
        const auto produce = [&] {
            const std::string value = fmt::format("{:06}", number++) + std::string(20'000, 'x');
            const auto produced = client.produce("t", 0, {value}, -1, {}, 2000);
            if (produced.error == 0)
                acknowledged.push_back(value);
            return produced.error;
        };
        for (int i = 0; i < 10; ++i)
            QCOMPARE(produce(), std::int16_t{0});
        QVERIFY(m_disk.fill(static_cast<std::size_t>(left)));
        QVERIFY(eventually([&] { return produce() == base::code(KafkaError::KafkaStorageError); }));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(produce(), base::code(KafkaError::KafkaStorageError));
        QVERIFY(eventually([&] { return events->count(kFull) > 0; }));
        QCOMPARE(events->count(kOk), std::size_t{0});
        // Who reads notices nothing.
        const auto readable = all(client);
        for (const std::string &value : acknowledged)
            QVERIFY2(std::find(readable.begin(), readable.end(), value) != readable.end(), value.substr(0, 6).c_str());

        m_disk.free();
        QVERIFY(eventually([&] { return produce() == 0; }));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(produce(), std::int16_t{0});
        QVERIFY(eventually([&] { return events->count(kOk) > 0; }));
        QVERIFY(eventually([&] { return test.isrOf("t", 0) == static_cast<std::size_t>(brokers); }));
        if (brokers == 1)
            QCOMPARE(all(client), acknowledged);
    }
    // And they are there in another life, on every replica.
    test.stop();
    const auto again = test.start();
    QVERIFY2(again.has_value(), again ? "" : base::describe(again.error()).c_str());
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0 && test.isrOf("t", 0) == static_cast<std::size_t>(brokers); }));
    for (int id = 1; id <= brokers; ++id) {
        Client reader = test.client(id);
        std::vector<std::string> found;
        QVERIFY(eventually([&] {
            found = all(reader);
            return !found.empty() && found.back() == acknowledged.back();
        }));
        for (const std::string &value : acknowledged)
            QVERIFY2(std::find(found.begin(), found.end(), value) != found.end(), value.substr(0, 6).c_str());
    }
}

int main(int argc, char **argv)
{
    SmallDisk disk;
    QCoreApplication app(argc, argv);
    TestDiskFull test(disk);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_disk_full.moc"
