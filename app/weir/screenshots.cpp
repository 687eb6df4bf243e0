// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weir/screenshots.h"

#include "widgets/dialogs/sheet.h"
#include "widgets/shell/cluster_switcher.h"
#include "widgets/shell/palette.h"

#include <QDir>
#include <QPixmap>

namespace weir::app {

using namespace widgets;

namespace {

constexpr int kTickMs = 50;
constexpr int kCalmMs = 400;     // after the page is ready: late parts, delegates, fitted columns
constexpr int kPatienceMs = 20'000;

/// The topic and the group that a picture is best taken of: the one with the most to show.
QString busiestTopic(const model::ClusterSnapshot &snapshot)
{
    QString name;
    qint64 most = -1;
    for (const model::Topic &topic : snapshot.topics) {
        const qint64 records = topic.records().value_or(0);
        if (!topic.internal && records > most) {
            most = records;
            name = topic.name;
        }
    }
    return name;
}

QString worstGroup(const model::ClusterSnapshot &snapshot)
{
    QString id;
    qint64 most = -1;
    for (const model::Group &group : snapshot.groups) {
        const qint64 lag = group.totalLag().value_or(0);
        if (lag > most) {
            most = lag;
            id = group.id;
        }
    }
    return id;
}

} // namespace

Screenshots::Screenshots(MainWindow &window, QString folder, QString language, QObject *parent)
    : QObject(parent), m_window(window), m_folder(std::move(folder))
{
    for (const auto choice : {Preferences::LanguageChoice::English, Preferences::LanguageChoice::Korean}) {
        if (language.isEmpty() || (language == QLatin1String("ko")) == (choice == Preferences::LanguageChoice::Korean)) {
            for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark})
                m_looks.emplace_back(theme, choice);
        }
    }
    m_timer.setInterval(kTickMs);
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::look);
}

void Screenshots::start()
{
    if (!QDir().mkpath(m_folder)) {
        Q_EMIT finished(0, {QStringLiteral("cannot make the folder ") + m_folder});
        return;
    }
    m_window.resize(1440, 900);
    nextLook();
}

void Screenshots::planPage(const Place &place, const QString &name)
{
    Shot shot;
    shot.name = name;
    shot.arrange = [this, place] { m_window.current()->open(place, OpenMode::Preview); };
    m_shots.push_back(shot);
}

void Screenshots::plan()
{
    m_shots.clear();
    m_shot = 0;
    const model::SnapshotPtr snapshot = m_window.current()->feed() ? m_window.current()->feed()->snapshot() : nullptr;
    const QString topic = snapshot ? busiestTopic(*snapshot) : QString();
    const QString group = snapshot ? worstGroup(*snapshot) : QString();
    for (const PageEntry &entry : m_window.catalog().entries()) {
        if (entry.needs == PageNeeds::Cluster && !m_window.current()->session())
            continue;
        Place place{entry.id};
        if (entry.id == QLatin1String("topic") || entry.id == QLatin1String("messages"))
            place.topic = topic;
        if (entry.id == QLatin1String("group"))
            place.group = group;
        if (entry.id == QLatin1String("broker") && snapshot && !snapshot->brokers.empty())
            place.broker = snapshot->brokers.front().id;
        if ((entry.id == QLatin1String("topic") && topic.isEmpty()) || (entry.id == QLatin1String("group") && group.isEmpty()))
            continue;
        planPage(place, entry.id);
    }
    Shot palette;
    palette.name = QStringLiteral("palette");
    palette.ofPage = false;
    palette.arrange = [this, topic] {
        // Over a page that has something to show.
        m_window.current()->open(Place{m_window.current()->session() ? QStringLiteral("topics") : QStringLiteral("clusters")}, OpenMode::Preview);
        m_window.openPalette(topic.left(3));
    };
    palette.tidy = [this] { m_window.palettePanel()->closeFlyout(); };
    m_shots.push_back(palette);
    Shot switcher;
    switcher.name = QStringLiteral("switcher");
    switcher.ofPage = false;
    switcher.arrange = [this] { m_window.findChild<SwitcherButton *>()->click(); };
    switcher.tidy = [this] { m_window.findChild<ClusterFlyout *>()->closeFlyout(); };
    m_shots.push_back(switcher);
    if (m_window.current()->session()) {
        Shot requests;
        requests.name = QStringLiteral("requests");
        requests.ofPage = false;
        requests.arrange = [this] { m_window.setRequestsShown(true); };
        requests.tidy = [this] { m_window.setRequestsShown(false); };
        m_shots.push_back(requests);
    }
    if (m_window.current()->plans() && !topic.isEmpty()) {
        Shot dialog;
        dialog.name = QStringLiteral("plan");
        dialog.ofPage = false;
        dialog.arrange = [this, topic] {
            // Only looked at: nothing is applied.
            model::AlterTopicConfig shorter{topic, {{QStringLiteral("retention.ms"), QStringLiteral("259200000")}, {QStringLiteral("segment.ms"), QStringLiteral("86400000")}}};
            m_window.current()->plans()->run(m_window.current()->currentPage(), {shorter, model::DeleteTopic{topic}});
        };
        dialog.tidy = [this] {
            if (Sheet *sheet = Sheet::topmost(&m_window))
                sheet->reject();
        };
        m_shots.push_back(dialog);
    }
}

