// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/palette_model.h"

#include <algorithm>

namespace weir::widgets {

namespace {

struct Prefix {
    QLatin1String text;
    PaletteItem::Kind kind;
};
constexpr Prefix kPrefixes[] = {
    {QLatin1String("t:"), PaletteItem::Kind::Topic},
    {QLatin1String("g:"), PaletteItem::Kind::Group},
    {QLatin1String("b:"), PaletteItem::Kind::Broker},
    {QLatin1String(">"), PaletteItem::Kind::Command},
};

/// Among equals: what one looks for most.
int weight(PaletteItem::Kind kind)
{
    switch (kind) {
    case PaletteItem::Kind::Link: return 60;
    case PaletteItem::Kind::Page: return 40;
    case PaletteItem::Kind::Topic: return 30;
    case PaletteItem::Kind::Group: return 30;
    case PaletteItem::Kind::Broker: return 20;
    case PaletteItem::Kind::Cluster: return 15;
    case PaletteItem::Kind::Command: return 10;
    }
    return 0;
}

} // namespace

QString PaletteModel::keyOf(const PaletteItem &item)
{
    return item.id.isEmpty() ? item.place.toLink() : item.id;
}

void PaletteModel::setItems(std::vector<PaletteItem> items)
{
    beginResetModel();
    m_items = std::move(items);
    for (PaletteItem &item : m_items)
        item.folded = QString(item.title + QLatin1Char(' ') + item.note).toCaseFolded();
    m_hits.clear();
    m_found = 0;
    endResetModel();
}

void PaletteModel::setQuery(const QString &typed)
{
    QString words = typed.trimmed();
    std::optional<PaletteItem::Kind> only;
    for (const Prefix &prefix : kPrefixes) {
        if (words.startsWith(prefix.text, Qt::CaseInsensitive)) {
            only = prefix.kind;
            words = words.mid(prefix.text.size()).trimmed();
            break;
        }
    }
    const FuzzyQuery query(words);
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const PaletteItem &item = m_items[i];
        if (only && item.kind != *only)
            continue;
        // A link fits because it was typed; it holds no words to find.
        const int score = item.kind == PaletteItem::Kind::Link ? 5000 : query.score(item.folded);
        if (score < 0)
            continue;
        hits.push_back({i, score + weight(item.kind), {}});
    }
    for (Hit &hit : hits) {
        if (m_recent.isEmpty())
            break;
        if (const qsizetype at = m_recent.indexOf(keyOf(m_items[hit.item])); at >= 0)
            hit.score += static_cast<int>(std::max<qsizetype>(120 - 4 * at, 20));
    }
    m_found = static_cast<int>(hits.size());
    const auto better = [this](const Hit &a, const Hit &b) {
        if (a.score != b.score)
            return a.score > b.score;
        return m_items[a.item].title.compare(m_items[b.item].title, Qt::CaseInsensitive) < 0;
    };
    const std::size_t shown = std::min<std::size_t>(hits.size(), kShown);
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(shown), hits.end(), better);
    hits.resize(shown);
    if (!query.isEmpty()) {
        for (Hit &hit : hits) {
            if (const auto match = query.match(m_items[hit.item].title + QLatin1Char(' ') + m_items[hit.item].note))
                hit.ranges = match->ranges;
        }
    }
    beginResetModel(); // the list is all new with every key; its selection goes to the first row anyway
    m_hits = std::move(hits);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteItem &item = this->item(index.row());
    if (role == Qt::DisplayRole)
        return item.title;
    if (role == Qt::AccessibleTextRole) {
        QString spoken = item.title;
        for (const QString &part : {item.note, item.keys}) {
            if (!part.isEmpty())
                spoken += QStringLiteral(", ") + part;
        }
        return spoken;
    }
    return {};
}

} // namespace weir::widgets
