// SPDX-License-Identifier: GPL-3.0-or-later
// What the Sandbox page gives people to copy, for the script that tries it: {"C": "#include ...", ...}.
#include "widgets/pages/sandbox/snippets.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

int main(int argc, char **argv)
{
    if (argc != 3 && argc != 8) {
        std::fputs("print_snippets BOOTSTRAP TOPIC [PROTOCOL MECHANISM CA USER PASSWORD]\n", stderr);
        return 2;
    }
    const auto said = [&](int at) { return at < argc ? QString::fromUtf8(argv[at]) : QString(); };
    weir::widgets::SnippetTarget target;
    target.listener = {said(3), said(3), said(1), {said(4)}};
    target.topic = said(2);
    target.authority = said(5);
    target.user = {said(6), said(7)};
    QJsonObject programs;
    for (const weir::widgets::Snippet &snippet : weir::widgets::clientSnippets(target))
        programs.insert(snippet.language, snippet.code);
    std::puts(QJsonDocument(programs).toJson(QJsonDocument::Compact).constData());
    return 0;
}
