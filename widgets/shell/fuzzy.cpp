// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/fuzzy.h"

#include <algorithm>

namespace weir::widgets {

namespace {

constexpr int kWholeText = 1000; // the text is the word
constexpr int kAtStart = 600;
constexpr int kAtWord = 450; // "orders" in "shop.orders"
constexpr int kInside = 300;
constexpr int kScattered = 60;

bool startsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

} // namespace

FuzzyQuery::FuzzyQuery(const QString &typed)
{
    const QStringList parts = typed.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        Word word{part, false, false};
        if (word.text.size() > 1 && word.text.startsWith(QLatin1Char('^'))) {
            word.atStart = true;
            word.text.remove(0, 1);
        }
        if (word.text.size() > 1 && word.text.endsWith(QLatin1Char('$'))) {
            word.atEnd = true;
            word.text.chop(1);
        }
        m_words.push_back(word);
    }
}

int FuzzyQuery::scoreWord(const Word &word, const QString &text, QVector<std::pair<int, int>> *ranges)
{
    const qsizetype length = word.text.size();
    const auto found = [&](qsizetype at, int score) {
        if (ranges)
            ranges->push_back({static_cast<int>(at), static_cast<int>(length)});
        return score - static_cast<int>(std::min<qsizetype>(text.size() - length, 50)); // the shorter name is the likelier one
    };
    if (word.atStart || word.atEnd) {
        if (word.atStart && !text.startsWith(word.text))
            return -1;
        if (word.atEnd && !text.endsWith(word.text))
            return -1;
        return found(word.atStart ? 0 : text.size() - length, kAtStart);
    }
    qsizetype at = text.indexOf(word.text);
    if (at == 0)
        return found(0, text.size() == length ? kWholeText : kAtStart);
    if (at > 0) {
        for (qsizetype next = at; next >= 0; next = text.indexOf(word.text, next + 1)) {
            if (startsWord(text, next))
                return found(next, kAtWord);
        }
        return found(at, kInside);
    }
    // Letters in order, preferring starts of words; the first letter must start one, else anything matches anything.
    if (length < 2 || length > text.size())
        return -1;
    int score = kScattered;
    qsizetype from = 0;
    qsizetype last = -2;
    const qsizetype before = ranges ? ranges->size() : 0;
    for (qsizetype i = 0; i < length; ++i) {
        const QChar letter = word.text.at(i);
        qsizetype hit = text.indexOf(letter, from);
        if (i == 0) {
            while (hit >= 0 && !startsWord(text, hit))
                hit = text.indexOf(letter, hit + 1);
        }
        if (hit < 0) {
            if (ranges)
                ranges->resize(before);
            return -1;
        }
        if (hit == last + 1)
            score += 8;
        else if (startsWord(text, hit))
            score += 6;
        else
            score -= static_cast<int>(std::min<qsizetype>(hit - last, 6));
        if (ranges) {
            if (hit == last + 1 && ranges->size() > before)
                ++ranges->back().second;
            else
                ranges->push_back({static_cast<int>(hit), 1});
        }
        last = hit;
        from = hit + 1;
    }
    return std::max(score, 1);
}

int FuzzyQuery::score(const QString &folded) const
{
    int total = 0;
    for (const Word &word : m_words) {
        const int score = scoreWord(word, folded, nullptr);
        if (score < 0)
            return -1;
        total += score;
    }
    return total;
}

std::optional<FuzzyMatch> FuzzyQuery::match(const QString &text) const
{
    const QString folded = text.toCaseFolded();
    FuzzyMatch match;
    for (const Word &word : m_words) {
        const int score = scoreWord(word, folded, &match.ranges);
        if (score < 0)
            return std::nullopt;
        match.score += score;
    }
    if (folded.size() != text.size())
        match.ranges.clear(); // folding changed the length: marks would fall beside
    std::sort(match.ranges.begin(), match.ranges.end());
    return match;
}

} // namespace weir::widgets
