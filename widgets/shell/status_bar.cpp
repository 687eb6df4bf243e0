// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/status_bar.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/gauges.h"
#include "widgets/parts/label.h"
#include "widgets/parts/state_label.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QPointer>

namespace weir::widgets {

namespace {

constexpr int kHeight = 24;
constexpr int kBarWidth = 120;

/// One job: ring, name, bar, per cent, cancel.
class JobView : public QWidget
{
public:
    JobView(Job *job, QWidget *parent) : QWidget(parent), m_job(job)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        auto *ring = new StateLabel(State::Busy, QString(), this);
        ring->setLive(true);
        m_name = new Label(job->title(), FontRole::Small, Ink::Text2, this);
        row->addWidget(ring);
        row->addWidget(m_name);
        m_bar = new Bar(this);
        row->addWidget(m_bar);
        m_percent = new Label(QString(), FontRole::Data, Ink::Info, this);
        row->addWidget(m_percent);
        auto *cancel = makeIconButton(Icon::Close, StatusBar::tr("Cancel %1").arg(job->title()), ButtonKind::Quiet, this);
        setCompactControl(cancel, true);
        cancel->setVisible(job->cancellable());
        connect(cancel, &QAbstractButton::clicked, job, &Job::cancel);
        row->addWidget(cancel);
        connect(job, &Job::changed, this, [this] { refresh(); });
        refresh();
    }

private:
    class Bar : public QWidget
    {
    public:
        explicit Bar(QWidget *parent) : QWidget(parent) { setFixedSize(kBarWidth, 12); }
        double fraction = 0;

    protected:
        void paintEvent(QPaintEvent *) override
        {
            QPainter p(this);
            paintProgress(p, rect(), fraction);
        }
    };

    void refresh()
    {
        if (!m_job)
            return;
        m_name->setText(m_job->title());
        const bool known = m_job->progress() >= 0;
        m_bar->setVisible(known);
        m_percent->setVisible(known);
        m_bar->fraction = m_job->progress();
        m_percent->setText(format::percent(m_job->progress()));
        m_bar->update();
    }

    QPointer<Job> m_job;
    Label *m_name;
    Bar *m_bar;
    Label *m_percent;
};

} // namespace

StatusBar::StatusBar(Jobs &jobs, QWidget *parent) : QWidget(parent), m_jobs(jobs)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 8, 0);
    row->setSpacing(16);
    m_production = new ProductionTag(this);
    m_production->setObjectName(QStringLiteral("statusProduction"));
    m_production->hide();
    row->addWidget(m_production);
    auto *connection = new QHBoxLayout;
    connection->setSpacing(6);
    m_state = new StateLabel(State::Stopped, QString(), this);
    m_state->setObjectName(QStringLiteral("connectionState"));
    m_state->setLive(true);
    m_words = new Label(QString(), FontRole::Small, Ink::Text2, this);
    m_words->setObjectName(QStringLiteral("connectionWords"));
    connection->addWidget(m_state);
    connection->addWidget(m_words);
    m_address = new Label(QString(), FontRole::Data, Ink::Text2, this);
    m_address->setElided(Qt::ElideMiddle);
    m_address->setMaximumWidth(320);
    auto *trip = new QHBoxLayout;
    trip->setSpacing(5);
    m_roundTripWords = new Label(QString(), FontRole::Small, Ink::Text2, this);
    m_roundTrip = new Label(QString(), FontRole::Data, Ink::Text2, this);
    trip->addWidget(m_roundTripWords);
    trip->addWidget(m_roundTrip);
    row->addLayout(connection);
    row->addWidget(m_address);
    row->addLayout(trip);
    m_jobsLayout = new QHBoxLayout;
    m_jobsLayout->setSpacing(16);
    row->addLayout(m_jobsLayout);
    row->addStretch(1);
    m_nothingPending = new Label(QString(), FontRole::Small, Ink::Text2, this);
    row->addWidget(m_nothingPending);
    m_pending = makeButton(QString(), Icon::Plan, ButtonKind::Quiet, this);
    m_pending->setObjectName(QStringLiteral("pendingButton"));
    m_requests = makeButton(QString(), Icon::Log, ButtonKind::Quiet, this);
    m_requests->setObjectName(QStringLiteral("requestsButton"));
    m_requests->setCheckable(true);
    for (QPushButton *button : {m_pending, m_requests}) {
        setCompactControl(button, true);
        row->addWidget(button);
    }
    connect(m_pending, &QAbstractButton::clicked, this, &StatusBar::pendingClicked);
    connect(m_requests, &QAbstractButton::clicked, this, &StatusBar::requestsClicked);
    connect(&jobs, &Jobs::changed, this, &StatusBar::rebuildJobs);
    setConnection(std::nullopt);
    retranslate();
    applyLook();
}

