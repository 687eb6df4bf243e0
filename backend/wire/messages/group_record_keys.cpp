// SPDX-License-Identifier: GPL-3.0-or-later
// Apart from the messages, so that each of them is compiled in its own file only.
#include "backend/wire/decoder.h"
#include "backend/wire/messages/group_records.h"

namespace weir::wire {

namespace {
constexpr std::int16_t kLegacyOffsetCommitType = 0;

/// The first of the variant's keys that has the type, from the second alternative on: the first is the unknown one.
template <std::size_t At = 1>
base::Result<GroupRecordKey> decodeKeyOf(std::int16_t type, base::ByteView body)
{
    if constexpr (At == std::variant_size_v<GroupRecordKey>) {
        return GroupRecordKey(UnknownGroupKey{type});
    } else {
        using Key = std::variant_alternative_t<At, GroupRecordKey>;
        if (type != Key::kRecordType)
            return decodeKeyOf<At + 1>(type, body);
        WEIR_TRY(Key key, decode<Key>(body, 0));
        return GroupRecordKey(std::move(key));
    }
}
} // namespace

base::Result<base::Bytes> encodeGroupKey(const GroupRecordKey &key)
{
    return std::visit(
        [](const auto &known) -> base::Result<base::Bytes> {
            using Key = std::decay_t<decltype(known)>;
            constexpr bool isKnown = !std::is_same_v<Key, UnknownGroupKey>;
            base::Bytes bytes(sizeof(std::int16_t));
            if constexpr (isKnown) {
                base::writeBigEndian(bytes.data(), Key::kRecordType);
                WEIR_TRY(const base::Bytes body, encodeFlat(known, 0));
                bytes.insert(bytes.end(), body.begin(), body.end());
            } else {
                base::writeBigEndian(bytes.data(), known.type);
            }
            return bytes;
        },
        key);
}

base::Result<GroupRecordKey> decodeGroupKey(base::ByteView bytes)
{
    Decoder prefix(bytes, 0, false);
    const auto type = prefix.readInt<std::int16_t>();
    if (prefix.failed())
        return base::fail(prefix.error("GroupRecordKey"));
    return decodeKeyOf(type == kLegacyOffsetCommitType ? OffsetCommitKey::kRecordType : type, bytes.subspan(prefix.position()));
}

} // namespace weir::wire
