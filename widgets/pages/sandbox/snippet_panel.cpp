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
    , m_listenerWords(new Label(tr("Listener"), FontRole::Body, Ink::Text2))
    , m_listener(new QComboBox)
    , m_language(new SegmentedControl)
    , m_needs(new Label({}, FontRole::Data, Ink::Text2))
    , m_code(new CodeBox)
{
    for (const Snippet &snippet : clientSnippets({}))
        m_language->addSegment(snippet.language);
    m_language->setAccessibleName(tr("Language"));
    m_code->setAccessibleName(tr("Program"));
    m_code->setMaximumLines(1000);
    m_code->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_topic->setAccessibleName(tr("Topic"));
    m_topic->addItem(kNewTopic);
    setDataFont(m_topic);
    m_listener->setAccessibleName(tr("Listener"));
    setDataFont(m_listener);
    m_listenerWords->hide();
    m_listener->hide();
    auto *top = new QHBoxLayout;
    top->addWidget(m_language);
    top->addSpacing(12);
    top->addWidget(new Label(tr("Topic"), FontRole::Body, Ink::Text2));
    top->addWidget(m_topic);
    top->addSpacing(12);
    top->addWidget(m_listenerWords);
    top->addWidget(m_listener);
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
    connect(m_listener, &QComboBox::currentIndexChanged, this, &SnippetPanel::showSnippet);
}

void SnippetPanel::show(const model::SandboxStatus &status)
{
    std::vector<model::SandboxListener> listeners = status.listeners;
    if (listeners.empty()) // an engine that does not tell them has the plain one
        listeners.push_back({QStringLiteral("PLAINTEXT"), QStringLiteral("PLAINTEXT"), status.bootstrap, {}});
    if (listeners == m_listeners && status.authority == m_authority && status.user == m_user)
        return;
    m_listeners = std::move(listeners);
    m_authority = status.authority;
    m_user = status.user;
    const QString chosen = m_listener->currentText();
    const QSignalBlocker blocker(m_listener);
    m_listener->clear();
    for (const model::SandboxListener &listener : m_listeners)
        m_listener->addItem(listener.name);
    m_listener->setCurrentText(chosen); // where it is gone, the first
    m_listenerWords->setVisible(m_listeners.size() > 1);
    m_listener->setVisible(m_listeners.size() > 1);
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
    SnippetTarget target;
    if (m_listener->currentIndex() >= 0)
        target.listener = m_listeners[static_cast<std::size_t>(m_listener->currentIndex())];
    target.authority = m_authority;
    target.user = m_user.value_or(model::SandboxUser{QStringLiteral("NAME"), QStringLiteral("PASSWORD")});
    target.topic = m_topic->currentText();
    const std::vector<Snippet> snippets = clientSnippets(target);
    const Snippet &snippet = snippets[static_cast<std::size_t>(m_language->currentIndex())];
    m_needs->setText(snippet.packageName);
    m_code->setCode(snippet.code);
}

} // namespace weir::widgets