void StatusBar::setConnection(const std::optional<api::ConnectionState> &connection, std::optional<model::SandboxStatus::State> sandbox)
{
    m_connection = connection;
    m_sandbox = sandbox;
    showConnection();
}

void StatusBar::showConnection()
{
    using Kind = api::ConnectionState::Kind;
    const bool open = m_connection.has_value();
    const bool answered = open && !m_narrow && m_connection->roundTripMs >= 0;
    m_address->setVisible(open && !m_narrow && !m_connection->address.isEmpty());
    m_roundTrip->setVisible(answered);
    m_roundTripWords->setVisible(answered);
    const auto tell = [this](State state, const QString &words) {
        m_state->set(state, QString());
        m_state->setAccessibleName(words);
        m_words->setText(words);
        m_words->setToolTip(m_connection && m_connection->error ? errorText(*m_connection->error).line() : QString());
    };
    if (!open) {
        tell(State::Stopped, tr("No cluster open"));
        return;
    }
    const api::ConnectionState &c = *m_connection;
    m_address->setText(c.address);
    m_roundTrip->setText(format::number(c.roundTripMs, 1) + QStringLiteral(" ms"));
    if (m_sandbox) {
        using Sandbox = model::SandboxStatus::State;
        m_address->hide();
        m_roundTrip->hide();
        m_roundTripWords->hide();
        if (*m_sandbox == Sandbox::Starting)
            tell(State::Busy, tr("The sandbox is starting"));
        else
            tell(State::Stopped, tr("The sandbox is stopped"));
        return;
    }
    switch (c.kind) {
    case Kind::Connecting:
        tell(State::Busy, tr("Connecting"));
        break;
    case Kind::Connected:
        tell(State::Ok, tr("Connected, %1 of %n broker(s)", nullptr, c.brokersKnown).arg(c.brokersUp));
        break;
    case Kind::Partial:
        tell(State::Warn, tr("Connected, %1 of %n broker(s)", nullptr, c.brokersKnown).arg(c.brokersUp));
        break;
    case Kind::Lost:
        tell(State::Error, tr("Connection lost, trying again"));
        break;
    }
}

void StatusBar::rebuildJobs()
{
    while (QLayoutItem *item = m_jobsLayout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    constexpr std::size_t kShown = 2;
    const std::vector<Job *> jobs = m_jobs.running();
    for (std::size_t i = 0; i < jobs.size() && i < kShown; ++i)
        m_jobsLayout->addWidget(new JobView(jobs[i], this));
    if (jobs.size() > kShown)
        m_jobsLayout->addWidget(new Label(tr("and %n more", nullptr, static_cast<int>(jobs.size() - kShown)), FontRole::Small, Ink::Text2, this));
}

void StatusBar::setPending(int count)
{
    m_pendingCount = count;
    retranslate();
}

void StatusBar::setProduction(bool shown)
{
    m_production->setVisible(shown);
}

void StatusBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    showConnection();
}

void StatusBar::setRequestsOpen(bool open)
{
    m_requests->setChecked(open);
}

void StatusBar::setRequestsKeys(const QString &keys)
{
    setKeyHint(m_requests, keys);
    m_requests->updateGeometry();
}

void StatusBar::retranslate()
{
    m_nothingPending->setText(tr("No pending changes"));
    m_nothingPending->setVisible(m_pendingCount == 0);
    m_pending->setText(tr("%n pending change(s)", nullptr, m_pendingCount));
    m_pending->setVisible(m_pendingCount > 0);
    QFont font = look().font(FontRole::Small);
    font.setBold(true);
    m_pending->setFont(font);
    m_requests->setFont(look().font(FontRole::Small));
    m_requests->setText(tr("Requests"));
    m_requests->setToolTip(tr("Every request that was sent"));
    m_roundTripWords->setText(tr("Round trip"));
    showConnection();
}

void StatusBar::applyLook()
{
    setFixedHeight(look().px(kHeight));
    update();
}

void StatusBar::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.fillRect(rect(), look().window);
    p.setPen(look().border);
    p.drawLine(0, 0, width(), 0);
}

void StatusBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyLook();
}

} // namespace weir::widgets
