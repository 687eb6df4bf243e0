// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/memory_file_system.h"
#include "backend/sandbox/log/partition_log.h"

#include <QtTest/QTest>

namespace weir::sandbox::test {

inline std::string explain(const base::Error &error)
{
    return base::describe(error);
}

/// The value, or a test failure with the error in words.
#define MUST(declaration, expression)                                                                                  \
    auto WEIR_CONCAT(must_, __LINE__) = (expression);                                                                  \
    QVERIFY2(WEIR_CONCAT(must_, __LINE__).has_value(),                                                                 \
             WEIR_CONCAT(must_, __LINE__) ? ""                                                                         \
                                          : ::weir::base::describe(WEIR_CONCAT(must_, __LINE__).error()).c_str());     \
    declaration = std::move(*WEIR_CONCAT(must_, __LINE__))
#define MUST_DO(expression)                                                                                            \
    do {                                                                                                               \
        const auto mustDo = (expression);                                                                              \
        QVERIFY2(mustDo.has_value(), mustDo ? "" : ::weir::base::describe(mustDo.error()).c_str());                    \
    } while (false)

struct BatchSpec
{
    int count = 1;
    std::int64_t timestamp = 1'700'000'000'000;
    std::int64_t timestampStep = 1;
    wire::Compression compression = wire::Compression::None;
    std::int64_t producerId = -1;
    std::int16_t epoch = -1;
    std::int32_t sequence = -1;
    std::size_t valueBytes = 10;
    std::string prefix = "v";
    bool transactional = false;
    std::int64_t baseOffset = 0;
    std::int32_t leaderEpoch = -1;
};

inline base::Bytes makeBatch(const BatchSpec &spec)
{
    wire::RecordBatchBuilder::Options options;
    options.compression = spec.compression;
    options.producerId = spec.producerId;
    options.producerEpoch = spec.epoch;
    options.baseSequence = spec.sequence;
    options.transactional = spec.transactional;
    options.baseOffset = spec.baseOffset;
    options.partitionLeaderEpoch = spec.leaderEpoch;
    wire::RecordBatchBuilder builder(options);
    for (int i = 0; i < spec.count; ++i) {
        const std::string key = "k" + std::to_string(i);
        std::string value = spec.prefix + std::to_string(i);
        value.resize(std::max(value.size(), spec.valueBytes), '.');
        builder.add({spec.timestamp + i * spec.timestampStep, base::viewOf(key), base::viewOf(value), {}});
    }
    return *builder.finish();
}

/// The end of a transaction.
inline base::Bytes makeMarker(std::int64_t producerId, std::int16_t epoch, bool commit, std::int32_t coordinatorEpoch = 0,
                              std::int64_t timestamp = 1'700'000'000'000)
{
    wire::RecordBatchBuilder::Options options;
    options.producerId = producerId;
    options.producerEpoch = epoch;
    options.transactional = true;
    options.control = true;
    wire::RecordBatchBuilder builder(options);
    base::Bytes key(4);
    base::writeBigEndian(key.data() + 2, static_cast<std::int16_t>(commit ? 1 : 0));
    base::Bytes value(6);
    base::writeBigEndian(value.data() + 2, coordinatorEpoch);
    builder.add({timestamp, base::ByteView{key}, base::ByteView{value}, {}});
    return *builder.finish();
}

/// A client's batch, as the broker appends it when the coordinator has said that the partition is in the transaction.
inline base::Result<AppendInfo> appendVerified(PartitionLog &log, base::ByteView batch, std::int32_t leaderEpoch = 0)
{
    const auto header = wire::peekBatchHeader(batch);
    return log.appendAsLeader(batch, leaderEpoch, AppendOrigin::Client, {.verification = log.startVerification(*header, false)});
}

struct SeenRecord
{
    std::int64_t offset;
    std::int64_t timestamp;
    std::string value;
    bool operator==(const SeenRecord &) const = default;
};

/// Every record from `offset` up to `upperBound`, read slice by slice as a consumer would.
inline base::Result<std::vector<SeenRecord>> readAll(PartitionLog &log, std::int64_t offset = -1,
                                                     std::int64_t upperBound = INT64_MAX,
                                                     std::uint32_t maxBytes = 1 << 20)
{
    std::vector<SeenRecord> seen;
    if (offset < 0)
        offset = log.logStartOffset();
    const std::int64_t wanted = offset;
    for (;;) {
        WEIR_TRY(const LogSlice slice, log.read(offset, maxBytes, upperBound));
        if (slice.empty())
            return seen;
        WEIR_TRY(const base::Bytes bytes, slice.read());
        base::Bytes scratch;
        const std::int64_t before = offset;
        WEIR_CHECK(wire::forEachBatch(bytes, [&](const wire::RecordBatchView &batch) -> base::Status {
            WEIR_CHECK(batch.checkCrc());
            WEIR_TRY(auto records, batch.records(scratch, 1 << 26));
            wire::RecordView record;
            for (;;) {
                WEIR_TRY(const bool more, records.next(record));
                if (!more)
                    break;
                if (record.offset >= wanted)
                    seen.push_back({record.offset, record.timestamp,
                                    record.value ? std::string(base::textOf(*record.value)) : std::string("(null)")});
            }
            offset = batch.header().nextOffset();
            return {};
        }));
        if (offset == before)
            return base::fail(base::ErrorKind::Bug, "test.read", {}, "no progress");
    }
}

} // namespace weir::sandbox::test
