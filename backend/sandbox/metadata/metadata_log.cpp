// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/metadata_log.h"

#include "backend/sandbox/metadata/batch_apply.h"
#include "backend/sandbox/metadata/config_value.h"
#include "backend/sandbox/metadata/control_records.h"
#include "backend/sandbox/metadata/controller.h"
#include "backend/sandbox/metadata/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace weir::sandbox {

namespace {

constexpr std::uint32_t kReplayBytes = 8u << 20;
constexpr std::string_view kSnapshotSuffix = ".checkpoint";

using Properties = std::map<std::string, std::string>;

Properties parseProperties(base::ByteView content)
{
    Properties properties;
    std::string_view rest = base::textOf(content);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto equals = line.find('=');
        if (line.empty() || line.front() == '#' || equals == std::string_view::npos)
            continue;
        properties[std::string(trimmed(line.substr(0, equals)))] = trimmed(line.substr(equals + 1));
    }
    return properties;
}

std::optional<MetadataLog::SnapshotId> parseSnapshotName(std::string_view name)
{
    // 20 digits, '-', 10 digits
    if (name.size() != 31 + kSnapshotSuffix.size() || !name.ends_with(kSnapshotSuffix) || name[20] != '-')
        return std::nullopt;
    const auto offset = parseInteger(name.substr(0, 20));
    const auto epoch = parseInteger(name.substr(21, 10));
    if (!offset || !epoch || *offset < 0 || *epoch < 0 || *epoch > INT32_MAX)
        return std::nullopt;
    return MetadataLog::SnapshotId{*offset, static_cast<std::int32_t>(*epoch)};
}

} // namespace

MetadataLog::MetadataLog(FileSystem &fs, const base::Clock &clock, Options options)
    : m_fs(fs)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_folder(fmt::format("{}/{}", m_options.directory, kMetadataFolder))
    , m_snapshotTime(clock.monotonic())
{
}

base::Result<std::unique_ptr<MetadataLog>> MetadataLog::open(FileSystem &fs, Random &random, const base::Clock &clock,
                                                             Options options)
{
    std::unique_ptr<MetadataLog> log(new MetadataLog(fs, clock, std::move(options)));
    WEIR_CHECK(log->openDirectory(random));
    WEIR_CHECK(log->findSnapshot());
    WEIR_CHECK(log->openLog());
    return log;
}

base::Status MetadataLog::openDirectory(Random &random)
{
    WEIR_CHECK(m_fs.makeDirectory(m_options.directory));
    WEIR_TRY(m_lock, m_fs.lock(m_options.directory + "/.lock"));
    const std::string path = m_options.directory + "/meta.properties";
    const auto conflict = [&](std::string words) {
        return base::fail(base::ErrorKind::Conflict, "metadata.open", path, std::move(words));
    };
    const auto content = readFile(m_fs, path);
    if (content) {
        Properties properties = parseProperties(*content);
        if (properties["version"] != "1" || properties["cluster.id"].empty())
            return base::fail(base::ErrorKind::Invalid, "metadata.open", path, "not a meta.properties of version 1");
        if (m_options.clusterId && *m_options.clusterId != properties["cluster.id"])
            return conflict(fmt::format("the directory belongs to cluster {}", properties["cluster.id"]));
        if (properties["node.id"] != std::to_string(m_options.nodeId))
            return conflict(fmt::format("the directory belongs to node {}", properties["node.id"]));
        m_clusterId = properties["cluster.id"];
        return {};
    }
    if (content.error().kind != base::ErrorKind::NotFound)
        return base::fail(content.error());
    m_clusterId = m_options.clusterId.value_or(random.uuid().toString());
    const std::string text = fmt::format("#\ncluster.id={}\ndirectory.id={}\nnode.id={}\nversion=1\n", m_clusterId,
                                         random.uuid().toString(), m_options.nodeId);
    return replaceFile(m_fs, path, base::viewOf(text), true);
}

base::Status MetadataLog::findSnapshot()
{
    const auto files = m_fs.list(m_folder);
    if (!files) {
        if (files.error().kind == base::ErrorKind::NotFound)
            return {};
        return base::fail(files.error());
    }
    for (const FileInfo &file : *files) {
        const auto id = parseSnapshotName(file.name);
        if (id && (!m_snapshot || id->endOffset > m_snapshot->endOffset))
            m_snapshot = id;
    }
    return {};
}

base::Status MetadataLog::openLog()
{
    PartitionLog::OpenOptions options;
    options.topicId = metadataTopicId();
    WEIR_TRY(m_log, PartitionLog::open(m_fs, m_folder, m_options.log, m_clock, options));
    // A snapshot stands for everything below it: a log that ends before it has nothing to add.
    if (m_snapshot && m_log->logEndOffset() < m_snapshot->endOffset)
        WEIR_CHECK(m_log->truncateFullyAndStartAt(m_snapshot->endOffset));
    if (m_log->logStartOffset() > (m_snapshot ? m_snapshot->endOffset : 0))
        return base::fail(
            base::ErrorKind::Invalid, "metadata.open", m_folder,
            fmt::format("the log begins at {} and no snapshot holds what was before", m_log->logStartOffset()));
    m_epoch = std::max({m_log->latestEpoch(), m_snapshot ? m_snapshot->epoch : 0, 0});
    return {};
}

