// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/transaction_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(TransactionLogKey)
{
    WEIR_FIELD(transactionalId);
}

WEIR_DESCRIBE(TransactionLogValue::PartitionsSchema)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitionIds);
}

WEIR_DESCRIBE(TransactionLogValue)
{
    WEIR_FIELD(producerId);
    WEIR_FIELD(previousProducerId, since(1).tagged(0));
    WEIR_FIELD(nextProducerId, since(1).tagged(1));
    WEIR_FIELD(producerEpoch);
    WEIR_FIELD(nextProducerEpoch, since(1).tagged(3));
    WEIR_FIELD(transactionTimeoutMs);
    WEIR_FIELD(transactionStatus);
    WEIR_FIELD(transactionPartitions, always().orNull());
    WEIR_FIELD(transactionLastUpdateTimestampMs);
    WEIR_FIELD(transactionStartTimestampMs);
    WEIR_FIELD(clientTransactionVersion, since(1).tagged(2));
}

WEIR_WIRE_BLOB(TransactionLogKey);
WEIR_WIRE_BLOB(TransactionLogValue);

base::Result<base::Bytes> encodeTransactionKey(const TransactionLogKey &key)
{
    Encoder encoder(0, false);
    encoder.writeInt(TransactionLogKey::kRecordType);
    encoder.writeStruct(key);
    WEIR_TRY(EncodedFrame frame, encoder.take(TransactionLogKey::kName, false));
    return std::move(frame.bytes);
}

base::Result<std::optional<TransactionLogKey>> decodeTransactionKey(base::ByteView bytes)
{
    Decoder prefix(bytes, 0, false);
    const auto type = prefix.readInt<std::int16_t>();
    if (prefix.failed())
        return base::fail(prefix.error(TransactionLogKey::kName));
    if (type != TransactionLogKey::kRecordType)
        return std::optional<TransactionLogKey>{};
    WEIR_TRY(TransactionLogKey key, decode<TransactionLogKey>(bytes.subspan(prefix.position()), 0));
    return std::optional<TransactionLogKey>(std::move(key));
}

} // namespace weir::wire
