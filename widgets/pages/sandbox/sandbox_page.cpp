// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/sandbox_page.h"

#include "widgets/dialogs/ask.h"
#include "widgets/pages/sandbox/broker_card.h"
#include "widgets/pages/sandbox/client_panel.h"
#include "widgets/pages/sandbox/demo_panel.h"
#include "widgets/pages/sandbox/event_panel.h"
#include "widgets/pages/sandbox/replica_map.h"
#include "widgets/pages/sandbox/snippet_panel.h"
#include "widgets/pages/sandbox/start_panel.h"
#include "widgets/parts/code_box.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/sub_tabs.h"

#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

using SandboxState = model::SandboxStatus::State;
constexpr int kCardsInARow = 3;
enum Tab { kBrokers, kClients, kLog };

QScrollArea *scrolled(QWidget *content)
{
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    return scroll;
}

bool showsItsCluster(const PageContext &context)
{
    return context.feed != nullptr && context.session->profile().kind == model::Profile::Kind::Sandbox;
}

} // namespace

SandboxPage::SandboxPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_header(new PageHeader)
    , m_faces(new QStackedWidget)
    , m_start(new StartPanel)
    , m_tabs(new SubTabs)
    , m_pages(new QStackedWidget)
    , m_replicas(new ReplicaMap)
    , m_demo(new DemoPanel)
    , m_clients(new ClientPanel)
    , m_events(new EventPanel)
    , m_snippets(new SnippetPanel)
    , m_log(new CodeBox)
{
    m_header->setTitle(tr("Sandbox"));
    m_open = m_header->addButton(tr("Open cluster"), Icon::Overview);
    m_copy = m_header->addButton(tr("Copy addresses"), Icon::Copy);
    m_addBroker = m_header->addButton(tr("Add broker"), Icon::Add);
    m_killController = m_header->addButton(tr("Kill controller"), Icon::Kill);
    m_startController = m_header->addButton(tr("Start controller"), Icon::Play);
    m_clear = m_header->addButton(tr("Clear all faults"), Icon::Close);
    m_stop = m_header->addButton(tr("Stop"), Icon::Stop);

    m_tabs->addTab(tr("Brokers"));
    m_tabs->addTab(tr("Connect a client"));
    m_tabs->addTab(tr("Log"));
    m_pages->addWidget(makeBrokersTab());
    m_pages->addWidget(m_snippets);
    m_log->setMaximumLines(100000);
    m_log->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_log->setAccessibleName(tr("Log"));
    auto *logBox = new QWidget;
    auto *logLayout = new QVBoxLayout(logBox);
    logLayout->setContentsMargins(12, 12, 12, 12);
    logLayout->addWidget(m_log);
    m_pages->addWidget(logBox);
    auto *running = new QWidget;
    auto *runningLayout = new QVBoxLayout(running);
    runningLayout->setContentsMargins(0, 0, 0, 0);
    runningLayout->setSpacing(0);
    runningLayout->addWidget(m_tabs);
    runningLayout->addWidget(m_pages, 1);
    m_faces->addWidget(m_start);
    m_faces->addWidget(running);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_faces, 1);

    api::SandboxControl &sandbox = m_context.sandbox;
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        Q_EMIT placeChanged();
    });
    connect(m_start, &StartPanel::startRequested, this, &SandboxPage::start);
    connect(m_start, &StartPanel::wipeRequested, this, &SandboxPage::wipe);
    connect(m_stop, &QPushButton::clicked, this, &SandboxPage::stop);
    connect(m_open, &QPushButton::clicked, this, [this] { openCluster(m_context.sandbox.status()); });
    connect(m_addBroker, &QPushButton::clicked, this, [this] { watch(m_context.sandbox.addBroker()); });
    connect(m_killController, &QPushButton::clicked, this, [this] { watch(m_context.sandbox.killController()); });
    connect(m_startController, &QPushButton::clicked, this, [this] { watch(m_context.sandbox.startController()); });
    connect(m_clear, &QPushButton::clicked, this, [this] { watch(m_context.sandbox.clearFaults()); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_context.sandbox.status().bootstrap);
        m_context.notify({.title = tr("Addresses copied"), .text = m_context.sandbox.status().bootstrap});
    });
    connect(m_clients, &ClientPanel::wanted, this, &SandboxPage::breakClient);
    connect(m_demo, &DemoPanel::demoSwitched, this, [this](bool on) { watch(m_context.sandbox.setDemo(on)); });
    connect(m_demo, &DemoPanel::partSwitched, this, [this](const QString &name, bool on) { watch(m_context.sandbox.setDemoPart(name, on)); });
    connect(m_replicas, &ReplicaMap::topicActivated, this, [this](const QString &topic, int partition) {
        Place there;
        there.page = QStringLiteral("topic");
        there.topic = topic;
        there.tab = QStringLiteral("partitions");
        if (partition >= 0)
            there.partition = partition;
        m_context.navigator.open(there);
    });
    connect(&sandbox, &api::SandboxControl::statusChanged, this, &SandboxPage::showStatus);
    connect(&sandbox, &api::SandboxControl::eventHappened, this, [this] { m_events->setEvents(m_context.sandbox.events()); });
    connect(&sandbox, &api::SandboxControl::logGrew, this, &SandboxPage::showLog);
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, &SandboxPage::showStatus);
    if (m_context.feed != nullptr)
        connect(m_context.feed, &ClusterFeed::updated, this, &SandboxPage::showReplicas);
    connect(&m_starting, &LatestBase::changed, this, [this] {
        if (m_starting.error())
            m_start->setProblem(errorText(*m_starting.error()).line());
        else if (m_starting.value() && !m_starting.isLoading())
            openCluster(*m_starting.value());
    });
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (isVisible())
            showStatus();
    });
    m_clock.start(5000);
    const std::vector<CommandSpec> own = commands();
    addCommand(own[0], [this] { start(); });
    addCommand(own[1], [this] { stop(); });
    addCommand(own[2], [this] { wipe(); });
    using Broken = BrokerFaultDialog::Kind;
    using Client = model::SandboxClientFault::Kind;
    m_acts = {addCommand(own[3], [this] { watch(m_context.sandbox.addBroker()); }),
              addCommand(own[4], [this] { breakBroker(Broken::Kill); }),
              addCommand(own[5], [this] { breakBroker(Broken::Pause); }),
              addCommand(own[8], [this] { breakClient(Client::ExpireMember); }),
              addCommand(own[9], [this] { breakClient(Client::FenceProducer); }),
              addCommand(own[10], [this] { breakClient(Client::HangTransaction); }),
              addCommand(own[11], [this] { breakClient(Client::AbortTransaction); })};
    m_killControllerAct = addCommand(own[12], [this] { watch(m_context.sandbox.killController()); });
    m_startControllerAct = addCommand(own[13], [this] { watch(m_context.sandbox.startController()); });
    m_faultActs = {addCommand(own[6], [this] { breakBroker(Broken::Faults); }),
                   addCommand(own[7], [this] { watch(m_context.sandbox.clearFaults()); })};

    m_events->setEvents(sandbox.events());
    showStatus();
    showReplicas();
    showLog();
    showPlace(place);
}