base::Result<ImagePtr> MetadataLog::replay()
{
    ImagePtr base = std::make_shared<const MetadataImage>();
    if (m_snapshot) {
        WEIR_TRY(const base::Bytes content, readSnapshot(*m_snapshot));
        WEIR_TRY(base, decodeSnapshot(content, m_snapshot->endOffset, m_snapshot->epoch));
    }
    ImageBuilder builder(base);
    const std::int64_t end = m_log->logEndOffset();
    while (builder.current().offset() + 1 < end) {
        const std::int64_t from = std::max(builder.current().offset() + 1, m_log->logStartOffset());
        WEIR_TRY(const LogSlice slice, m_log->read(from, kReplayBytes, end));
        WEIR_TRY(const base::Bytes bytes, slice.read());
        WEIR_CHECK(applyBatches(builder, bytes));
        if (builder.current().offset() < from)
            return base::fail(base::ErrorKind::Invalid, "metadata.replay", m_folder,
                              fmt::format("nothing can be read at offset {}", from));
        m_bytesSinceSnapshot += bytes.size();
    }
    // What survived a crash was perhaps confirmed: it counts, and it is made sure of before anybody reads it.
    WEIR_CHECK(commit());
    return builder.finish().image;
}

base::Status MetadataLog::becomeLeader()
{
    ++m_epoch;
    WEIR_CHECK(m_log->assignEpoch(m_epoch));
    WEIR_TRY(const base::Bytes batch, leaderChangeBatch(endOffset(), m_epoch, m_options.nodeId, m_clock.wallMs()));
    WEIR_CHECK(m_log->appendAsLeader(batch, m_epoch, AppendOrigin::RaftLeader));
    return {};
}

base::Result<std::int64_t> MetadataLog::append(std::span<const MetadataRecord> records)
{
    WEIR_TRY(const base::Bytes batch, encodeMetadataBatch(records, endOffset(), m_epoch, m_clock.wallMs()));
    WEIR_TRY(const AppendInfo info, m_log->appendAsLeader(batch, m_epoch, AppendOrigin::RaftLeader));
    m_bytesSinceSnapshot += batch.size();
    return info.baseOffset;
}

base::Status MetadataLog::commit()
{
    WEIR_CHECK(m_log->flush());
    m_log->setHighWatermark(m_log->logEndOffset());
    return {};
}

base::Status MetadataLog::rollBack()
{
    WEIR_CHECK(m_log->truncateTo(m_log->highWatermark()));
    return {};
}

base::Result<base::Bytes> MetadataLog::read(std::int64_t offset, std::uint32_t maxBytes)
{
    WEIR_TRY(const LogSlice slice, m_log->read(offset, maxBytes, m_log->highWatermark()));
    return slice.read();
}

std::string MetadataLog::snapshotPath(const SnapshotId &id) const
{
    return fmt::format("{}/{:020}-{:010}{}", m_folder, id.endOffset, id.epoch, kSnapshotSuffix);
}

base::Status MetadataLog::writeSnapshot(const MetadataImage &image)
{
    const SnapshotId id{image.offset() + 1, image.epoch()};
    if (m_snapshot == id)
        return {};
    WEIR_TRY(const base::Bytes content, encodeSnapshot(image, m_clock.wallMs()));
    WEIR_CHECK(replaceFile(m_fs, snapshotPath(id), content, true));
    m_snapshot = id;
    m_snapshotTime = m_clock.monotonic();
    m_bytesSinceSnapshot = 0;
    cleanSnapshots();
    // Only whole segments can go: end this one, so that the next snapshot finds it whole.
    WEIR_CHECK(m_log->roll());
    WEIR_CHECK(m_log->deleteRecordsBefore(id.endOffset));
    WEIR_CHECK(m_log->deleteOldSegments());
    return {};
}

void MetadataLog::cleanSnapshots()
{
    const auto files = m_fs.list(m_folder);
    if (!files)
        return;
    for (const FileInfo &file : *files) {
        const auto id = parseSnapshotName(file.name);
        if (id && id->endOffset < m_snapshot->endOffset) {
            // One that stays costs room only, and goes with the next snapshot.
            (void)m_fs.remove(snapshotPath(*id));
        }
    }
}

base::Result<base::Bytes> MetadataLog::readSnapshot(const SnapshotId &id)
{
    return readFile(m_fs, snapshotPath(id), std::size_t{1} << 30);
}

base::Result<base::Bytes> MetadataLog::readSnapshot(const SnapshotId &id, std::uint64_t position, std::size_t maxBytes)
{
    WEIR_TRY(const auto file, m_fs.open(snapshotPath(id), OpenMode::Read));
    WEIR_TRY(const std::uint64_t size, file->size());
    base::Bytes piece(static_cast<std::size_t>(std::min<std::uint64_t>(maxBytes, size - std::min(size, position))));
    WEIR_TRY(const std::size_t read, file->readAt(piece, position));
    piece.resize(read);
    return piece;
}

base::Result<std::uint64_t> MetadataLog::snapshotSize(const SnapshotId &id)
{
    WEIR_TRY(const FileInfo file, m_fs.info(snapshotPath(id)));
    return file.size;
}

base::Status MetadataLog::close()
{
    return m_log->close();
}

} // namespace weir::sandbox
