// SPDX-License-Identifier: GPL-3.0-or-later
// What the Sandbox page gives people to copy, for the script that tries it: {"C": "#include ...", ...}.
#include "widgets/pages/sandbox/snippets.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fputs("print_snippets BOOTSTRAP TOPIC\n", stderr);
        return 2;
    }
    QJsonObject programs;
    for (const weir::widgets::Snippet &snippet : weir::widgets::clientSnippets(QString::fromUtf8(argv[1]), QString::fromUtf8(argv[2])))
        programs.insert(snippet.language, snippet.code);
    std::puts(QJsonDocument(programs).toJson(QJsonDocument::Compact).constData());
    return 0;
}