std::vector<CommandSpec> SandboxPage::commands()
{
    return {{.id = QStringLiteral("sandbox.start"), .title = tr("Start the sandbox"), .icon = Icon::Play},
            {.id = QStringLiteral("sandbox.stop"), .title = tr("Stop the sandbox"), .icon = Icon::Stop},
            {.id = QStringLiteral("sandbox.wipe"), .title = tr("Wipe the sandbox..."), .icon = Icon::Delete},
            {.id = QStringLiteral("sandbox.addBroker"), .title = tr("Add a broker to the sandbox"), .icon = Icon::Add},
            {.id = QStringLiteral("sandbox.kill"), .title = tr("Kill a broker..."), .icon = Icon::Kill},
            {.id = QStringLiteral("sandbox.pause"), .title = tr("Pause a broker..."), .icon = Icon::Pause},
            {.id = QStringLiteral("sandbox.faults"), .title = tr("Set faults of a broker..."), .icon = Icon::Fault},
            {.id = QStringLiteral("sandbox.clearFaults"), .title = tr("Clear all faults"), .icon = Icon::Close},
            {.id = QStringLiteral("sandbox.expire"), .title = tr("Expire a session..."), .icon = Icon::Group},
            {.id = QStringLiteral("sandbox.fence"), .title = tr("Fence a producer..."), .icon = Icon::Lock},
            {.id = QStringLiteral("sandbox.hang"), .title = tr("Hang a transaction..."), .icon = Icon::Stall},
            {.id = QStringLiteral("sandbox.abort"), .title = tr("Abort a transaction..."), .icon = Icon::Transaction},
            {.id = QStringLiteral("sandbox.killController"), .title = tr("Kill the controller"), .icon = Icon::Kill},
            {.id = QStringLiteral("sandbox.startController"), .title = tr("Start the controller"), .icon = Icon::Play}};
}

