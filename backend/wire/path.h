// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace weir::wire {

/// Where an archive is inside a message, kept without allocation: names are those of describe().
class Path
{
public:
    /// The field now being looked at on this level.
    void at(const char *name)
    {
        m_steps[m_depth].name = name;
        m_steps[m_depth].index = -1;
    }
    /// The element of that field.
    void element(std::size_t index) { m_steps[m_depth].index = static_cast<std::int64_t>(index); }
    void down()
    {
        if (m_depth + 1 < m_steps.size())
            ++m_depth;
    }
    void up() { --m_depth; }
    void clear() { m_steps[m_depth] = {}; }

    /// "topics[3].partitions[0].offset"
    std::string toString() const
    {
        std::string text;
        for (std::size_t i = 0; i <= m_depth; ++i) {
            if (!m_steps[i].name)
                break;
            if (i > 0)
                text += '.';
            text += m_steps[i].name;
            if (m_steps[i].index >= 0)
                text += '[' + std::to_string(m_steps[i].index) + ']';
        }
        return text;
    }

private:
    struct Step {
        const char *name = nullptr;
        std::int64_t index = -1;
    };
    // Kafka's deepest message nests five structs; types bound the depth, no peer can.
    std::array<Step, 12> m_steps{};
    std::size_t m_depth = 0;
};

} // namespace weir::wire
