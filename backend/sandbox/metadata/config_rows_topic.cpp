// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/config_tables.h"

namespace weir::sandbox {

namespace {

using namespace config_row;

const ConfigDef kRows[] = {
    {"cleanup.policy", T::List, "delete", listOf("compact,delete"), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "What happens to old segments: delete drops them by time or size, compact keeps the newest "
                       "record of each key, and both may be combined.")},
    {"compression.gzip.level", T::Int, "-1", betweenOrMinus1(1, 9), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Effort of gzip when the broker compresses; -1 is zlib's own choice.")},
    {"compression.lz4.level", T::Int, "9", between(1, 17), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Effort of lz4 when the broker compresses.")},
    {"compression.type", T::String, "producer", oneOf("uncompressed,zstd,lz4,snappy,gzip,producer"), I::Medium,
     U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Codec in which batches are stored; producer keeps what the producer sent.")},
    {"compression.zstd.level", T::Int, "3", between(-131072, 22), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Effort of zstd when the broker compresses.")},
    {"delete.retention.ms", T::Long, "86400000", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "How long a tombstone stays readable in a compacted topic after compaction reached it.")},
    {"file.delete.delay.ms", T::Long, "60000", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Wait between dropping a segment from the log and removing its files.")},
    {"flush.messages", T::Long, "9223372036854775807", atLeast(1), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Number of records after which the log is forced to disk; replication is the usual "
                       "safeguard instead.")},
    {"flush.ms", T::Long, "9223372036854775807", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Time after which appended records are forced to disk.")},
    {"follower.replication.throttled.replicas", T::List, "", kThrottled, I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Replicas whose follower traffic is throttled, as partition:broker pairs, or * for all.")},
    {"index.interval.bytes", T::Int, "4096", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Bytes of records between two entries of the offset index.")},
    {"leader.replication.throttled.replicas", T::List, "", kThrottled, I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Replicas whose leader traffic is throttled, as partition:broker pairs, or * for all.")},
    {"local.retention.bytes", T::Long, "-2", atLeast(-2), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Size kept on the broker's own disk when tiered storage is on; -2 follows retention.bytes.")},
    {"local.retention.ms", T::Long, "-2", atLeast(-2), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Time kept on the broker's own disk when tiered storage is on; -2 follows retention.ms.")},
    {"max.compaction.lag.ms", T::Long, "9223372036854775807", atLeast(1), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Longest time that a record of a compacted topic may wait for compaction.")},
    {"max.message.bytes", T::Int, "1048588", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Largest record batch that is accepted, after compression.")},
    {"message.timestamp.after.max.ms", T::Long, "3600000", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "How far a record's timestamp may be ahead of the broker's clock.")},
    {"message.timestamp.before.max.ms", T::Long, "9223372036854775807", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "How far a record's timestamp may be behind the broker's clock.")},
    {"message.timestamp.type", T::String, "CreateTime", oneOf("CreateTime,LogAppendTime"), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Whose time a record carries: CreateTime is the producer's, LogAppendTime the broker's.")},
    {"min.cleanable.dirty.ratio", T::Double, "0.5", between(0, 1), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Share of a log that must be uncompacted before compaction takes it up.")},
    {"min.compaction.lag.ms", T::Long, "0", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Time during which a record is left out of compaction.")},
    {"min.insync.replicas", T::Int, "1", atLeast(1), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Replicas that must be in sync before a write with acks=all is accepted.")},
    {"preallocate", T::Boolean, "false", kAny, I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Whether a new segment file is given its full size at once.")},
    {"remote.log.copy.disable", T::Boolean, "false", kAny, I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Whether tiered storage stops copying segments of this topic.")},
    {"remote.log.delete.on.disable", T::Boolean, "false", kAny, I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Whether switching tiered storage off removes what it holds of this topic.")},
    {"remote.storage.enable", T::Boolean, "false", kAny, I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Whether tiered storage is on for this topic.")},
    {"retention.bytes", T::Long, "-1", kAny, I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Size per partition above which the oldest segments are dropped; -1 is without limit.")},
    {"retention.ms", T::Long, "604800000", atLeast(-1), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Age at which a segment is dropped; -1 keeps it for ever.")},
    {"segment.bytes", T::Int, "1073741824", atLeast(1048576), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Size at which a segment file is closed and the next one begun; only closed ones are "
                       "dropped or compacted.")},
    {"segment.index.bytes", T::Int, "10485760", atLeast(4), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Largest size of a segment's offset index.")},
    {"segment.jitter.ms", T::Long, "0", atLeast(0), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Largest random time taken off segment.ms, so that partitions do not roll all at once.")},
    {"segment.ms", T::Long, "604800000", atLeast(1), I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs", "Age at which a segment is closed even if it is not full.")},
    {"unclean.leader.election.enable", T::Boolean, "false", kAny, I::Medium, U::ClusterWide,
     QT_TRANSLATE_NOOP("ConfigDocs",
                       "Whether a replica that is not in sync may lead as a last resort, at the price of losing "
                       "records.")},
};

} // namespace

std::span<const ConfigDef> topicConfigRows()
{
    return kRows;
}

} // namespace weir::sandbox