QWidget *SandboxPage::makeBrokersTab()
{
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(12);
    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    m_cards = new QGridLayout;
    m_cards->setSpacing(12);
    left->addLayout(m_cards);
    m_replicaPanel = new Panel(tr("Replicas"));
    m_replicaPanel->setNote(tr("brokers from left to right in each cell: filled leads, outlined is in sync, dashed is missing"));
    QScrollArea *map = scrolled(m_replicas);
    m_replicas->setBackgroundRole(QPalette::Base); // the panel's ground
    map->viewport()->setBackgroundRole(QPalette::Base);
    map->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    map->setMinimumHeight(look().px(160));
    m_replicaPanel->setContent(map);
    m_replicaFooter = new Label({}, FontRole::Small, Ink::Text2);
    m_replicaFooter->setContentsMargins(12, 4, 12, 4);
    m_replicaPanel->setFooter(m_replicaFooter);
    left->addWidget(m_replicaPanel, 1);
    row->addLayout(left, 3);
    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(m_demo, 3);
    right->addWidget(m_clients);
    right->addWidget(m_events, 2);
    row->addLayout(right, 1);
    m_demo->setMinimumWidth(look().px(240));
    QScrollArea *scroll = scrolled(content);
    content->setMinimumWidth(0);
    return scroll;
}

QString SandboxPage::title() const
{
    return tr("Sandbox");
}

Place SandboxPage::place() const
{
    Place place;
    place.page = QStringLiteral("sandbox");
    static const QStringList tabs{QString(), QStringLiteral("clients"), QStringLiteral("log")};
    place.tab = tabs.value(m_tabs->currentIndex());
    return place;
}

bool SandboxPage::showPlace(const Place &place)
{
    m_tabs->setCurrentIndex(place.tab == QLatin1String("clients") ? kClients : place.tab == QLatin1String("log") ? kLog : kBrokers);
    return true;
}

void SandboxPage::showVariant(const QString &variant)
{
    if (variant == QLatin1String("hang") || variant == QLatin1String("fault")) {
        m_tabs->setCurrentIndex(kBrokers);
        if (variant == QLatin1String("hang"))
            breakClient(model::SandboxClientFault::Kind::HangTransaction);
        else
            breakBroker(BrokerFaultDialog::Kind::Faults);
        return;
    }
    Place there = place();
    there.tab = variant;
    showPlace(there);
}

PageState SandboxPage::state() const
{
    switch (m_context.sandbox.status().state) {
    case SandboxState::Starting:
    case SandboxState::Stopping: return PageState::Loading;
    case SandboxState::Running: return PageState::Ready;
    case SandboxState::Failed: return PageState::Failed;
    case SandboxState::NotCreated:
    case SandboxState::Stopped: return PageState::Idle;
    }
    return PageState::Idle;
}

void SandboxPage::refresh()
{
    if (m_context.feed != nullptr)
        m_context.feed->refresh();
}

