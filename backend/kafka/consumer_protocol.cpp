// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/consumer_protocol.h"

namespace weir::kafka {

namespace {

class Reader
{
public:
    explicit Reader(base::ByteView bytes) : m_rest(bytes) {}

    template <class Int>
    Int integer()
    {
        if (m_rest.size() < sizeof(Int)) {
            m_broken = true;
            return 0;
        }
        const Int value = base::readBigEndian<Int>(m_rest.data());
        m_rest = m_rest.subspan(sizeof(Int));
        return value;
    }
    /// How many entries follow, each of at least `least` bytes: a lying count is found before anything is made of it.
    std::int32_t count(std::size_t least)
    {
        const auto value = integer<std::int32_t>();
        if (value < 0 || static_cast<std::size_t>(value) > m_rest.size() / least)
            m_broken = true;
        return m_broken ? 0 : value;
    }
    QString string()
    {
        const auto length = integer<std::int16_t>();
        if (m_broken || length < 0 || static_cast<std::size_t>(length) > m_rest.size()) {
            m_broken = true;
            return {};
        }
        const QString value = QString::fromUtf8(reinterpret_cast<const char *>(m_rest.data()), length);
        m_rest = m_rest.subspan(static_cast<std::size_t>(length));
        return value;
    }
    bool broken() const { return m_broken; }

private:
    base::ByteView m_rest;
    bool m_broken = false;
};

} // namespace

base::Result<QVector<model::TopicPartition>> parseAssignment(base::ByteView bytes)
{
    QVector<model::TopicPartition> partitions;
    if (bytes.empty())
        return partitions;
    Reader reader(bytes);
    reader.integer<std::int16_t>(); // version: later ones only add behind
    const std::int32_t topics = reader.count(6);
    for (std::int32_t t = 0; t < topics && !reader.broken(); ++t) {
        const QString topic = reader.string();
        const std::int32_t count = reader.count(4);
        for (std::int32_t p = 0; p < count && !reader.broken(); ++p)
            partitions.append({topic, reader.integer<std::int32_t>()});
    }
    if (reader.broken())
        return base::fail(base::ErrorKind::Invalid, "group.assignment", {}, "damaged assignment");
    return partitions;
}

} // namespace weir::kafka
