// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/log/log_index.h"
#include "backend/sandbox/log/transaction_index.h"
#include "backend/wire/record_batch.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace weir::sandbox {

/// Where a batch lies in its segment.
struct BatchPosition
{
    std::uint64_t position = 0;
    std::uint32_t size = 0;
    std::int64_t baseOffset = -1;
    std::int64_t lastOffset = -1;
    std::int64_t maxTimestamp = -1;
    std::int32_t leaderEpoch = -1;
};

/// "00000000000000000042" + suffix.
std::string segmentFileName(std::int64_t offset, std::string_view suffix);
/// The offset of such a name; nothing for names of another form.
std::optional<std::int64_t> offsetOfFile(std::string_view name, std::string_view suffix);

/// One `.log` file with its indexes: of offsets, of times, and of aborted transactions where there are any. Files are opened on first use and can be released when idle.
class LogSegment
{
public:
    /// `size` is that of the file as found, 0 for a new one. `suffix` is behind the names of a segment in the making.
    LogSegment(FileSystem &fs, const std::string &directory, std::int64_t baseOffset, std::uint64_t size,
               std::int64_t createdMs, std::string_view suffix = {});

    std::int64_t baseOffset() const { return m_baseOffset; }
    std::uint64_t size() const { return m_size; }
    const std::string &logPath() const { return m_logPath; }
    std::vector<std::string> paths() const;

    /// The `.log` file exists when this succeeds.
    base::Status createFile();
    base::Result<std::shared_ptr<File>> file();

    /// One write at the end; on an error the segment is as before (what was partly written is cut off, at the latest by
    /// the next append).
    /// `headers` describe the batches that `pieces`, joined, consist of.
    base::Status append(std::span<const wire::RecordBatchHeader> headers, std::span<const base::ByteView> pieces,
                        std::uint32_t indexIntervalBytes);
    bool indexesFull(std::uint32_t maxIndexBytes);
    /// Of a batch that was appended to this segment.
    void noteAborted(const AbortedTransaction &transaction)
    {
        m_transactionIndex.add(transaction);
        m_abortedUnsynced = true;
    }
    /// Some of them are not on the disk yet, perhaps not even their file's name.
    bool hasUnsyncedAborted() const { return m_abortedUnsynced; }
    /// Those with records in [from, upTo). True where no later segment can have one.
    base::Result<bool> collectAborted(std::int64_t from, std::int64_t upTo, std::vector<AbortedTransaction> &into);
    base::Result<std::vector<AbortedTransaction>> allAborted() { return m_transactionIndex.all(); }
    /// Above all offsets that lie before `position`; nothing where that is only known to be the segment's end.
    base::Result<std::optional<std::int64_t>> offsetBehind(std::uint64_t position);

    /// The first batch whose last offset is at or above `offset`; nothing where all are below.
    base::Result<std::optional<BatchPosition>> find(std::int64_t offset);
    /// Batch by batch from `position` on until `each` gives false; a cut or senseless header ends it (its position is
    /// given back, the size of the segment if there was none). Reads headers only.
    base::Result<std::uint64_t> scan(std::uint64_t position,
                                     const std::function<bool(const wire::RecordBatchHeader &, std::uint64_t)> &each);
    /// The whole batch.
    base::Result<base::Bytes> readBatch(const BatchPosition &at);

    struct TimeAndOffset
    {
        std::int64_t timestamp = -1;
        std::int64_t offset = -1; ///< last offset of the batch with this maxTimestamp
    };
    /// Newest record time of the segment; -1 where it has none.
    base::Result<TimeAndOffset> largest();
    /// Time of its first batch, by which segment.ms counts; nothing in an empty segment.
    base::Result<std::optional<std::int64_t>> firstTimestamp();
    /// Retention's view: largest record time, or the file's age where no record has a time.
    base::Result<std::int64_t> retentionTimestamp();
    std::int64_t createdMs() const { return m_createdMs; }
    /// Where the search for the first record at or after `timestamp` may start.
    base::Result<std::uint64_t> positionForTimestamp(std::int64_t timestamp);

    struct End
    {
        std::int64_t nextOffset = 0; ///< after the last batch; the base offset where there is none
        std::uint64_t position = 0;  ///< less than the size where what follows is no batch
    };
    /// Scans headers from the last index entry on.
    base::Result<End> readEnd();

    /// Drops batches at and above `offset`; gives the bytes cut.
    base::Result<std::uint64_t> truncateTo(std::int64_t offset);
    struct Recovered
    {
        std::uint64_t verifiedBytes = 0;
        std::uint64_t truncatedBytes = 0;
    };
    /// Checks every batch (length, offsets ascending, checksum), cuts from the first bad one on, writes both indexes
    /// anew and tells each good batch. Of aborted transactions nothing is left: who knows the producers notes them again.
    base::Result<Recovered> recover(std::uint32_t indexIntervalBytes,
                                    const std::function<void(const wire::RecordBatchHeader &, base::ByteView)> &each);

    /// No more appends: the last time index entry is made, indexes are written, memory is given back.
    base::Status seal();
    base::Status writeIndexes();
    /// Indexes of the active segment need no sync: recovery after a crash always makes them anew.
    base::Status sync(bool indexes);
    /// The files of this segment, written and open, for a fsync elsewhere.
    base::Result<std::vector<std::shared_ptr<File>>> filesToSync();
    /// Closes idle files. Slices handed out keep theirs.
    void release();
    void moveTo(const std::string &directory, std::string_view suffix = {});

private:
    struct RecentLookup
    {
        bool known = false;
        std::optional<BatchPosition> batch;
    };

    base::Status ensureTail();
    base::Status rebuildIndexes();
    base::Status checkIndexes();
    base::Status endRebuild();
    base::Status note(const wire::RecordBatchHeader &header, std::uint64_t position);
    RecentLookup findRecent(std::int64_t offset) const;
    base::Result<std::optional<BatchPosition>> findFrom(std::uint64_t position, std::int64_t offset, bool &indexIsRight,
                                                        std::optional<std::int64_t> expectedLast);

    FileSystem &m_fs;
    std::string m_logPath;
    std::int64_t m_baseOffset;
    std::uint64_t m_size;
    std::int64_t m_createdMs;
    std::shared_ptr<File> m_file;
    OffsetIndex m_offsetIndex;
    TimeIndex m_timeIndex;
    TransactionIndex m_transactionIndex;
    bool m_abortedUnsynced = false;
    bool m_indexesChecked = false;
    bool m_tailDirty = false; ///< a failed write may have left bytes after m_size
    std::uint32_t m_indexInterval = 4'096;
    std::uint32_t m_sinceIndexEntry = 0;
    std::optional<TimeAndOffset> m_largest;
    std::optional<std::int64_t> m_firstTimestamp;
    std::vector<BatchPosition> m_recent; ///< ring of the newest batches: readers at the tail need no disk
    std::size_t m_recentNext = 0;
};

} // namespace weir::sandbox