void SandboxPage::showStatus()
{
    const model::SandboxStatus status = m_context.sandbox.status();
    const bool running = status.state == SandboxState::Running;
    m_faces->setCurrentIndex(running ? 1 : 0);
    for (QPushButton *button : {m_open, m_copy, m_addBroker, m_clear, m_stop})
        button->setVisible(running);
    m_start->show(status);
    for (QAction *act : m_acts)
        act->setEnabled(running);
    const bool controllerRuns = status.controller == model::SandboxBroker::State::Running;
    const bool mayKill = running && controllerRuns;
    const bool mayStart = running && status.controller && !controllerRuns;
    m_killController->setVisible(mayKill);
    m_killControllerAct->setEnabled(mayKill);
    m_startController->setVisible(mayStart);
    m_startControllerAct->setEnabled(mayStart);
    for (QAction *act : m_faultActs)
        act->setEnabled(running && status.engine == model::SandboxEngine::Weir);
    if (!running) {
        m_header->clearPill();
        m_header->setFacts({});
        Q_EMIT stateChanged();
        return;
    }
    m_start->setProblem({});
    bool faults = false;
    bool down = false;
    for (const model::SandboxBroker &broker : status.brokers) {
        faults = faults || broker.faults.any();
        down = down || broker.state != model::SandboxBroker::State::Running;
    }
    if (mayStart)
        m_header->setPill(State::Error, tr("The controller is down"));
    else if (down)
        m_header->setPill(State::Error, tr("A broker is down"));
    else if (faults)
        m_header->setPill(State::Warn, tr("Running with faults"));
    else
        m_header->setPill(State::Ok, tr("Running"));
    m_clear->setVisible(faults);
    QStringList facts{tr("Up %1").arg(format::span(QDateTime::currentMSecsSinceEpoch() - status.startedAtMs)),
                      tr("%1 memory").arg(format::bytes(status.residentBytes)), tr("started in %1 ms").arg(format::number(status.startMs, 0))};
    if (status.engine == model::SandboxEngine::ApacheKafka)
        facts.prepend(tr("Apache Kafka"));
    if (status.bytesKept)
        facts.insert(2, tr("%1 kept").arg(format::bytes(*status.bytesKept)));
    m_header->setFacts(facts);
    showBrokers(status);
    m_demo->show(status);
    m_snippets->show(status);
    Q_EMIT stateChanged();
}

void SandboxPage::showBrokers(const model::SandboxStatus &status)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QSet<qint32> seen;
    for (const model::SandboxBroker &broker : status.brokers) {
        seen.insert(broker.id);
        BrokerCard *&card = m_brokers[broker.id];
        if (card == nullptr) {
            card = new BrokerCard(broker.id);
            const int place = static_cast<int>(m_brokers.size()) - 1;
            m_cards->addWidget(card, place / kCardsInARow, place % kCardsInARow);
            m_cards->setColumnStretch(place % kCardsInARow, 1);
            connect(card, &BrokerCard::actRequested, this, [this, id = broker.id](api::SandboxControl::BrokerAct act) {
                watch(m_context.sandbox.broker(id, act));
            });
            connect(card, &BrokerCard::faultsChosen, this, [this, id = broker.id](const model::SandboxFaults &faults) {
                watch(m_context.sandbox.setFaults(id, faults));
            });
        }
        card->show(broker, now);
    }
    for (const qint32 id : m_brokers.keys()) {
        if (!seen.contains(id))
            delete m_brokers.take(id);
    }
}

void SandboxPage::showReplicas()
{
    m_replicaPanel->setVisible(showsItsCluster(m_context));
    const model::SnapshotPtr snapshot = this->snapshot();
    m_replicas->setSnapshot(snapshot);
    if (!snapshot)
        return;
    QStringList topics;
    for (const model::Topic &topic : snapshot->topics) {
        if (!topic.internal)
            topics.append(topic.name);
    }
    topics.sort();
    m_snippets->setTopics(topics);
    const int lacking = snapshot->underReplicated();
    const int offline = snapshot->offline();
    m_replicaFooter->setInk(offline > 0 ? Ink::Error : lacking > 0 ? Ink::Warn : Ink::Text2);
    if (lacking == 0 && offline == 0)
        m_replicaFooter->setText(tr("All %n partition(s) in sync", nullptr, snapshot->partitions()));
    else
        m_replicaFooter->setText(tr("%1 of %2 partitions lack a replica, %3 have no leader")
                                     .arg(format::count(static_cast<qint64>(lacking)), format::count(static_cast<qint64>(snapshot->partitions())),
                                          offline > 0 ? format::count(static_cast<qint64>(offline)) : format::none()));
}

