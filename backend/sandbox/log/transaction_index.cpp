// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/transaction_index.h"

namespace weir::sandbox {

using base::Result;
using base::Status;

namespace {
constexpr std::int16_t kVersion = 0;
}

Result<bool> TransactionIndex::isEmpty()
{
    WEIR_TRY(const std::uint32_t count, m_file.count());
    return count == 0;
}

Result<AbortedTransaction> TransactionIndex::at(std::uint32_t index)
{
    WEIR_TRY(const base::ByteView bytes, m_file.entry(index));
    if (base::readBigEndian<std::int16_t>(bytes.data()) > kVersion)
        return base::fail(base::ErrorKind::Invalid, "index.read", m_file.path(), "an entry of a newer version");
    const auto number = [&](std::size_t field) { return base::readBigEndian<std::int64_t>(bytes.data() + 2 + field * 8); };
    return AbortedTransaction{number(0), number(1), number(2), number(3)};
}

void TransactionIndex::add(const AbortedTransaction &transaction)
{
    std::uint8_t bytes[kEntryBytes];
    base::writeBigEndian(bytes, kVersion);
    base::writeBigEndian(bytes + 2, transaction.producerId);
    base::writeBigEndian(bytes + 10, transaction.firstOffset);
    base::writeBigEndian(bytes + 18, transaction.lastOffset);
    base::writeBigEndian(bytes + 26, transaction.lastStableOffset);
    m_file.add(bytes);
}

Result<bool> TransactionIndex::collect(std::int64_t from, std::int64_t upTo, std::vector<AbortedTransaction> &into)
{
    WEIR_TRY(const std::uint32_t count, m_file.count());
    for (std::uint32_t i = 0; i < count; ++i) {
        WEIR_TRY(const AbortedTransaction entry, at(i));
        if (entry.lastOffset >= from && entry.firstOffset < upTo)
            into.push_back(entry);
        if (entry.lastStableOffset >= upTo)
            return true;
    }
    return false;
}

Result<std::vector<AbortedTransaction>> TransactionIndex::all()
{
    WEIR_TRY(const std::uint32_t count, m_file.count());
    std::vector<AbortedTransaction> list;
    for (std::uint32_t i = 0; i < count; ++i) {
        WEIR_TRY(const AbortedTransaction entry, at(i));
        list.push_back(entry);
    }
    return list;
}

Status TransactionIndex::truncateTo(std::int64_t offset)
{
    WEIR_TRY(std::uint32_t entries, m_file.count());
    if (entries == 0)
        return {};
    while (entries > 0) {
        WEIR_TRY(const AbortedTransaction entry, at(entries - 1));
        if (entry.lastOffset < offset)
            break;
        --entries;
    }
    return m_file.truncate(entries);
}

Status TransactionIndex::write()
{
    return m_file.hasPending() ? m_file.write() : Status{};
}

} // namespace weir::sandbox
