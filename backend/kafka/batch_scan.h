// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/kafka/byte_filter.h"
#include "backend/model/record.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/record_batch.h"

#include <functional>
#include <set>

namespace weir::kafka {

/// What is looked for in the batches of one partition.
struct ScanQuery {
    QString topic;
    ByteFilter filter{std::string()};
    std::optional<qint64> untilTimestampMs; ///< exclusive
    std::size_t valueBytes = 0; ///< longer values are cut to it; 0: none is
    bool readCommitted = false;
    bool countOnly = false;
    /// Called for each record that is wanted, in place of making a hit of it; the view holds for the call only.
    std::function<void(qint32 partition, const wire::RecordView &record)> visit;
};

/// The records of one Fetch answer for one partition, as far as they are wanted.
struct ScanResult {
    std::vector<model::Record> hits; ///< in order of offset; none where only counted
    qint64 hitCount = 0;
    qint64 records = 0; ///< looked at
    qint64 bytes = 0;   ///< of the batches, as they came
    qint64 lastTimestampMs = -1; ///< the highest seen
    std::optional<qint64> firstTimestampMs; ///< the lowest with which a batch begins
};

/// Scans fetched batches. Bytes are searched as they lie in the batch: where the filter is not found in a whole batch,
/// its records are not even told apart. Remembers which transactions are aborted from one answer to the next.
class BatchScan
{
public:
    BatchScan(const ScanQuery &query, qint32 partition) : m_query(&query), m_partition(partition) {}

    /// The offset after the last complete batch, without looking into any; `from` where there is none.
    static std::int64_t nextOffset(base::ByteView bytes, std::int64_t from);
    /// Looks at the records with offsets in [from, until). Error: as the codec's, for damaged batches.
    base::Status scan(const wire::FetchResponse::PartitionData &data, base::ByteView bytes, std::int64_t from, std::int64_t until, ScanResult &into);

private:
    base::Status scanBatch(const wire::RecordBatchView &batch, std::int64_t from, std::int64_t until, ScanResult &into);
    bool matches(const wire::RecordView &record) const;
    model::Record toModel(const wire::RecordBatchHeader &header, const wire::RecordView &record) const;

    const ScanQuery *m_query;
    qint32 m_partition;
    std::set<std::int64_t> m_aborted; ///< producers whose transaction at this place was aborted
    base::Bytes m_inflated;
};

} // namespace weir::kafka
