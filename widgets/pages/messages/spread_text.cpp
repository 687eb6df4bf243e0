// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/spread_text.h"

#include "backend/model/keys.h"

#include <QCoreApplication>

namespace weir::widgets {

using model::Partitioner;
using model::Spread;

namespace {

struct Spreads {
    Q_DECLARE_TR_FUNCTIONS(Spreads)
};

} // namespace

QString spreadName(Spread spread)
{
    switch (spread) {
    case Spread::Murmur2: return Spreads::tr("by key: murmur2 (Java clients)");
    case Spread::Crc32: return Spreads::tr("by key: CRC32 (librdkafka)");
    case Spread::Fnv1a: return Spreads::tr("by key: FNV-1a (Sarama)");
    case Spread::Random: return Spreads::tr("random");
    case Spread::RoundRobin: return Spreads::tr("round-robin");
    case Spread::Sticky: return Spreads::tr("sticky, without a key");
    case Spread::Chosen: break;
    }
    return Spreads::tr("always the same");
}

std::optional<qint32> partitionByKey(Spread spread, const std::optional<QByteArray> &key, qint32 partitions)
{
    if (!model::isByKey(spread) || !key || partitions <= 0 || (key->isEmpty() && spread == Spread::Crc32))
        return std::nullopt;
    const Partitioner partitioner = spread == Spread::Crc32 ? Partitioner::Crc32 : spread == Spread::Fnv1a ? Partitioner::Fnv1a : Partitioner::Murmur2;
    return model::partitionOf(partitioner, model::keyHash(partitioner, *key), partitions);
}

QString acksName(model::ProduceRecord::Acks acks)
{
    using Acks = model::ProduceRecord::Acks;
    switch (acks) {
    case Acks::All: return Spreads::tr("all in-sync replicas (acks=all)");
    case Acks::Leader: return Spreads::tr("the leader (acks=1)");
    case Acks::None: break;
    }
    return Spreads::tr("nobody (acks=0)");
}

} // namespace weir::widgets
