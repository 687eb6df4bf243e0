// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/crc32c.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/record_batch.h"
#include "tests/fuzz/allocations.h"
#include "tests/fuzz/broker_input.h"
#include "tests/fuzz/broker_rig.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace weir;
using namespace weir::fuzz;

// The input is what one connection sends to a running broker: a byte of flags, then frames, each after its length in four
// bytes. The broker and its controller are the sandbox's own, in a simulation, so that nothing depends on time and threads.
// Whatever comes: no request takes more than 16 MB and some times its own size, who has no rights changes and sees nothing,
// nobody logs in as somebody that they are not, and others are served afterwards.

namespace {

constexpr std::size_t kMostFrames = 24;
constexpr std::size_t kMostMemory = std::size_t{16} << 20;
/// Of the request's size: as it came, as it was decoded, and what is kept of it.
constexpr std::size_t kTimesItsSize = 16;
/// What inputs left behind is dropped after so many.
constexpr int kInputsOfARig = 1'000;

std::unique_ptr<BrokerRig> current;

BrokerRig &rig()
{
    static int inputs = 0;
    if (!current || ++inputs % kInputsOfARig == 0) {
        current.reset();
        current = std::make_unique<BrokerRig>();
    }
    return *current;
}

/// Of every run of bytes in a Produce request that begins as a batch does.
void rightSums(base::Bytes &frame)
{
    if (frame.size() < 4 || base::readBigEndian<std::int16_t>(frame.data()) != wire::ProduceRequest::apiKey)
        return;
    for (std::size_t at = 8; at + wire::kBatchHeaderBytes <= frame.size(); ++at) {
        const auto header = wire::peekBatchHeader(base::ByteView(frame).subspan(at));
        if (!header || header->magic != 2 || header->batchLength < 49 || at + header->sizeInBytes() > frame.size())
            continue;
        const auto batch = base::ByteView(frame).subspan(at, header->sizeInBytes());
        base::writeBigEndian(frame.data() + at + 17, base::crc32c(batch.subspan(wire::kBatchCrcStart)));
        at += header->sizeInBytes() - 1;
    }
}

} // namespace

namespace weir::fuzz {

std::vector<std::pair<std::int16_t, wire::VersionRange>> servedKeys()
{
    std::vector<std::pair<std::int16_t, wire::VersionRange>> keys;
    for (const auto &[key, entry] : rig().broker().table().entries())
        keys.emplace_back(key, entry.versions);
    return keys;
}

} // namespace weir::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    BrokerRig &broker = rig();
    const std::uint8_t flags = data[0];
    const bool login = (flags & kLoginFirst) != 0;
    const std::string principal = login ? std::string() : (flags & kNobody) != 0 ? "User:nobody" : "User:root";
    BrokerRig::Connection connection(broker, principal);
    const bool powerless = principal == "User:nobody" && !broker.givesRights(principal);
    const std::string before = powerless ? broker.state() : std::string();
    base::ByteView rest(data + 1, size - 1);
    for (std::size_t frames = 0; frames < kMostFrames && rest.size() >= 4; ++frames) {
        const std::size_t length = std::min<std::size_t>(base::readBigEndian<std::uint32_t>(rest.data()), rest.size() - 4);
        base::Bytes frame = base::toBytes(rest.subspan(4, length));
        rest = rest.subspan(4 + length);
        if ((flags & kRightSums) != 0)
            rightSums(frame);
        const std::size_t inUse = bytesInUse();
        forgetPeak();
        const auto key = frame.size() < 4 ? std::int16_t{-1} : base::readBigEndian<std::int16_t>(frame.data());
        const auto version = frame.size() < 4 ? std::int16_t{-1} : base::readBigEndian<std::int16_t>(frame.data() + 2);
        const bool open = connection.send(std::move(frame));
        if (const std::size_t took = peakBytes() - inUse; took >= kMostMemory + kTimesItsSize * length) {
            std::fprintf(stderr, "frame %zu of %zu bytes, key %d version %d, took %zu bytes\n", frames, length, key, version, took);
            FUZZ_CHECK(false);
        }
        if (!open)
            break;
    }
    FUZZ_CHECK(!powerless || broker.state() == before);
    // One that was told to end is not to blame.
    if (!broker.serves())
        current.reset();
    return 0;
}