void SandboxPage::showLog()
{
    const QStringList lines = m_context.sandbox.log();
    m_log->setCode(lines.isEmpty() ? tr("The log is empty: nothing went wrong, or the sandbox was started by another program.") : lines.join(QLatin1Char('\n')));
    m_log->verticalScrollBar()->setValue(m_log->verticalScrollBar()->maximum());
}

void SandboxPage::start()
{
    m_start->setProblem({});
    m_starting.start(m_context.sandbox.start(m_start->options()));
}

model::SnapshotPtr SandboxPage::snapshot() const
{
    return showsItsCluster(m_context) ? m_context.feed->snapshot() : nullptr;
}

void SandboxPage::breakBroker(BrokerFaultDialog::Kind kind)
{
    auto *dialog = new BrokerFaultDialog(kind, m_context.sandbox.status());
    connect(dialog, &BrokerFaultDialog::actChosen, this, [this](qint32 broker, api::SandboxControl::BrokerAct act) {
        watch(m_context.sandbox.broker(broker, act));
    });
    connect(dialog, &BrokerFaultDialog::faultsChosen, this, [this](qint32 broker, const model::SandboxFaults &faults) {
        watch(m_context.sandbox.setFaults(broker, faults));
    });
    dialog->openOver(this);
}

void SandboxPage::breakClient(model::SandboxClientFault::Kind kind)
{
    using Kind = model::SandboxClientFault::Kind;
    auto *dialog = new ClientFaultDialog(kind, snapshot());
    connect(dialog, &ClientFaultDialog::chosen, this, [this](const model::SandboxClientFault &fault) { watch(m_context.sandbox.breakClient(fault)); });
    if (kind == Kind::FenceProducer || kind == Kind::AbortTransaction) {
        m_context.sandbox.transactionalIds().then(dialog, [dialog](const base::Result<QStringList> &ids) {
            if (ids)
                dialog->setTransactionalIds(*ids);
        });
    }
    dialog->openOver(this);
}

void SandboxPage::openCluster(const model::SandboxStatus &status)
{
    for (const model::Profile &profile : m_context.profiles.profiles()) {
        if (profile.kind == model::Profile::Kind::Sandbox) {
            model::Profile current = profile;
            current.properties.insert(QStringLiteral("bootstrap.servers"), status.bootstrap);
            if (const auto saved = m_context.profiles.save(current))
                m_context.openCluster(*saved);
            return;
        }
    }
    model::Profile fresh;
    fresh.name = QStringLiteral("shop-sandbox");
    fresh.kind = model::Profile::Kind::Sandbox;
    fresh.properties.insert(QStringLiteral("bootstrap.servers"), status.bootstrap);
    if (const auto saved = m_context.profiles.save(fresh))
        m_context.openCluster(*saved);
}

void SandboxPage::stop()
{
    watch(m_context.sandbox.stop());
}

void SandboxPage::wipe()
{
    Question question;
    question.title = tr("Wipe the sandbox?");
    question.text = tr("It is stopped, and all of its topics, groups and records are deleted: %1").arg(m_context.sandbox.status().dataDirectory);
    question.state = State::Error;
    question.answers = {{tr("Wipe the sandbox"), Icon::Delete, ButtonKind::Danger}};
    confirm(this, question, [this] { watch(m_context.sandbox.wipe()); });
}

void SandboxPage::watch(api::Future<void> future)
{
    future.then(this, [this](const base::Status &done) {
        if (done)
            return;
        const ErrorText words = errorText(done.error());
        m_context.notify({.state = words.state, .title = words.sentence, .text = words.detail});
        showStatus(); // what a switch shows is what is, not what was asked for
    });
}

} // namespace weir::widgets
