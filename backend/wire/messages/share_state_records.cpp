// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/share_state_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ShareSnapshotKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topicId);
    WEIR_FIELD(partition);
}

WEIR_DESCRIBE(ShareSnapshotValue::StateBatch)
{
    WEIR_FIELD(firstOffset);
    WEIR_FIELD(lastOffset);
    WEIR_FIELD(deliveryState);
    WEIR_FIELD(deliveryCount);
}

WEIR_DESCRIBE(ShareSnapshotValue)
{
    WEIR_FIELD(snapshotEpoch);
    WEIR_FIELD(stateEpoch);
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(startOffset);
    WEIR_FIELD(deliveryCompleteCount, always().tagged(0));
    WEIR_FIELD(createTimestamp);
    WEIR_FIELD(writeTimestamp);
    WEIR_FIELD(stateBatches);
}

WEIR_DESCRIBE(ShareUpdateKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topicId);
    WEIR_FIELD(partition);
}

WEIR_DESCRIBE(ShareUpdateValue::StateBatch)
{
    WEIR_FIELD(firstOffset);
    WEIR_FIELD(lastOffset);
    WEIR_FIELD(deliveryState);
    WEIR_FIELD(deliveryCount);
}

WEIR_DESCRIBE(ShareUpdateValue)
{
    WEIR_FIELD(snapshotEpoch);
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(startOffset);
    WEIR_FIELD(deliveryCompleteCount, always().tagged(0));
    WEIR_FIELD(stateBatches);
}

WEIR_WIRE_BLOB(ShareSnapshotKey);
WEIR_WIRE_BLOB(ShareSnapshotValue);
WEIR_WIRE_BLOB(ShareUpdateKey);
WEIR_WIRE_BLOB(ShareUpdateValue);

base::Result<base::Bytes> encodeShareStateKey(const ShareStateKey &key)
{
    return std::visit(
        [](const auto &known) -> base::Result<base::Bytes> {
            using Key = std::decay_t<decltype(known)>;
            Encoder encoder(0, false);
            encoder.writeInt(Key::kRecordType);
            encoder.writeStruct(known);
            WEIR_TRY(EncodedFrame frame, encoder.take(Key::kName, false));
            return std::move(frame.bytes);
        },
        key);
}

base::Result<std::optional<ShareStateKey>> decodeShareStateKey(base::ByteView bytes)
{
    Decoder prefix(bytes, 0, false);
    const auto type = prefix.readInt<std::int16_t>();
    if (prefix.failed())
        return base::fail(prefix.error("ShareStateKey"));
    const base::ByteView body = bytes.subspan(prefix.position());
    if (type == ShareSnapshotKey::kRecordType) {
        WEIR_TRY(ShareSnapshotKey key, decode<ShareSnapshotKey>(body, 0));
        return std::optional<ShareStateKey>(std::move(key));
    }
    if (type == ShareUpdateKey::kRecordType) {
        WEIR_TRY(ShareUpdateKey key, decode<ShareUpdateKey>(body, 0));
        return std::optional<ShareStateKey>(std::move(key));
    }
    return std::optional<ShareStateKey>{};
}

} // namespace weir::wire
