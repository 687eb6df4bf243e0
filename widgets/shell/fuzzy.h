// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>

namespace weir::widgets {

/// How well a text fits what was typed. Words may come in any order and each must be found: as it stands, else as letters
/// in order ("pmt" in "payments"). `^start` and `end$` hold a word to the text's ends. Upper and lower case are one.
struct FuzzyMatch {
    int score = 0;
    QVector<std::pair<int, int>> ranges; ///< start and length in the text, ascending: what to mark
};

class FuzzyQuery
{
public:
    explicit FuzzyQuery(const QString &typed);
    bool isEmpty() const { return m_words.isEmpty(); }
    /// The score alone, for thousands of texts a keystroke; `folded` is the text through toCaseFolded(). Below 0: no.
    int score(const QString &folded) const;
    /// Score and ranges, for the few that are shown.
    std::optional<FuzzyMatch> match(const QString &text) const;

private:
    struct Word {
        QString text;
        bool atStart = false;
        bool atEnd = false;
    };
    static int scoreWord(const Word &word, const QString &text, QVector<std::pair<int, int>> *ranges);

    QVector<Word> m_words;
};

} // namespace weir::widgets
