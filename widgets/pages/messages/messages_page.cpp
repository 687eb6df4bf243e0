// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/messages_page.h"

#include "widgets/pages/messages/record_browser.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/table_view.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QVBoxLayout>

namespace weir::widgets {

MessagesPage::MessagesPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_header(new PageHeader)
    , m_topic(new QComboBox)
    , m_browser(new RecordBrowser(context))
    , m_wanted(place)
{
    m_header->setTitle(tr("Messages"));
    m_topic->setEditable(true);
    m_topic->setInsertPolicy(QComboBox::NoInsert);
    m_topic->completer()->setFilterMode(Qt::MatchContains);
    m_topic->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_topic->lineEdit()->setPlaceholderText(tr("Choose a topic"));
    m_topic->setAccessibleName(tr("Topic"));
    m_topic->setMinimumWidth(look().px(260));
    setDataFont(m_topic);
    m_header->addWidget(m_topic);
    QPushButton *produce = m_header->addButton(tr("Produce..."), Icon::Produce);
    const bool readOnly = m_context.session->profile().readOnly;
    produce->setEnabled(!readOnly);
    if (readOnly)
        produce->setToolTip(RecordBrowser::readOnlyReason());
    QPushButton *live = m_header->addButton(tr("Live tail"), Icon::Live);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_browser, 1);
    connect(m_topic, &QComboBox::activated, this, [this] { choose(m_topic->currentText()); });
    connect(m_topic->lineEdit(), &QLineEdit::returnPressed, this, [this] { choose(m_topic->currentText()); });
    connect(produce, &QPushButton::clicked, this, [this] {
        if (!m_browser->topic().isEmpty())
            m_browser->produce();
    });
    connect(live, &QPushButton::clicked, m_browser, &RecordBrowser::liveTail);
    connect(m_browser, &RecordBrowser::stateChanged, this, &Page::stateChanged);
    connect(m_browser, &RecordBrowser::placeChanged, this, &Page::placeChanged);
    connect(m_context.feed, &ClusterFeed::updated, this, &MessagesPage::fillTopics);
    addCommand(commands()[0], [this] { m_browser->produce(); })->setEnabled(!readOnly);
    fillTopics();
}

std::vector<CommandSpec> MessagesPage::commands()
{
    return {{.id = QStringLiteral("messages.produce"), .title = tr("Produce a record..."), .icon = Icon::Produce, .changesCluster = true}};
}

QString MessagesPage::title() const
{
    return tr("Messages");
}

Place MessagesPage::place() const
{
    Place place;
    place.page = QStringLiteral("messages");
    m_browser->fillPlace(place);
    return place;
}

bool MessagesPage::showPlace(const Place &place)
{
    m_wanted = place;
    const bool same = !place.topic.isEmpty() && place.topic == m_browser->topic();
    fillTopics();
    if (!same)
        return true;
    m_wanted = {};
    // One that names only the topic finds what is shown as it was left.
    if (place.offset || place.timestampMs || place.partition || !place.filter.isEmpty() || !place.more.isEmpty())
        m_browser->showPlace(place);
    return true;
}

void MessagesPage::fillTopics()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    if (!snapshot)
        return;
    QStringList names;
    for (const model::Topic &topic : snapshot->topics)
        names.append(topic.name);
    QStringList shown;
    for (int i = 0; i < m_topic->count(); ++i)
        shown.append(m_topic->itemText(i));
    if (names != shown) {
        const QString text = m_topic->currentText();
        m_topic->clear();
        m_topic->addItems(names);
        m_topic->setCurrentIndex(names.indexOf(text));
        m_topic->setEditText(text);
    }
    if (m_browser->topic().isEmpty()) {
        // Without a wish: the topic that holds the most.
        QString topic = m_wanted.topic;
        qint64 most = -1;
        for (const model::Topic &candidate : snapshot->topics) {
            const qint64 records = candidate.internal ? -1 : candidate.records().value_or(0);
            if (m_wanted.topic.isEmpty() && records > most) {
                most = records;
                topic = candidate.name;
            }
        }
        if (!topic.isEmpty())
            choose(topic);
    } else if (!m_wanted.topic.isEmpty() && m_wanted.topic != m_browser->topic()) {
        choose(m_wanted.topic);
    }
}

void MessagesPage::choose(const QString &name)
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    const model::Topic *const topic = snapshot ? snapshot->topic(name) : nullptr;
    setHasError(m_topic, topic == nullptr);
    if (topic == nullptr)
        return;
    m_topic->setCurrentIndex(m_topic->findText(name));
    m_browser->setTopic(name, static_cast<int>(topic->partitions.size()));
    Place place = m_wanted.topic == name ? m_wanted : Place();
    m_wanted = {};
    m_browser->showPlace(place);
    Q_EMIT edited();
}

PageState MessagesPage::state() const
{
    if (!m_context.feed->snapshot())
        return m_context.feed->error() ? PageState::Failed : PageState::Loading;
    return m_browser->state();
}

void MessagesPage::refresh()
{
    m_browser->run();
}

bool MessagesPage::cancel()
{
    return m_browser->stop();
}

void MessagesPage::find()
{
    m_browser->findFocus();
}

void MessagesPage::run()
{
    m_browser->run();
}

QList<QWidget *> MessagesPage::panes() const
{
    return m_browser->panes();
}

void MessagesPage::showVariant(const QString &)
{
    // One record picked, as somebody who looks at it has it.
    if (auto *view = findChild<TableView *>(); view != nullptr && view->model()->rowCount() > 0)
        view->setCurrentIndex(view->model()->index(0, 0));
}

} // namespace weir::widgets
