// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/wire/record_batch.h"

#include <QtTest>

#include <memory>

namespace weir::sandbox::test {

using base::KafkaError;

/// A log in memory that commits at once, when told to, or not at all. What it committed can be loaded again.
class FakeLog final : public OffsetsLog
{
public:
    enum class Mode { AtOnce, Held, Refusing };
    struct Append {
        std::int32_t partition = 0;
        std::vector<GroupRecord> records;
        Committed whenCommitted;
    };

    Mode mode = Mode::AtOnce;
    KafkaError refusal = KafkaError::NotLeaderOrFollower;
    std::vector<Append> held;
    std::map<std::int32_t, std::vector<GroupRecord>> stored;
    std::map<std::int32_t, std::map<std::size_t, std::int64_t>> producers; ///< of records of transactions, by their place
    std::map<std::int32_t, std::map<std::size_t, OffsetsMarker>> markers;  ///< a record without a key stands in their place
    KafkaError verification = KafkaError::None;
    bool holdVerification = false;
    std::vector<std::function<void(KafkaError)>> heldVerifications;

    void append(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t, Committed whenCommitted) override
    {
        if (mode == Mode::Refusing) {
            whenCommitted(code(refusal));
            return;
        }
        auto &log = stored[partition];
        log.insert(log.end(), records.begin(), records.end());
        if (mode == Mode::AtOnce)
            whenCommitted(0);
        else
            held.push_back({partition, std::move(records), std::move(whenCommitted)});
    }
    void verify(std::int32_t, OffsetsTransaction transaction, std::function<void(std::int16_t, OffsetsTransaction)> done) override
    {
        transaction.verification = 7;
        if (holdVerification)
            heldVerifications.push_back([transaction, done](KafkaError error) { done(code(error), transaction); });
        else
            done(code(verification), transaction);
    }
    void appendInTransaction(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs, const OffsetsTransaction &transaction,
                             Committed whenCommitted) override
    {
        for (std::size_t i = 0; i < records.size(); ++i)
            producers[partition][stored[partition].size() + i] = transaction.producerId;
        append(partition, std::move(records), timestampMs, std::move(whenCommitted));
    }
    void appendMarker(std::int32_t partition, const OffsetsMarker &marker, Committed whenCommitted) override
    {
        markers[partition][stored[partition].size()] = marker;
        append(partition, {GroupRecord{}}, 0, std::move(whenCommitted));
    }
    void commitHeld(KafkaError error = KafkaError::None)
    {
        for (auto &append : std::exchange(held, {}))
            append.whenCommitted(code(error));
    }
    /// The same in the order of the log, with transactions and their markers.
    base::Bytes transactionalBatches(std::int32_t partition) const
    {
        base::Bytes all;
        const auto &records = stored.at(partition);
        for (std::size_t i = 0; i < records.size(); ++i) {
            wire::RecordBatchBuilder::Options options;
            options.baseOffset = static_cast<std::int64_t>(i);
            base::Bytes key = records[i].key;
            std::optional<base::Bytes> value = records[i].value;
            if (const auto of = producers.find(partition); of != producers.end() && of->second.contains(i)) {
                options.producerId = of->second.at(i);
                options.transactional = true;
            }
            if (const auto of = markers.find(partition); of != markers.end() && of->second.contains(i)) {
                options.producerId = of->second.at(i).producerId;
                options.transactional = options.control = true;
                key = {0, 0, 0, static_cast<std::uint8_t>(of->second.at(i).commit ? 1 : 0)};
                value = base::Bytes(6);
            }
            wire::RecordBatchBuilder builder(options);
            wire::RecordInput input;
            input.timestamp = 1;
            input.key = base::ByteView(key);
            if (value)
                input.value = base::ByteView(*value);
            builder.add(input);
            const auto batch = builder.finish();
            all.insert(all.end(), batch->begin(), batch->end());
        }
        return all;
    }
    /// Three batches, so that batch borders are crossed.
    base::Bytes batches(std::int32_t partition) const
    {
        const auto &records = stored.at(partition);
        base::Bytes all;
        std::int64_t offset = 0;
        const std::size_t step = records.size() / 3 + 1;
        for (std::size_t at = 0; at < records.size(); at += step) {
            wire::RecordBatchBuilder builder({.compression = wire::Compression::None, .baseOffset = offset});
            for (std::size_t i = at; i < std::min(records.size(), at + step); ++i) {
                wire::RecordInput input;
                input.timestamp = 1;
                input.key = base::ByteView(records[i].key);
                if (records[i].value)
                    input.value = base::ByteView(*records[i].value);
                builder.add(input);
                ++offset;
            }
            const auto batch = builder.finish();
            all.insert(all.end(), batch->begin(), batch->end());
        }
        return all;
    }
};

class FakeTopics final : public GroupTopics
{
public:
    std::map<std::string, Topic, std::less<>> topics;

    FakeTopics()
    {
        add("orders", 6);
        add("payments", 3);
    }
    base::Uuid add(const std::string &name, std::int32_t partitions)
    {
        base::Uuid id;
        id.bytes[15] = ++m_next;
        topics[name] = {id, partitions};
        return id;
    }
    std::optional<Topic> find(std::string_view name) const override
    {
        const auto found = topics.find(name);
        return found == topics.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<std::string> nameOf(const base::Uuid &id) const override
    {
        for (const auto &[name, topic] : topics) {
            if (topic.id == id)
                return name;
        }
        return std::nullopt;
    }

    void forEachName(const Session &asker, const std::function<void(const std::string &)> &each) const override
    {
        for (const auto &[name, topic] : topics) {
            if (name != "secret" || asker.principal == "User:root")
                each(name);
        }
    }
    std::uint64_t shapeOf(std::string_view name) const override
    {
        const auto found = topics.find(name);
        return found == topics.end() ? 0 : found->second.id.bytes[15] * 1000U + static_cast<std::uint64_t>(found->second.partitions) + racks;
    }
    Settings settingsOf(const std::string &) const override { return settings; }
    std::uint64_t racks = 0; ///< another number: other racks
    Settings settings;

private:
    std::uint8_t m_next = 0;
};

/// The answer to a request, once there is one. More than one answer fails the test.
template <class T>
struct Answer {
    std::shared_ptr<std::vector<T>> got = std::make_shared<std::vector<T>>();

    Reply<T> reply() const
    {
        return [got = got](T response) {
            got->push_back(std::move(response));
            if (got->size() > 1)
                QTest::qFail("answered twice", __FILE__, __LINE__);
        };
    }
    explicit operator bool() const { return !got->empty(); }
    const T &operator*() const { return got->at(0); }
    const T *operator->() const { return &got->at(0); }
    KafkaError error() const { return got->empty() ? KafkaError::UnknownServerError : static_cast<KafkaError>(got->at(0).errorCode); }
};

inline base::Bytes subscription(const std::vector<std::string> &topics)
{
    base::Bytes bytes{0, 0, 0, 0, 0, static_cast<std::uint8_t>(topics.size())};
    for (const auto &topic : topics) {
        bytes.push_back(0);
        bytes.push_back(static_cast<std::uint8_t>(topic.size()));
        bytes.insert(bytes.end(), topic.begin(), topic.end());
    }
    bytes.insert(bytes.end(), 4, 0xFF); // no user data
    return bytes;
}

} // namespace weir::sandbox::test
