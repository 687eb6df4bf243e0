// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/record_batch.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/fuzz.h"

using namespace weir;
using namespace weir::wire;

// The input is the records field of a Produce request or a Fetch response: batches one after the other. The checksum is
// not demanded, so that what lies behind it is reached.

namespace {
constexpr std::size_t kMaximum = std::size_t{1} << 20;

void checkBatch(const RecordBatchView &batch)
{
    BatchRules rules;
    rules.nowMs = 1'700'000'000'000;
    rules.afterMaxMs = 3'600'000;
    const bool valid = validateBatch(batch, rules).has_value();
    base::Bytes scratch;
    auto cursor = batch.records(scratch, kMaximum);
    if (!cursor) {
        // What a broker takes in, everybody can read, unless it is longer than this one cares for.
        FUZZ_CHECK(!valid || cursor.error().kafkaCode == 10);
        return;
    }
    RecordView record;
    std::int32_t count = 0;
    for (;;) {
        const auto more = cursor->next(record);
        FUZZ_CHECK(more || !valid);
        if (!more)
            return;
        if (!*more)
            break;
        FUZZ_CHECK(record.headers().size() == static_cast<std::size_t>(record.headerCount));
        ++count;
    }
    FUZZ_CHECK(count == batch.header().recordsCount);
    const auto converted = convertCompression(batch, Compression::Lz4, kDefaultCompressionLevel, kMaximum);
    FUZZ_CHECK(converted.has_value());
    const auto again = RecordBatchView::parse(*converted);
    FUZZ_CHECK(again.has_value() && (again->crcMatches() || batch.header().compression() == Compression::Lz4));
    FUZZ_CHECK(validateBatch(*again, rules).has_value() == valid);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    (void)forEachBatch(base::ByteView(data, size), [](const RecordBatchView &batch) -> base::Status {
        checkBatch(batch);
        return {};
    });
    return 0;
}

void fuzzSeeds(const std::function<void(base::ByteView)> &take)
{
    base::Bytes all;
    for (int codec = 0; codec <= 4; ++codec) {
        RecordBatchBuilder::Options options;
        options.compression = static_cast<Compression>(codec);
        options.producerId = codec == 2 ? 7 : -1;
        options.producerEpoch = codec == 2 ? 0 : -1;
        options.baseSequence = codec == 2 ? 0 : -1;
        RecordBatchBuilder builder(options);
        const std::vector<RecordHeaderView> headers{{"trace", base::viewOf("abc")}, {"", std::nullopt}};
        const std::string text(200, 'x');
        for (int i = 0; i < 6; ++i)
            builder.add({1'700'000'000'000 + i, i % 2 == 0 ? std::optional(base::viewOf("key")) : std::nullopt,
                         i % 3 == 0 ? std::nullopt : std::optional(base::viewOf(text)),
                         i % 2 == 0 ? headers : decltype(headers){}});
        const base::Bytes batch = *builder.finish();
        take(batch);
        all.insert(all.end(), batch.begin(), batch.end());
    }
    take(all);
}