void Screenshots::nextLook()
{
    if (m_look == m_looks.size()) {
        Q_EMIT finished(m_saved, m_problems);
        return;
    }
    m_window.preferences().setTheme(m_looks[m_look].first);
    m_window.preferences().setLanguage(m_looks[m_look].second);
    plan();
    nextShot();
}

void Screenshots::nextShot()
{
    if (m_shot == m_shots.size()) {
        ++m_look;
        nextLook();
        return;
    }
    const Shot &shot = m_shots[m_shot];
    if (shot.arrange)
        shot.arrange();
    if (!shot.variant.isEmpty() && m_window.current()->currentPage())
        m_window.current()->currentPage()->showVariant(shot.variant);
    m_waitedMs = 0;
    m_calmMs = 0;
    m_timer.start();
}

void Screenshots::look()
{
    m_waitedMs += kTickMs;
    const Shot &shot = m_shots[m_shot];
    const Page *page = m_window.current()->currentPage();
    bool ready = true;
    if (shot.ofPage)
        ready = page && (page->state() == PageState::Ready || page->state() == PageState::Empty || page->state() == PageState::Failed || page->state() == PageState::Idle);
    if (shot.name == QLatin1String("plan"))
        ready = Sheet::topmost(&m_window) != nullptr;
    m_calmMs = ready ? m_calmMs + kTickMs : 0;
    if (m_calmMs < kCalmMs && m_waitedMs < kPatienceMs)
        return;
    m_timer.stop();
    if (!ready)
        m_problems << shot.name + QStringLiteral(": not ready after 20 s");
    else if (shot.ofPage && page && page->state() == PageState::Failed)
        m_problems << shot.name + QStringLiteral(": failed");
    take();
}

void Screenshots::take()
{
    const auto &[theme, language] = m_looks[m_look];
    const Shot shot = m_shots[m_shot];
    const QString file = QStringLiteral("%1/%2-%3-%4.png")
                             .arg(m_folder, shot.name, theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light"),
                                  language == Preferences::LanguageChoice::Korean ? QStringLiteral("ko") : QStringLiteral("en"));
    if (m_window.grab().save(file))
        ++m_saved;
    else
        m_problems << QStringLiteral("cannot write ") + file;
    if (shot.tidy)
        shot.tidy();
    // What the page itself offers beside its first face comes right after it.
    if (shot.ofPage && shot.variant.isEmpty()) {
        if (const Page *page = m_window.current()->currentPage()) {
            const QStringList variants = page->screenshotVariants();
            std::size_t at = m_shot + 1;
            for (const QString &variant : variants) {
                Shot next;
                next.name = shot.name + QLatin1Char('-') + variant;
                next.variant = variant;
                next.tidy = [this] {
                    while (Sheet *sheet = Sheet::topmost(&m_window)) // a variant may be a dialog
                        sheet->reject();
                };
                m_shots.insert(m_shots.begin() + static_cast<std::ptrdiff_t>(at++), next);
            }
        }
    }
    ++m_shot;
    QTimer::singleShot(0, this, &Screenshots::nextShot);
}

} // namespace weir::app
