// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/snippet_panel.h"

#include "widgets/pages/sandbox/snippets.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/code_box.h"
#include "widgets/parts/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {
const QString kNewTopic = QStringLiteral("hello");
}

SnippetPanel::SnippetPanel(QWidget *parent)
    : QWidget(parent)
    , m_topic(new QComboBox)
    , m_language(new SegmentedControl)
    , m_needs(new Label({}, FontRole::Data, Ink::Text2))
    , m_code(new CodeBox)
{
    for (const Snippet &snippet : clientSnippets({}, {}))
        m_language->addSegment(snippet.language);
    m_language->setAccessibleName(tr("Language"));
    m_code->setAccessibleName(tr("Program"));
    m_code->setMaximumLines(1000);
    m_code->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_topic->setAccessibleName(tr("Topic"));
    m_topic->addItem(kNewTopic);
    setDataFont(m_topic);
    auto *top = new QHBoxLayout;
    top->addWidget(m_language);
    top->addSpacing(12);
    top->addWidget(new Label(tr("Topic"), FontRole::Body, Ink::Text2));
    top->addWidget(m_topic);
    top->addSpacing(12);
    top->addWidget(new Label(tr("Needs"), FontRole::Body, Ink::Text2));
    top->addWidget(m_needs);
    top->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    layout->addLayout(top);
    layout->addWidget(m_code, 1);
    connect(m_language, &SegmentedControl::currentChanged, this, &SnippetPanel::showSnippet);
    connect(m_topic, &QComboBox::currentTextChanged, this, &SnippetPanel::showSnippet);
}

void SnippetPanel::setBootstrap(const QString &bootstrap)
{
    if (bootstrap == m_bootstrap)
        return;
    m_bootstrap = bootstrap;
    showSnippet();
}

void SnippetPanel::setTopics(const QStringList &topics)
{
    if (topics == m_topics)
        return;
    m_topics = topics;
    const QString chosen = m_topic->currentText();
    const QSignalBlocker blocker(m_topic);
    m_topic->clear();
    if (!topics.contains(kNewTopic))
        m_topic->addItem(kNewTopic);
    m_topic->addItems(topics);
    m_topic->setCurrentText(chosen); // where it is gone, the first
    showSnippet();
}

void SnippetPanel::showSnippet()
{
    const std::vector<Snippet> snippets = clientSnippets(m_bootstrap, m_topic->currentText());
    const Snippet &snippet = snippets[static_cast<std::size_t>(m_language->currentIndex())];
    m_needs->setText(snippet.packageName);
    m_code->setCode(snippet.code);
}

} // namespace weir::widgets
